//! `docs/sidecar.md`: its examples.

use std::net::TcpListener;

use wxmed_sandbox::{Account, Sandbox, Settings};

use crate::document::{Example, MARK, assert_alike, examples, matches, shell};
use crate::support::{Ended, Folder};

const ENGLISH: &str = include_str!("../../../docs/sidecar.md");
const CHINESE: &str = include_str!("../../../docs/sidecar.zh-CN.md");

/// The commands of the page that start the two programs.
const SANDBOX: &str = "wxmed sandbox > sandbox.log 2>&1 &";
const SIDECAR: &str = "wxmed serve --config wxmed.toml 2> serve.log &";

/// A free port.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The script of the examples, with free ports. The sandbox already runs.
fn script(examples: &[Example<'_>], sandbox: &Sandbox) -> String {
    let count = |command: &str| examples.iter().filter(|example| example.command == command).count();
    assert_eq!((count(SANDBOX), count(SIDECAR), count("wxmed serve init")), (1, 1, 1));
    let init = "wxmed serve init\nsed -i.bak 's|127.0.0.1:8377|PLATFORM|; s|127.0.0.1:8378|SIDECAR|' wxmed.toml";
    let commands = examples.iter().map(|example| match &*example.command {
        SANDBOX => ":".to_owned(),
        // The end of the script ends it.
        SIDECAR => format!("{SIDECAR}\nsidecar=$!\ntrap 'kill $sidecar; wait' EXIT"),
        "wxmed serve init" => init.to_owned(),
        command => command.replace("127.0.0.1:8377", "PLATFORM").replace("127.0.0.1:8378", "SIDECAR"),
    });
    let script: String = commands.map(|command| format!("{command}\necho '{MARK}'\n")).collect();
    let sidecar = format!("127.0.0.1:{}", free_port());
    script.replace("PLATFORM", &sandbox.address().to_string()).replace("SIDECAR", &sidecar)
}

#[track_caller]
fn run(document: &str) {
    let sandbox = Sandbox::start(Settings::default().account(Account::sample())).unwrap();
    let examples = examples(document);
    assert!(examples.len() > 20);
    let folder = Folder::new();
    let script = format!("exec 2>&1\n{}", script(&examples, &sandbox));
    let ended: Ended = shell("sh", &script, &folder).output().unwrap().into();
    for (example, printed) in examples.iter().zip(ended.out.split(&format!("{MARK}\n"))) {
        matches(example, printed);
    }
    assert_eq!(ended.out.matches(MARK).count(), examples.len(), "{}", ended.out);
    // One call for the first order, and one for the order whose response was lost: no call was sent twice.
    assert_eq!((sandbox.orders().len(), sandbox.calls("/payinsurance/preregister")), (2, 2));
    assert!(folder.read("serve.log").contains("stopped"), "{}", folder.read("serve.log"));
}

#[test]
fn the_english_examples_run() {
    run(ENGLISH);
}

#[test]
fn the_chinese_examples_run() {
    run(CHINESE);
}

#[test]
fn both_pages_have_the_same_commands_and_headings() {
    assert_alike(ENGLISH, CHINESE);
}

/// The table contains each kind of error that a response may have.
#[test]
fn the_pages_list_all_error_kinds() {
    let source = include_str!("../../../wxmed-sidecar/src/problem.rs");
    let kinds = source.split("fn kind(&self)").nth(1).unwrap().split("pub(crate) fn").next().unwrap();
    let of_problems: Vec<&str> = kinds.split('"').skip(1).step_by(2).collect();
    assert!(of_problems.len() > 15, "{of_problems:?}");
    // One row contains the kinds of invalid HTTP requests.
    let others =
        ["not-found", "unknown-operation", "unknown-merchant", "method", "too-large", "incomplete", "media-type"];
    let of_calls = ["violations", "business", "protocol", "gateway", "signature", "malformed", "token", "unanswered"];
    let of_keys = ["outcome-unknown", "in-progress", "other-request"];
    for kind in of_problems.iter().filter(|kind| !others.contains(kind)).chain(&of_calls).chain(&of_keys) {
        for page in [ENGLISH, CHINESE] {
            let has = page.lines().any(|line| line.starts_with("| ") && line.contains(&format!("`{kind}`")));
            assert!(has, "{kind}");
        }
    }
}
