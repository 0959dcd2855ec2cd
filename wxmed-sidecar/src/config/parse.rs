//! Reads the whole file, and checks its parts against each other.

use std::collections::BTreeSet;
use std::path::Path;

use toml::de::DeTable;
use wxmed::Bilingual;
use wxmed::spec::nearest;

use super::caller::{Caller, LOCAL};
use super::environment::Environment;
use super::error::ConfigErrors;
use super::limits::{Limits, Waits};
use super::listen::{Address, Listener, Written};
use super::log::LogSettings;
use super::merchant::MerchantAccount;
use super::notifications::Notifications;
use super::persistence;
use super::platform::Platform;
use super::reader::Reader;
use super::specs::SpecSettings;
use super::table::{Item, Table};
use crate::audit::AuditSettings;
use crate::journal::JournalSettings;

/// The parts of a configuration.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) listeners: Vec<Listener>,
    pub(super) hosts: Vec<String>,
    pub(super) callers: Vec<Caller>,
    pub(super) merchants: Vec<MerchantAccount>,
    pub(super) platform: Platform,
    pub(super) waits: Waits,
    pub(super) limits: Limits,
    pub(super) specs: SpecSettings,
    pub(super) log: LogSettings,
    pub(super) audit: Option<AuditSettings>,
    pub(super) journal: JournalSettings,
    pub(super) notifications: Notifications,
}

pub(super) fn parse(text: &str, path: &Path, environment: &Environment) -> Result<Parts, ConfigErrors> {
    let shown = path.display().to_string();
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut reader = Reader::new(text, folder, environment);
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        errors.iter().for_each(|error| reader.no_toml(error.span().unwrap_or(0..0), error.message()));
        return Err(reader.into_errors(&shown, None));
    }
    let parts = read(Table::root(root.get_ref()), &mut reader);
    match parts {
        Some(parts) if reader.is_fine() => Ok(parts),
        Some(_) | None => Err(reader.into_errors(&shown, Some(root.get_ref()))),
    }
}

fn read(root: Table<'_>, reader: &mut Reader<'_>) -> Option<Parts> {
    let limits = Limits::read(root.table("limits", reader), reader);
    let (names, merchants) = merchants(&root, reader);
    let callers = callers(&root, &names, &limits, reader);
    let listeners = listeners(&root, reader);
    let listeners = listeners.map(|listeners| related(listeners, &callers, reader));
    let notifications = Notifications::read(root.table("notifications", reader), reader);
    let journal = match root.table("journal", reader) {
        Some(journal) => persistence::journal(journal, notifications.queue(), reader),
        None => {
            if !root.has("journal") {
                let zh = "缺少 [journal]：请写 file = \"…\"，用于防止重复发送";
                reader.wrong(
                    root.span(),
                    zh,
                    "[journal] is missing: write its file = \"…\", which prevents that calls are sent twice",
                );
            }
            None
        }
    };
    let audit = root.table("audit", reader).map(|audit| persistence::audit(audit, reader));
    let (hosts, platform) = (hosts(&root, reader), Platform::read(root.table("platform", reader), reader));
    let waits = Waits::read(root.table("timeouts", reader), reader);
    let specs = SpecSettings::read(root.table("specs", reader), reader);
    let log = LogSettings::read(root.table("log", reader), reader);
    root.finish(reader);
    let callers = callers.callers;
    let (listeners, journal) = (listeners?, journal?);
    let audit = audit.map_or(Some(None), |audit| audit.map(Some))?;
    distinct_files(&journal, audit.as_ref(), reader);
    Some(Parts {
        listeners,
        hosts,
        callers,
        merchants,
        platform,
        waits,
        limits,
        specs,
        log,
        audit,
        journal,
        notifications,
    })
}

/// The names of all merchants, and the merchants that could be read.
fn merchants(root: &Table<'_>, reader: &mut Reader<'_>) -> (BTreeSet<String>, Vec<MerchantAccount>) {
    let table = root.table("merchants", reader);
    if !root.has("merchants") || table.as_ref().is_some_and(Table::is_empty) {
        let zh = "缺少商户：请写 [merchants.名称]，含 appid、mch_id、api_key 与 token";
        reader.wrong(
            root.span(),
            zh,
            "there is no merchant: write [merchants.NAME] with appid, mch_id, api_key and token",
        );
    }
    let tables = table.map(|table| table.named_tables(reader)).unwrap_or_default();
    let names = tables.iter().map(|(name, _)| name.value.to_owned()).collect();
    let merchants = tables.into_iter().filter_map(|(name, table)| MerchantAccount::read(name, table, reader));
    (names, merchants.collect())
}

/// The callers, with their positions in the file.
struct Callers {
    callers: Vec<Caller>,
    names: Vec<WrittenCaller>,
    are_implied: bool,
}

/// The position of a caller in the file, and whether it has a token, even one that can't be read.
struct WrittenCaller {
    name: String,
    span: std::ops::Range<usize>,
    has_token: bool,
}

fn callers(root: &Table<'_>, merchants: &BTreeSet<String>, limits: &Limits, reader: &mut Reader<'_>) -> Callers {
    let Some(table) = root.table("callers", reader) else {
        let local = Caller::local(merchants, limits.concurrency());
        return Callers { callers: vec![local], names: Vec::new(), are_implied: true };
    };
    let tables = table.named_tables(reader);
    let written = |(name, table): &(Item<&str>, Table<'_>)| WrittenCaller {
        name: name.value.to_owned(),
        span: name.span.clone(),
        has_token: table.has("token"),
    };
    let names = tables.iter().map(written).collect();
    let callers = tables.into_iter().filter_map(|(name, table)| Caller::read(&name, table, merchants, reader));
    Callers { callers: callers.collect(), names, are_implied: false }
}

