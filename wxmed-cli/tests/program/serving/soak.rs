//! The memory, files and threads of the process after many calls.
//!
//! `WXMED_SOAK=100000 cargo test --release -p wxmed-cli --test program soak -- --nocapture` prints the measurements.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use wxmed_sandbox::{Account, Sandbox, Settings, Stub, StubResponse};

use super::process::{Process, config, post, registration};
use crate::support::Folder;

/// The number of calls. `WXMED_SOAK` overrides it.
const CALLS: usize = 2_000;
const CALLERS: usize = 16;

/// The resources that the process uses.
#[derive(Clone, Copy, Debug)]
struct Held {
    memory_kib: usize,
    files: usize,
    threads: usize,
}

impl Held {
    fn of(process: &Process) -> Self {
        let folder = format!("/proc/{}", process.id());
        let status = std::fs::read_to_string(format!("{folder}/status")).unwrap();
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().next().unwrap().parse().unwrap()
        };
        let files = std::fs::read_dir(format!("{folder}/fd")).unwrap().count();
        Self { memory_kib: number("VmRSS:"), files, threads: number("Threads:") }
    }
}

/// Successes, repetitions, violations, malformed bodies, and lost responses.
fn call(process: &Process, number: usize) {
    let socket = &process.socket;
    let lookup = json!({ "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "name": "张三", "idcard": "44030019000101123X" });
    let response = match number % 5 {
        0 | 1 => post(socket, "/v1/getmedinfo", &lookup),
        2 => post(socket, "/v1/preregister", &registration(&format!("S-{number}"))),
        3 => post(socket, "/v1/preregister", &registration(&format!("S-{}", number - 1))),
        _ => post(socket, "/v1/preregister", &json!({ "openid": [number], "body": "张三" })),
    };
    let (status, body) = response.unwrap();
    let expected: &[u16] = match number % 5 {
        0 | 1 => &[200],
        2 | 3 => &[200, 409, 504],
        _ => &[422],
    };
    assert!(expected.contains(&status), "{number} {status} {body}");
}

fn calls(process: &Process, numbers: std::ops::Range<usize>) {
    let next = AtomicUsize::new(numbers.start);
    std::thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= numbers.end {
                        return;
                    }
                    call(process, number);
                }
            });
        }
    });
}

#[test]
fn resources_do_not_grow() {
    let number = std::env::var("WXMED_SOAK").ok().and_then(|number| number.parse().ok()).unwrap_or(CALLS);
    let settings = Settings::default().account(Account::sample()).kept_calls(1);
    let (sandbox, folder) = (Sandbox::start(settings).unwrap(), Folder::new());
    let every = NonZeroUsize::new(100).unwrap();
    let lost = Stub::on("preregister").always().every(every).respond_with(StubResponse::DropInBody);
    sandbox.stub(lost);
    let more = "[log]\nlevel = \"error\"\n[audit]\nfile = \"audit.jsonl\"\n";
    folder.write("wxmed.toml", &config(&sandbox, more));
    let process = Process::start_quietly(&folder, &sandbox);
    // The first half fills pools and caches.
    calls(&process, 0..number / 2);
    let half = Held::of(&process);
    calls(&process, number / 2..number);
    let all = Held::of(&process);
    println!("{number} calls: {half:?} after half of them, {all:?} after all");
    assert!(all.memory_kib <= half.memory_kib + half.memory_kib / 4 + 8192, "{half:?} {all:?}");
    assert!(all.files <= half.files + CALLERS, "{half:?} {all:?}");
    assert!(all.threads <= half.threads + 2, "{half:?} {all:?}");
    let (status, _) = post(&process.socket, "/v1/getmedinfo:validate", &json!({})).unwrap();
    assert_eq!(status, 422);
}
