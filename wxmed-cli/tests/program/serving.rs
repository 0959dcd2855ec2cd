//! A running `wxmed serve`

mod crash;
mod process;
#[cfg(target_os = "linux")]
mod soak;
mod stopping;

use std::process::Command;

use wxmed_sandbox::{Account, Sandbox, Settings};

use crate::support::{Folder, run};
use process::{Process, config, post, registration};

pub(crate) fn sandbox() -> Sandbox {
    Sandbox::start(Settings::default().account(Account::sample())).unwrap()
}

#[test]
fn the_help_is_available_in_both_languages() {
    for (lang, wanted) in [("en", "SIGTERM or Ctrl-C stops it"), ("zh", "收到 SIGTERM 或按 Ctrl-C")] {
        let help = run(&["serve", "--help", "--lang", lang]);
        assert_eq!(help.code, 0);
        assert!(help.out.contains(wanted) && help.out.contains("--config"), "{}", help.out);
    }
}

#[test]
fn an_invalid_configuration_is_reported_and_nothing_is_served() {
    let folder = Folder::new();
    folder.write("wxmed.toml", "[merchants.main]\nappid = 1\n[nothing]\n");
    let refused = folder.run(&["serve", "--config", "wxmed.toml", "--lang", "en"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    for wanted in ["appid", "api_key", "[journal]", "nothing"] {
        assert!(refused.err.contains(wanted), "{wanted}: {}", refused.err);
    }
    let missing = folder.run(&["serve", "--config", "no-such-file.toml"]);
    assert_eq!(missing.code, 2);
}

#[test]
fn it_calls_reloads_and_stops_cleanly() {
    let (sandbox, folder) = (sandbox(), Folder::new());
    folder.write("specs/visit.yaml", "content: dongguan/visit\nsection: \"1.3\"\ntitle: { zh: 就诊, en: a visit }\nfields:\n  - { name: ward, label: 科室, en: ward, type: String8, required: Y }\n");
    folder.write("wxmed.toml", &config(&sandbox, "[log]\nformat = \"json\"\n[specs]\npaths = [\"specs\"]\n"));
    let process = Process::start(&folder, &sandbox);
    let (status, body) = post(&process.socket, "/v1/preregister", &registration("S-1")).unwrap();
    assert_eq!(status, 200, "{body}");
    folder.write("specs/visit.yaml", "content: [");
    process.signal("HUP");
    process.wait_for("specs were not reloaded");
    let (status, _) = post(&process.socket, "/v1/preregister", &registration("S-1")).unwrap();
    assert_eq!(status, 200);
    process.signal("TERM");
    let (code, log) = process.end();
    assert_eq!(code, Some(0), "{log}");
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(line["at"].is_string() && line["level"].is_string(), "{line}");
    }
    assert!(log.contains("\"stopped\"") && log.contains("\"operation\":\"preregister\""), "{log}");
    assert!(!log.contains("张三") && !log.contains("oUpF8uMuAJO"), "{log}");
}

#[test]
fn a_second_sidecar_with_the_same_journal_does_not_start() {
    let (sandbox, folder) = (sandbox(), Folder::new());
    folder.write("wxmed.toml", &config(&sandbox, ""));
    let _process = Process::start(&folder, &sandbox);
    let mut command: Command = process::command(&folder, &sandbox);
    let second = command.output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another process"), "{second:?}");
}
