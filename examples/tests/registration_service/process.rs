//! The program itself, as a process.

#[path = "../support/mod.rs"]
mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rusqlite::Connection;
use serde_json::Value;
use wxmed_sandbox::{Sandbox, Settings};

use crate::online::{DatabaseFile, form, post};
use crate::service::config::Config;
use crate::service::sandbox;

const VARIABLES: [&str; 10] = [
    "WXMED_HOST",
    "WXMED_APPID",
    "WXMED_APP_SECRET",
    "WXMED_API_KEY",
    "WXMED_MCH_ID",
    "HOSPITAL_NAME",
    "HOSPITAL_CODE",
    "HOSPITAL_OPERATOR_CODE",
    "HOSPITAL_OPERATOR_NAME",
    "HOSPITAL_CARD_BOUND_URL",
];

/// The running program, which is killed on drop.
struct Running {
    process: Child,
    /// Its output until it was ready.
    printed: Vec<String>,
    public: String,
}

impl Running {
    fn start(variables: &[(&str, String)], database: &Path) -> Self {
        let mut command = Command::new(support::program("registration_service"));
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("WXMED_") {
                command.env_remove(variable);
            }
        }
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        command.env("LISTEN", "127.0.0.1:0").env("INTERNAL_LISTEN", "127.0.0.1:0").env("DATABASE", database);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.as_mut().unwrap()).lines().map(Result::unwrap);
        let mut printed = Vec::new();
        for line in lines {
            printed.push(line);
            if printed.last().unwrap().starts_with("internal: ") {
                break;
            }
        }
        let public = printed.iter().find_map(|line| line.strip_prefix("public: ")).unwrap().to_owned();
        Self { process, printed, public }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_finishes_submissions_in_progress_before_it_stops() {
    use std::time::Duration;

    use wxmed_sandbox::Stub;

    let (sandbox, database) = (Sandbox::start(Settings::default()).unwrap(), DatabaseFile::new());
    let variables = VARIABLES.map(|name| (name, sandbox::variable(&sandbox, name).unwrap()));
    let mut running = Running::start(&variables, database.path());
    sandbox.stub(Stub::on("preregister").delay(Duration::from_millis(300)));
    let calls = sandbox.listen();

    // The client disconnects before the platform has responded, and then the program is stopped.
    let body = form("H1", &sandbox.people()[0]).to_string();
    let mut client = TcpStream::connect(running.public.strip_prefix("http://").unwrap()).unwrap();
    let head = "POST /registrations HTTP/1.1\r\nHost: hospital\r\nContent-Type: application/json\r\n";
    client.write_all(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
    while calls.recv().unwrap().operation.as_deref() != Some("preregister") {}
    drop(client);
    let process = running.process.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &process]).status().unwrap().success());
    assert_eq!(running.process.wait().unwrap().code(), Some(0));

    let select = "SELECT state FROM submissions WHERE order_number = 'H1' AND kind = 'registration'";
    let state: String = Connection::open(database.path()).unwrap().query_row(select, [], |row| row.get(0)).unwrap();
    assert_eq!(state, "done");
}

/// The first two commands of the example's documentation, without curl.
#[tokio::test]
async fn without_an_account_it_starts_a_sandbox_that_knows_the_patient_of_the_form() {
    let database = DatabaseFile::new();
    let running = Running::start(&[], database.path());
    assert!(running.printed[0].starts_with("(using a sandbox at http://127.0.0.1:"), "{:?}", running.printed);
    let form = serde_json::from_str(include_str!("../../registration_service/form.json")).unwrap();
    let order = post(format!("{}/registrations", running.public), &form, "zh").await;
    let state = &order.json()["registration"]["state"];
    assert_eq!((order.status, state), (200, &Value::from("done")), "{order:?}");
}

#[test]
fn every_missing_variable_is_named_in_both_languages() {
    let error = Config::read(|_| None).err().unwrap();
    let text = format!("{error:?}");
    for name in VARIABLES.iter().filter(|name| **name != "WXMED_HOST") {
        assert_eq!(text.matches(name).count(), 2, "{name}: {text}");
    }
    let set = |name: &str| VARIABLES.contains(&name).then(|| "http://127.0.0.1:8377".to_owned());
    assert!(Config::read(set).is_ok());
    let with_bad_address = |name: &str| if name == "LISTEN" { Some("8380".to_owned()) } else { set(name) };
    assert!(Config::read(with_bad_address).is_err());
}
