//! The books of the sidecar.

use jiff::Timestamp;
use wxmed_sidecar::audit::{Audit, AuditSettings, Exchange};
use wxmed_sidecar::journal::{Begun, CallKey, Journal, JournalSettings, Resend};

use crate::support::Folder;

fn record(folder: &Folder, name: &str, exchanges: &[(&str, &str, &str, &str)]) {
    let audit = Audit::open(&AuditSettings::new(folder.path(name))).unwrap();
    for (at, operation, key, outcome) in exchanges {
        let at: Timestamp = at.parse().unwrap();
        audit.record(
            Exchange::new(at, "his", *operation, 200, *outcome).merchant("main").key(*key).attempts(2).rid("61-ab"),
        );
    }
    audit.close();
}

/// Two days, in two files.
fn books() -> Folder {
    let folder = Folder::new();
    record(&folder, "audit.jsonl.1", &[("2026-01-30T15:59:59Z", "preregister", "1", "success")]);
    let second =
        [("2026-01-30T16:00:00Z", "preregister", "2", "business"), ("2026-01-31T16:00:00Z", "sendmsg", "3", "success")];
    record(&folder, "audit.jsonl", &second);
    folder.write("wxmed.toml", "[journal]\nfile = \"journal.db\"\n[audit]\nfile = \"audit.jsonl\"\n");
    folder
}

/// The keys of the exchanges that are listed.
fn listed(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let ended = folder.run(&[&["audit", "--config", "wxmed.toml", "--json"], arguments].concat());
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let key = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["key"].as_str().unwrap().to_owned();
    ended.out.lines().map(key).collect()
}

#[test]
fn exchanges_are_listed_and_chosen() {
    let folder = books();
    assert_eq!(listed(&folder, &[]), ["1", "2", "3"]);
    assert_eq!(listed(&folder, &["--operation", "preregister"]), ["1", "2"]);
    assert_eq!(listed(&folder, &["--outcome", "success"]), ["1", "3"]);
    assert_eq!(listed(&folder, &["--order", "2"]), ["2"]);
    // Days are those of China.
    assert_eq!(listed(&folder, &["--since", "2026-01-31"]), ["2", "3"]);
    assert_eq!(listed(&folder, &["--until", "2026-01-31"]), ["1", "2"]);
    assert_eq!(listed(&folder, &["--since", "2026-01-31", "--until", "2026-01-31"]), ["2"]);
    assert_eq!(listed(&folder, &["--until", "2026-01-31T00:00:00+08:00"]), ["1"]);
}

#[test]
fn people_read_a_line_for_each() {
    let folder = books();
    let ended = folder.run(&["audit", "audit.jsonl", "--operation", "preregister", "--lang", "en"]);
    assert_eq!(ended.code, 0);
    assert_eq!(
        ended.out,
        "2026-01-31 00:00:00.000 preregister 200 business main/2 0 ms his rid=61-ab\n  sent 2 times\n"
    );
}

#[test]
fn other_lines_are_counted() {
    let folder = books();
    folder.write("mixed.jsonl", &format!("{}{{\"id\":\"cut\nnotes\n", folder.read("audit.jsonl")));
    let ended = folder.run(&["audit", "mixed.jsonl", "--lang", "en"]);
    assert_eq!((ended.code, ended.err.as_str()), (1, "2 lines are no audit lines\n"));
    assert_eq!(ended.out.lines().filter(|line| line.starts_with("2026")).count(), 2);
}

#[test]
fn what_is_missing_is_said() {
    let folder = Folder::new();
    folder.write("without.toml", "[journal]\nfile = \"journal.db\"\n");
    for (arguments, said) in [
        (&["audit"][..], "error: name audit files, or with --config a configuration that has [audit]\n"),
        (
            &["audit", "--config", "without.toml"],
            "error: name audit files, or with --config a configuration that has [audit]\n",
        ),
        (&["audit", "--unknown"], "error: name the journal with --data, or the configuration with --config\n"),
        (
            &["audit", "--settle", "a", "--as", "done", "--data", "x"],
            "error: `a` must be MERCHANT/OPERATION/KEY, as --unknown lists it\n",
        ),
    ] {
        let ended = folder.run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!((ended.code, ended.err.as_str()), (2, said));
    }
    let ended = folder.run(&["audit", "none.jsonl", "--lang", "zh"]);
    assert!(ended.code == 2 && ended.err.starts_with("错误：none.jsonl 无法读取："), "{}", ended.err);
}

/// A journal that a sidecar has open, with two calls whose outcome is unknown.
fn journal(folder: &Folder) -> Journal {
    let journal = Journal::open(JournalSettings::new(folder.path("journal.db"))).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for (operation, text) in [("preregister", "20260131000001"), ("qrcodepreregister", "a/b")] {
            let key = CallKey::new("main", operation, text).unwrap();
            let begun = journal.begin(&key, journal.digest([("a", "1")]), Resend::Refuse).await.unwrap();
            let Begun::New(ticket) = begun else { panic!("{begun:?}") };
            ticket.unknown().await.unwrap();
        }
    });
    journal
}

#[test]
fn what_is_unknown_is_listed_and_settled_while_the_sidecar_runs() {
    let folder = books();
    let journal = journal(&folder);
    let list = |arguments: &[&str]| {
        folder.run(&[&["audit", "--unknown", "--config", "wxmed.toml", "--lang", "en"], arguments].concat())
    };
    let ended = list(&[]);
    assert_eq!(ended.code, 1);
    let names: Vec<_> = ended.out.lines().map(|line| line.rsplit(' ').next().unwrap()).collect();
    assert_eq!(names, ["main/preregister/20260131000001", "main/qrcodepreregister/a/b"]);
    assert!(ended.err.starts_with("2 calls have an unknown outcome: "), "{}", ended.err);
    let ended = list(&["--json", "--operation", "preregister"]);
    assert_eq!(
        (ended.json()["merchant"].as_str(), ended.json()["key"].as_str()),
        (Some("main"), Some("20260131000001"))
    );

    for (name, result) in [(names[0], "done"), (names[1], "nothing-done")] {
        let settle = ["audit", "--data", "journal.db", "--settle", name, "--as", result, "--lang", "en"];
        let ended = folder.run(&settle);
        assert_eq!((ended.code, ended.out), (0, format!("recorded {name}\n")));
        let ended = folder.run(&settle);
        assert_eq!(ended.code, 2);
        assert_eq!(
            ended.err,
            format!("error: there is no call {name} with an unknown outcome: list them with --unknown\n")
        );
    }
    assert_eq!(list(&[]).code, 0);
    journal.close();
}
