//! The console of `wxmed sandbox`, and the exchanges that it saves.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use wxmed_sandbox::{Account, Sandbox, Settings};

use crate::support::{Ended, Folder, KEY, wxmed};

/// A running sandbox, which ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a sandbox. Returns the lines that it prints up to its control API, and its address.
fn started(arguments: &[&str]) -> (Running, Vec<String>, String) {
    let mut command = wxmed(&[&["sandbox", "--port", "0"], arguments].concat());
    let mut running = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let out = BufReader::new(running.0.stdout.as_mut().unwrap());
    let mut lines = Vec::new();
    for line in out.lines().map(Result::unwrap) {
        let is_last = line.contains("/sandbox/v1/exchanges");
        lines.push(line);
        if is_last {
            break;
        }
    }
    let url = lines[0].split_whitespace().last().unwrap().to_owned();
    (running, lines, url)
}

fn status(url: &str) -> u16 {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    agent.get(url).call().unwrap().status().as_u16()
}

#[test]
fn the_console_is_printed_and_served_unless_it_is_switched_off() {
    let (_running, lines, url) = started(&[]);
    let console = format!("{url}/sandbox/console/");
    assert!(lines.iter().any(|line| line.ends_with(&console)), "{lines:?}");
    assert_eq!(status(&console), 200);

    let (_running, lines, url) = started(&["--no-console"]);
    assert!(!lines.iter().any(|line| line.contains("/sandbox/console")), "{lines:?}");
    assert_eq!([status(&format!("{url}/sandbox/console/")), status(&format!("{url}/sandbox/v1/account"))], [404, 200]);
}

#[test]
fn a_saved_exchange_can_be_checked() {
    let sandbox = Sandbox::start(Settings::default().account(Account::sample())).unwrap();
    let api = |path: &str| format!("{}/sandbox/v1{path}", sandbox.url());
    let fields = r#"{"fields":{"openid":"o1","url":"https://hospital.example/"}}"#;
    ureq::post(api("/operations/getbindurl/send")).send(fields).unwrap();
    let archive = ureq::get(api("/exchanges/1/har")).call().unwrap().body_mut().read_to_string().unwrap();
    let folder = Folder::new();
    let file = folder.path("exchange-1.har");
    std::fs::write(&file, &archive).unwrap();
    let check = |file| -> Ended {
        let mut command = wxmed(&["check", file, "--all", "--key-env", "THE_KEY"]);
        command.env("THE_KEY", KEY).output().unwrap().into()
    };
    let ended = check(file.to_str().unwrap());
    assert!(ended.out.contains("getbindurl request: in order, signature right"), "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("getbindurl response"), "{}", ended.out);
    std::fs::write(&file, archive.replace("hospital.example", "clinic.example")).unwrap();
    assert!(check(file.to_str().unwrap()).out.contains("the signature is wrong"));
}
