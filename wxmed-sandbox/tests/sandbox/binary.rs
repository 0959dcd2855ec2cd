//! The binary, as people run it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Output, Stdio};

use wxmed_sandbox::{Sandbox, Settings};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wxmed-sandbox"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn ended(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// A sandbox that runs, ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_helps_with_examples() {
    let help = ended(&["--help"]);
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(help.status.success());
    for wanted in ["--port <N>", "--specs <DIR>", "--token-errors <SHAPE>", "Examples:\n  wxmed-sandbox", "Ctrl-C"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert_eq!(ended(&["--nothing"]).status.code(), Some(2));
}

#[test]
fn a_port_that_is_taken_is_said_in_both_languages() {
    let sandbox = Sandbox::start(Settings::default()).unwrap();
    let port = sandbox.url().rsplit(':').next().unwrap();
    let refused = ended(&["--port", port]);
    let text = String::from_utf8(refused.stderr).unwrap();
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    assert!(
        text.contains(&format!("port {port} is taken")) && text.contains(&format!("端口 {port} 已被占用")),
        "{text}"
    );
    let missing = ended(&["--specs", "no/such/folder"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("no/such/folder"));
}

#[test]
#[cfg(unix)]
fn it_says_how_to_call_it_tells_each_call_and_stops_on_ctrl_c() {
    let mut running = Running(command(&["--port", "0", "--token-errors", "envelope"]).spawn().unwrap());
    let mut out = BufReader::new(running.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let greeting: Vec<String> = out.by_ref().take_while(|line| !line.contains("Ctrl-C stops it.")).collect();
    let text = greeting.join("\n");
    assert!(!text.contains('\u{1b}'), "no colour in a pipe");
    let url = text.split_whitespace().find(|word| word.starts_with("http://127.0.0.1:")).unwrap();
    assert!(!url.ends_with(":0"));
    for operation in &wxmed_sandbox::Specs::shipped().model().operations {
        assert!(text.contains(&operation.path));
    }
    let after = |name: &str| {
        let line = greeting.iter().find(|line| line.starts_with(name)).unwrap();
        line.strip_prefix(name).unwrap().trim().to_owned()
    };
    let secret = after("AppSecret");
    assert!(after("API key").len() == 32 && after("appid").starts_with("wx"));

    let exports: Vec<&String> = greeting.iter().filter(|line| line.contains("export WXMED_")).collect();
    assert!(exports.len() >= 8 && exports.iter().all(|line| !line.ends_with('=')), "{exports:?}");

    // Its own words for the first call work as they stand.
    let curl = greeting.iter().find_map(|line| line.split('\'').nth(1)).unwrap();
    let token = ureq::get(curl).call().unwrap().body_mut().read_to_string().unwrap();
    let token = token.split('"').nth(3).unwrap();
    let path = wxmed_sandbox::Specs::shipped().model().operations[0].path.clone();
    let body = "<xml><name>张三</name></xml>";
    ureq::post(format!("{url}{path}?access_token={token}")).send(body).unwrap();
    ureq::post(format!("{url}{path}?access_token=no")).send(body).unwrap();
    let _ = ureq::get(format!("{url}/%1b[31m")).call();
    let lines: Vec<String> = out.by_ref().filter(|line| !line.is_empty()).take(4).collect();
    for (line, wanted) in lines.iter().zip(["success", "FAIL 签名失败", "err_code 40001", "nothing at this path"]) {
        assert!(line.contains(wanted), "{line}");
        assert!(![token, &secret, "张三", "\u{1b}"].iter().any(|hidden| line.contains(hidden)), "{line}");
    }

    let interrupted = Command::new("kill").args(["-INT", &running.0.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    assert_eq!(running.0.wait().unwrap().code(), Some(0));
    let mut errors = String::new();
    running.0.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!(errors, "");
}
