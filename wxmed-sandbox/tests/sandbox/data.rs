//! The data file, and the state that survives in it.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use wxmed::codec::SignType;
use wxmed::spec::model::{Operation, Resource};
use wxmed_sandbox::{Account, Sandbox, StartError};

use crate::control_api::{Api, agent};
use crate::support::{credentials, good, name, operations, set, settings, signed};

/// The environment variable with the child's file.
const VARIABLE: &str = "WXMED_SANDBOX_TEST_DATA";

/// A separate file for each test, removed at the end.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wxmed-sandbox-{name}-{}.db", std::process::id()));
        let file = Self(path);
        file.remove();
        file
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.0.display()));
        }
    }
}

impl Drop for File {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Not a test, but the process that the next test kills.
#[test]
#[ignore = "run by another test"]
fn a_sandbox_until_it_is_killed() {
    let Ok(path) = std::env::var(VARIABLE) else { return };
    let sandbox = Sandbox::start(settings().data(path)).unwrap();
    println!("\nlistens at {}", sandbox.url());
    loop {
        thread::park();
    }
}

struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn start(file: &File) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["data::a_sandbox_until_it_is_killed", "--exact", "--ignored", "--nocapture"]);
        let mut child = command.env(VARIABLE, &file.0).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let url = lines.find_map(|line| line.strip_prefix("listens at ").map(str::to_owned)).unwrap();
        // The rest of the output is read, so that the process can continue to write.
        thread::spawn(move || lines.for_each(drop));
        Self { child, url }
    }

    fn get(&self, agent: &Agent, path: &str) -> Value {
        let text = agent.get(format!("{}{path}", self.url)).call().unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // SIGKILL, which no process can handle.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Creates an order. Returns whether it was acknowledged.
fn order(agent: &Agent, url: &str, token: &str, operation: &Operation, number: usize) -> bool {
    let by = operation.creates.iter().find(|creation| creation.what == Resource::Order).unwrap().by[0];
    let mut fields = good(operation);
    set(&mut fields, name(operation, by), &format!("order-{number}"));
    let body = signed(&fields, Account::sample().api_key(), SignType::Md5);
    let sent = agent.post(format!("{url}{}?access_token={token}", operation.path)).send(&body[..]);
    let text = sent.and_then(|mut response| response.body_mut().read_to_string());
    text.is_ok_and(|text| text.contains("<result_code><![CDATA[SUCCESS]]></result_code>"))
}

#[test]
fn acknowledged_changes_survive_when_the_process_is_killed() {
    const ORDERS: usize = 1000;
    const CALLERS: usize = 4;
    let makes =
        |one: &Operation| one.needs.is_empty() && one.creates.iter().any(|creation| creation.what == Resource::Order);
    let operation = operations(makes).remove(0);
    let by = operation.creates.iter().find(|creation| creation.what == Resource::Order).unwrap().by[0];
    let file = File::new("killed");
    let agent = agent();
    let mut process = Process::start(&file);
    let token = process.get(&agent, &format!("/cgi-bin/token?{}", credentials(&Account::sample())))["access_token"]
        .as_str()
        .unwrap()
        .to_owned();
    agent.post(format!("{}/sandbox/v1/people/oSandbox5JO_M2pxb1Q9zNjWeS6w/bind", process.url)).send_empty().unwrap();
    let next = AtomicUsize::new(0);
    let mut acknowledged = BTreeSet::new();
    for until in [ORDERS / 3, ORDERS / 2, ORDERS] {
        let url = process.url.clone();
        let done = AtomicUsize::new(acknowledged.len());
        let made: Vec<usize> = thread::scope(|scope| {
            let call = || {
                let agent = crate::control_api::agent();
                let mut made = Vec::new();
                // Calls continue until one fails because the process was killed, or until all are made.
                while done.load(Ordering::Relaxed) < ORDERS {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if !order(&agent, &url, &token, &operation, number) {
                        break;
                    }
                    made.push(number);
                    done.fetch_add(1, Ordering::Relaxed);
                }
                made
            };
            let callers: Vec<_> = (0..CALLERS).map(|_| scope.spawn(call)).collect();
            while done.load(Ordering::Relaxed) < until && !callers.iter().all(|caller| caller.is_finished()) {
                thread::sleep(Duration::from_millis(1));
            }
            process.child.kill().unwrap();
            callers.into_iter().flat_map(|caller| caller.join().unwrap()).collect()
        });
        assert!(acknowledged.len() + made.len() >= until);
        acknowledged.extend(made);
        drop(process);
        process = Process::start(&file);
        let orders = process.get(&agent, "/sandbox/v1/orders");
        let kept: BTreeSet<String> = orders["orders"]
            .as_array()
            .unwrap()
            .iter()
            .map(|order| order["values"][name(&operation, by)].as_str().unwrap().to_owned())
            .collect();
        let lost: Vec<_> = acknowledged.iter().filter(|number| !kept.contains(&format!("order-{number}"))).collect();
        assert!(lost.is_empty(), "{lost:?}");
        // The token is valid, the card is bound, and an existing order isn't created again.
        assert!(process.get(&agent, "/sandbox/v1/tokens")["tokens"][0]["token"] == token);
        let people = process.get(&agent, "/sandbox/v1/people");
        assert!(people["people"].as_array().unwrap().iter().all(|person| person["card"].is_object()), "{people}");
        assert!(!order(&agent, &process.url, &token, &operation, *acknowledged.first().unwrap()));
    }
    assert!(acknowledged.len() >= ORDERS);
}

#[test]
fn changes_by_the_program_and_by_the_control_api_are_kept() {
    let file = File::new("changed");
    let api = Api::with(settings().data(&file.0));
    api.post("/people", &serde_json::json!({"openid": "o1", "name": "赵六", "identity_number": "44030019000101123X"}));
    api.delete("/people/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    api.post("/clock", &serde_json::json!({"advance_s": 3600}));
    let token = api.token();
    api.sandbox.put(wxmed_sandbox::Item::new(Resource::Message).with("msg_id", "1"));
    drop(api);
    let api = Api::with(settings().data(&file.0));
    assert_eq!(api.sandbox.people().len(), 3);
    assert!(api.sandbox.people().iter().any(|person| person.name() == "赵六"));
    assert_eq!(api.sandbox.messages().len(), 1);
    let tokens = api.value("/tokens");
    assert_eq!(tokens["tokens"][0]["token"], token);
    let left = tokens["tokens"][0]["expires_in_s"].as_u64().unwrap();
    assert!((1..=7200).contains(&left), "{left}: the clock is as far ahead as before");
    api.send("POST", "/reset", "", &[]);
    drop(api);
    let api = Api::with(settings().data(&file.0));
    assert_eq!((api.sandbox.messages().len(), api.sandbox.people()[0].name()), (0, "张三"));
}

#[test]
fn errors_of_the_data_file_have_texts_in_both_languages() {
    let file = File::new("refused");
    let first = Sandbox::start(settings().data(&file.0)).unwrap();
    let refused = |error: StartError| {
        assert!(matches!(&error, StartError::Data { path, .. } if *path == file.0), "{error}");
        let (en, zh) = (error.to_string(), format!("{error:#}"));
        assert!(en.starts_with("the data file ") && zh.starts_with("数据文件 "), "{en} {zh}");
        en
    };
    assert!(refused(Sandbox::start(settings().data(&file.0)).unwrap_err()).contains("locked"));
    drop(first);
    file.remove();
    std::fs::write(&file.0, "no database, but long enough to be taken for something else entirely").unwrap();
    assert!(refused(Sandbox::start(settings().data(&file.0)).unwrap_err()).contains("not a database"));
    let missing = Sandbox::start(settings().data("/no/such/folder/data.db")).unwrap_err();
    assert!(matches!(missing, StartError::Data { .. }));
}
