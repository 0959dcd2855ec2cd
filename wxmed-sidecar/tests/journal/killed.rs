//! A process with a journal is killed at various moments, and restarted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use wxmed_sidecar::journal::{Begun, Journal, JournalSettings, Resend, StoredResponse};

use crate::support::{Folder, digest, key};

const CALLS: usize = 1_000;
const FOLDER: &str = "WXMED_TEST_KILLED_FOLDER";

/// A file with a line for each request that the platform received, or for each response that a caller received.
struct Lines(File);

impl Lines {
    fn open(path: &Path) -> Self {
        Self(OpenOptions::new().append(true).create(true).open(path).unwrap())
    }

    fn add(&self, text: &str) {
        // A single write, so that a line is written as a whole or not at all.
        (&self.0).write_all(format!("{text}\n").as_bytes()).unwrap();
    }
}

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The process that is killed. It has eight callers, each with an eighth of the calls.
#[test]
fn child() {
    // The other test runs this one in a separate process.
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        let journal = Journal::open(JournalSettings::new(folder.join("journal.db"))).unwrap();
        let sent = Arc::new(Lines::open(&folder.join("sent")));
        let acknowledged = Arc::new(Lines::open(&folder.join("acknowledged")));
        let callers: Vec<_> = (0..8)
            .map(|first| {
                let (journal, sent, acknowledged) = (journal.clone(), sent.clone(), acknowledged.clone());
                tokio::spawn(async move {
                    for number in (first..CALLS).step_by(8) {
                        call(&journal, &number.to_string(), &sent, &acknowledged).await;
                    }
                })
            })
            .collect();
        for caller in callers {
            caller.await.unwrap();
        }
        journal.close();
    });
}

async fn call(journal: &Journal, text: &str, sent: &Lines, acknowledged: &Lines) {
    match journal.begin(&key(text), digest(journal, text), Resend::Refuse).await.unwrap() {
        Begun::New(ticket) => {
            sent.add(text);
            tokio::task::yield_now().await;
            ticket.finish(StoredResponse::new(200, "success", text)).await.unwrap();
            acknowledged.add(text);
        }
        Begun::Finished(_) | Begun::Unknown { .. } => {}
        Begun::InProgress { .. } | Begun::OtherRequest | Begun::Ambiguous => {
            panic!("{text} has one caller and one request")
        }
    }
}

fn start(folder: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "killed::child", "--nocapture"]).env(FOLDER, folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Waits until the child has sent this many more calls and kills it, or until it has ended. Returns whether it was
/// killed.
fn kill_after(child: &mut Child, sent: &Path, more: usize) -> bool {
    let until = lines(sent).len() + more;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            return false;
        }
        if lines(sent).len() >= until {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn acknowledged_calls_are_not_lost_and_no_call_is_sent_twice() {
    let folder = Folder::new();
    let (sent, acknowledged) = (folder.path("sent"), folder.path("acknowledged"));
    let mut kills = 0;
    // An arbitrary sequence.
    let steps = [1, 70, 3, 40, 0, 90, 25, 5, 60, 11].into_iter().cycle();
    for more in steps {
        match kill_after(&mut start(&folder.path("")), &sent, more) {
            true => kills += 1,
            false => break,
        }
    }
    assert!(kills >= 5, "{kills}");

    let mut times = BTreeMap::new();
    lines(&sent).into_iter().for_each(|text| *times.entry(text).or_insert(0) += 1);
    let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");

    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let journal = Journal::open(JournalSettings::new(folder.journal())).unwrap();
        let acknowledged: BTreeSet<String> = lines(&acknowledged).into_iter().collect();
        let mut unknown = 0;
        for text in (0..CALLS).map(|number| number.to_string()) {
            match journal.begin(&key(&text), digest(&journal, &text), Resend::Refuse).await.unwrap() {
                Begun::Finished(response) => assert_eq!(response.body(), Some(text.as_bytes())),
                Begun::Unknown { .. } => {
                    assert!(!acknowledged.contains(&text), "{text} was acknowledged");
                    unknown += 1;
                }
                other => panic!("{text}: {other:?}"),
            }
        }
        assert_eq!(journal.counts().await.unwrap().unknown, unknown);
    });
}
