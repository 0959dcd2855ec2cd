//! Checks a configuration against the specs and the file system.

use std::path::Path;

use wxmed::Bilingual;
use wxmed::dynamic::Specs;
use wxmed::spec::nearest;

use super::caller::Operations;
use super::listen::Address;
use super::parse::Parts;
use super::writable::{self, Purpose};
use crate::audit::AuditSettings;

pub(super) fn inconsistencies(parts: &Parts, specs: &Specs) -> Vec<Bilingual> {
    let operations = specs.operations();
    let operations: Vec<&str> = operations.iter().map(|operation| operation.name()).collect();
    let notifications = specs.notifications();
    let notifications: Vec<&str> = notifications.iter().map(|notification| notification.name()).collect();
    let mut found = Vec::new();
    for caller in &parts.callers {
        let Operations::Named(names) = caller.operations() else { continue };
        let key = format!("callers.{}.operations", caller.name());
        found.extend(names.iter().filter_map(|name| unknown(&key, name, &operations)));
    }
    let forwards = parts.notifications.forwards();
    found.extend(forwards.filter_map(|(name, _)| unknown("notifications.forward", name, &notifications)));
    found.extend(written_files(parts).into_iter().filter_map(|(key, path)| without_folder(key, path)));
    found
}

fn unknown(key: &str, name: &str, known: &[&str]) -> Option<Bilingual> {
    if known.contains(&name) {
        return None;
    }
    let (zh, en) = match nearest(name, known.iter().copied()) {
        Some(near) => (format!("是不是 {near}？"), format!("did you mean `{near}`?")),
        None => (format!("可用的有：{}", known.join("、")), format!("there are {}", known.join(", "))),
    };
    let zh = format!("{key}：规格中没有 {name}，{zh}");
    Some(Bilingual::new(zh, format!("{key}: the specs have no `{name}`: {en}")))
}

pub(super) fn unusable_files(parts: &Parts) -> Vec<Bilingual> {
    let mut found: Vec<Bilingual> = Vec::new();
    found.extend(writable::unusable("journal.file", parts.journal.path(), Purpose::Journal));
    if let Some(audit) = &parts.audit {
        found.extend(writable::unusable("audit.file", audit.path(), Purpose::Lines));
        let raw = audit.raw().and_then(|raw| writable::unusable("audit.raw.file", raw.path(), Purpose::Lines));
        found.extend(raw);
    }
    found
}

/// The files that the sidecar creates.
fn written_files(parts: &Parts) -> Vec<(&'static str, &Path)> {
    let mut files = vec![("journal.file", parts.journal.path())];
    files.extend(parts.audit.iter().map(|audit| ("audit.file", audit.path())));
    files.extend(parts.audit.iter().filter_map(AuditSettings::raw).map(|raw| ("audit.raw.file", raw.path())));
    for listener in &parts.listeners {
        match listener.address() {
            Address::Unix(socket) => files.push(("listen.unix", socket.path())),
            Address::Loopback(_) | Address::Tls(_, _) => {}
        }
    }
    files
}

fn without_folder(key: &str, path: &Path) -> Option<Bilingual> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    if folder.is_dir() {
        return None;
    }
    let folder = folder.display();
    Some(Bilingual::new(
        format!("{key}：文件夹 {folder} 不存在，请先创建"),
        format!("{key}: there is no folder {folder}: create it first"),
    ))
}
