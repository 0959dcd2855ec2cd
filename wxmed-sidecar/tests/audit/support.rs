//! Audit files in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use wxmed_sidecar::audit::{Audit, AuditSettings, Entry, Exchange};

/// A temporary folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("audit-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Self(root)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn settings(&self) -> AuditSettings {
        AuditSettings::new(self.path("audit.jsonl"))
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The parsed lines of a file.
    pub(crate) fn entries(&self, name: &str) -> Vec<Entry> {
        self.read(name)
            .lines()
            .map(|line| Entry::parse(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn exchange(key: &str) -> Exchange {
    let at: Timestamp = "2026-01-31T04:05:06.789Z".parse().unwrap();
    Exchange::new(at, "his", "preregister", 200, "success").merchant("main").key(key).attempts(Some(1))
}

pub(crate) fn record(settings: &AuditSettings, exchanges: impl IntoIterator<Item = Exchange>) -> u64 {
    let audit = Audit::open(settings).unwrap();
    exchanges.into_iter().for_each(|exchange| audit.record(exchange));
    audit.close();
    audit.lost()
}