fn listeners(root: &Table<'_>, reader: &mut Reader<'_>) -> Option<Vec<Written>> {
    if !root.has("listen") {
        root.get("listen");
        return Some(vec![Written::usual()]);
    }
    let tables = root.tables("listen", reader)?;
    let number = tables.len();
    let listeners: Vec<_> = tables.into_iter().filter_map(|table| Written::read(table, reader)).collect();
    (listeners.len() == number).then_some(listeners)
}

/// Checks which caller each listener assumes.
fn related(listeners: Vec<Written>, callers: &Callers, reader: &mut Reader<'_>) -> Vec<Listener> {
    for WrittenCaller { name, span, has_token } in &callers.names {
        let is_read = callers.callers.iter().any(|caller| caller.name() == name);
        let is_named = listeners.iter().any(|listener| listener.caller.as_ref().is_some_and(|at| at.value == *name));
        if is_read && !has_token && !is_named {
            let zh = format!("{name} 无法调用：请给它 token，或在某个 [[listen]] 写 caller = \"{name}\"");
            let en = format!("`{name}` can't call: give it a token, or write caller = \"{name}\" in a [[listen]]");
            reader.wrong(span.clone(), zh, en);
        }
        is_its_own_token(name, span, callers, reader);
    }
    listeners.into_iter().map(|listener| at_listener(listener, callers, reader)).collect()
}

/// Reports a token that an earlier caller already has.
fn is_its_own_token(name: &str, span: &std::ops::Range<usize>, callers: &Callers, reader: &mut Reader<'_>) {
    let token = |name: &str| callers.callers.iter().find(|caller| caller.name() == name).and_then(Caller::token);
    let mut earlier = callers.names.iter().map(|caller| caller.name.as_str()).take_while(|other| *other != name);
    let same = token(name).and_then(|own| earlier.find(|other| token(other) == Some(own)));
    if let Some(other) = same {
        let zh = format!("{name} 与 {other} 的令牌相同：每个调用方须有自己的令牌");
        reader.wrong(span.clone(), zh, format!("`{name}` has the token of `{other}`: each caller needs its own"));
    }
}

fn at_listener(listener: Written, callers: &Callers, reader: &mut Reader<'_>) -> Listener {
    let is_remote = match &listener.address {
        Address::Loopback(_) | Address::Unix(_) => false,
        Address::Tls(address, _) => !address.ip().is_loopback(),
    };
    let has_tokens = callers.names.iter().any(|caller| caller.has_token);
    let caller = match &listener.caller {
        Some(caller) if is_remote => {
            let zh = "其他机器可访问的地址不能写 caller：那里的每个请求都须带令牌";
            let en = "an address that other machines reach can't have a caller: each request needs a token there";
            reader.wrong(caller.span.clone(), zh, en);
            None
        }
        Some(caller) => known_caller(caller, callers, reader),
        None if callers.are_implied && !is_remote => Some(LOCAL.to_owned()),
        None => None,
    };
    let are_read = callers.are_implied || callers.names.len() == callers.callers.len();
    if caller.is_none() && listener.caller.is_none() && !has_tokens && are_read {
        let message = Bilingual::of(
            "此监听地址没有调用方：请写 [callers.名称]，含 token 与 operations",
            "this listener has no caller: write [callers.NAME] with token and operations",
        );
        reader.wrong_with(listener.span, message);
    }
    Listener { address: listener.address, caller }
}

fn known_caller(written: &Item<String>, callers: &Callers, reader: &mut Reader<'_>) -> Option<String> {
    let name = &written.value;
    let known: Vec<&str> = match callers.are_implied {
        true => vec![LOCAL],
        false => callers.names.iter().map(|caller| caller.name.as_str()).collect(),
    };
    if known.contains(&name.as_str()) {
        return Some(name.clone());
    }
    let (zh, en) = match nearest(name, known) {
        Some(near) => (format!("，是不是 {near}？"), format!(": did you mean `{near}`?")),
        None => (format!("：缺少 [callers.{name}]"), format!(": there is no [callers.{name}]")),
    };
    reader.wrong(
        written.span.clone(),
        format!("没有名为 {name} 的调用方{zh}"),
        format!("no caller is called `{name}`{en}"),
    );
    None
}

/// Names in `Host` headers, in lower case.
fn hosts(root: &Table<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    let Some(names) = root.texts("hosts", reader) else { return Vec::new() };
    let mut hosts = Vec::new();
    for name in names.value {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        if name.value.chars().all(is_of_name) {
            hosts.push(name.value.to_ascii_lowercase());
        } else {
            let zh = "应为主机名，不带协议与端口，如 wxmed.hospital.example";
            reader.wrong(name.span, zh, "must be a host name without scheme and port, as in wxmed.hospital.example");
        }
    }
    hosts
}

/// Reports that the journal and an audit file have the same path.
fn distinct_files(journal: &JournalSettings, audit: Option<&AuditSettings>, reader: &mut Reader<'_>) {
    let raw = audit.and_then(AuditSettings::raw).map(|raw| raw.path());
    let files: Vec<&Path> = [Some(journal.path()), audit.map(AuditSettings::path), raw].into_iter().flatten().collect();
    let distinct: BTreeSet<&Path> = files.iter().copied().collect();
    if distinct.len() < files.len() {
        let zh = "[journal]、[audit] 与 [audit.raw] 的 file 须各不相同";
        reader.wrong(0..0, zh, "[journal], [audit] and [audit.raw] need files of their own");
    }
}
