//! `wxmed audit`

use jiff::Timestamp;
use wxmed_sidecar::audit::{Audit, AuditSettings, Exchange};
use wxmed_sidecar::journal::{Begun, CallKey, Journal, JournalSettings, Resend};

use crate::support::Folder;

fn record(folder: &Folder, name: &str, exchanges: &[(&str, &str, &str, &str)]) {
    let audit = Audit::open(&AuditSettings::new(folder.path(name))).unwrap();
    for (at, operation, key, outcome) in exchanges {
        let at: Timestamp = at.parse().unwrap();
        audit.record(
            Exchange::new(at, "his", *operation, 200, *outcome)
                .merchant("main")
                .key(*key)
                .attempts(Some(2))
                .rid("61-ab"),
        );
    }
    audit.close();
}

/// Audit files of two days.
fn audit_files() -> Folder {
    let folder = Folder::new();
    record(&folder, "audit.jsonl.1", &[("2026-01-30T15:59:59Z", "preregister", "1", "success")]);
    let second =
        [("2026-01-30T16:00:00Z", "preregister", "2", "business"), ("2026-01-31T16:00:00Z", "sendmsg", "3", "success")];
    record(&folder, "audit.jsonl", &second);
    folder.write("wxmed.toml", "[journal]\nfile = \"journal.db\"\n[audit]\nfile = \"audit.jsonl\"\n");
    folder
}

/// The keys of the listed exchanges.
fn listed(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let ended = folder.run(&[&["audit", "--config", "wxmed.toml", "--json"], arguments].concat());
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let key = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["key"].as_str().unwrap().to_owned();
    ended.out.lines().map(key).collect()
}

#[test]
fn exchanges_are_listed_and_filtered() {
    let folder = audit_files();
    assert_eq!(listed(&folder, &[]), ["1", "2", "3"]);
    assert_eq!(listed(&folder, &["--operation", "preregister"]), ["1", "2"]);
    assert_eq!(listed(&folder, &["--outcome", "success"]), ["1", "3"]);
    assert_eq!(listed(&folder, &["--order", "2"]), ["2"]);
    // Dates are in the time zone of China.
    assert_eq!(listed(&folder, &["--since", "2026-01-31"]), ["2", "3"]);
    assert_eq!(listed(&folder, &["--until", "2026-01-31"]), ["1", "2"]);
    assert_eq!(listed(&folder, &["--since", "2026-01-31", "--until", "2026-01-31"]), ["2"]);
    assert_eq!(listed(&folder, &["--until", "2026-01-31T00:00:00+08:00"]), ["1"]);
}

#[test]
fn text_output_has_a_line_for_each_call() {
    let folder = audit_files();
    let ended = folder.run(&["audit", "audit.jsonl", "--operation", "preregister", "--lang", "en"]);
    assert_eq!(ended.code, 0);
    assert_eq!(
        ended.out,
        "2026-01-31 00:00:00.000 preregister 200 business main/2 0 ms his rid=61-ab\n  sent 2 times\n"
    );
}

#[test]
fn unreadable_lines_are_counted() {
    let folder = audit_files();
    folder.write("mixed.jsonl", &format!("{}{{\"id\":\"cut\nnotes\n", folder.read("audit.jsonl")));
    let ended = folder.run(&["audit", "mixed.jsonl", "--lang", "en"]);
    assert_eq!((ended.code, ended.err.as_str()), (1, "2 lines are no audit lines\n"));
    assert_eq!(ended.out.lines().filter(|line| line.starts_with("2026")).count(), 2);
}

#[test]
fn missing_files_and_arguments_are_reported() {
    let folder = Folder::new();
    folder.write("without.toml", "[journal]\nfile = \"journal.db\"\n");
    for (arguments, wanted) in [
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
        assert_eq!((ended.code, ended.err.as_str()), (2, wanted));
    }
    for option in [&["--unknown"][..], &["--data", "x"], &["--settle", "a/b/c", "--as", "done"]] {
        let ended = folder.run(&[&["audit", "audit.jsonl", "--lang", "en"], option].concat());
        assert!(
            ended.code == 2 && ended.err.ends_with("leave the audit files out, and add --config\n"),
            "{}",
            ended.err
        );
    }
    for (lang, wanted, foreign) in [("en", "write a date", "应为"), ("zh", "应为日期", "write a date")] {
        let ended = folder.run(&["audit", "a.jsonl", "--since", "yesterday", "--lang", lang]);
        assert!(ended.code == 2 && ended.err.contains(wanted) && !ended.err.contains(foreign), "{}", ended.err);
    }
    let ended = folder.run(&["audit", "--unknown", "--config", "none.toml", "--lang", "en"]);
    assert!(ended.code == 2 && ended.err.contains("there is no such file"), "{}", ended.err);
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
fn unknown_calls_are_listed_and_settled_while_the_sidecar_runs() {
    let folder = audit_files();
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

/// The audit file shows that an operator, and not the platform, determined the outcome of a call.
#[test]
fn settlements_are_recorded_in_the_audit_file() {
    let folder = audit_files();
    let before = folder.read("audit.jsonl");
    let journal = journal(&folder);
    let settle = |name: &str, result: &str| {
        folder.run(&["audit", "--config", "wxmed.toml", "--settle", name, "--as", result, "--lang", "en"])
    };
    assert_eq!(settle("main/preregister/none", "done").code, 2);
    assert_eq!(folder.read("audit.jsonl"), before, "nothing was settled");
    for (name, result) in [("main/preregister/20260131000001", "done"), ("main/qrcodepreregister/a/b", "nothing-done")]
    {
        let ended = settle(name, result);
        assert_eq!((ended.code, ended.out, ended.err), (0, format!("recorded {name}\n"), String::new()));
    }
    journal.close();
    let lines = folder.read("audit.jsonl")[before.len()..].to_owned();
    let line: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let part = |name: &str| line[name].as_str().unwrap().to_owned();
    assert_eq!(["settled", "operation", "key"].map(part), ["done", "preregister", "20260131000001"]);
    assert!(part("at").ends_with("+08:00") && part("at").parse::<Timestamp>().is_ok(), "{line}");
    #[cfg(target_os = "linux")]
    assert!(!part("by").is_empty(), "{line}");

    let ended = folder.run(&["audit", "--config", "wxmed.toml", "--order", "20260131000001", "--lang", "en"]);
    assert_eq!((ended.code, ended.out.lines().count()), (0, 1), "{}", ended.out);
    assert!(ended.out.contains(" preregister settled-done main/20260131000001"), "{}", ended.out);
    assert_eq!(listed(&folder, &["--outcome", "settled-nothing-done"]), ["a/b"]);
    assert_eq!(listed(&folder, &["--operation", "sendmsg"]), ["3"]);
}

/// A call that was begun under two keys is one call.
#[test]
fn both_keys_of_a_call_are_listed_together() {
    let folder = audit_files();
    let journal = Journal::open(JournalSettings::new(folder.path("journal.db"))).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let [number, own] = ["N-1", "own-1"].map(|text| CallKey::new("main", "preregister", text).unwrap());
        let digest = journal.digest([("a", "1")]);
        let begun = journal.begin_all(&[number, own], digest, Resend::Refuse).await.unwrap();
        let (Begun::New(ticket), _) = begun else { panic!("{begun:?}") };
        ticket.unknown().await.unwrap();
    });
    for order in ["N-1", "own-1"] {
        let list = ["audit", "--unknown", "--config", "wxmed.toml", "--order", order, "--lang", "en"];
        let ended = folder.run(&list);
        assert!(ended.out.ends_with(" main/preregister/N-1 = own-1\n"), "{}", ended.out);
        assert!(ended.err.starts_with("1 call has an unknown outcome: "), "{}", ended.err);
        let json = folder.run(&[&list[..], &["--json"]].concat()).json();
        assert_eq!((&json["key"], &json["other_keys"]), (&"N-1".into(), &serde_json::json!(["own-1"])));
    }
    let ended = folder.run(&["audit", "--config", "wxmed.toml", "--settle", "main/preregister/own-1", "--as", "done"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(listed(&folder, &["--order", "N-1"]), ["N-1"]);
    journal.close();
}

#[test]
fn an_empty_result_is_reported() {
    let folder = audit_files();
    for arguments in [["--outcome", "sucess"], ["--order", "NOPE"]] {
        let ended = folder.run(&[&["audit", "--config", "wxmed.toml", "--lang", "en"], &arguments[..]].concat());
        assert_eq!((ended.code, ended.out.as_str()), (0, ""));
        assert_eq!(ended.err, "no call matches; the outcomes in the audit file are: business, success\n");
        let ended = folder.run(&[&["audit", "--config", "wxmed.toml", "--lang", "zh"], &arguments[..]].concat());
        assert_eq!(ended.err, "没有符合条件的调用；审计文件中有这些结果：business, success\n");
    }
}

/// `--outcome outcome-unknown` finds such calls independently of the kind of their error.
#[test]
fn an_unknown_outcome_is_found_under_its_name() {
    let folder = audit_files();
    let audit = Audit::open(&AuditSettings::new(folder.path("audit.jsonl"))).unwrap();
    let at: Timestamp = "2026-01-31T16:00:01Z".parse().unwrap();
    audit.record(Exchange::new(at, "his", "preregister", 200, "business").merchant("main").key("4").unknown(true));
    audit.close();
    assert_eq!(listed(&folder, &["--outcome", "outcome-unknown"]), ["4"]);
    assert_eq!(listed(&folder, &["--outcome", "business"]), ["2", "4"]);
}
