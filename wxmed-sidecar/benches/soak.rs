//! Measures the memory of the sidecar over 100,000 calls. The sidecar runs in a separate process, the sandbox in this
//! one. The resident memory is printed every 10,000 calls, and must not grow after the first 20,000.
//!
//! With `WXMED_BENCH_ONLY_REPORT=1`, it reports and never fails.

#[path = "support/sidecar.rs"]
mod sidecar;

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use sidecar::{Connection, LOOKUP, config, registration};
use wxmed_sandbox::{Account, Sandbox, Settings};
use wxmed_sidecar::Sidecar;

/// How many calls are made.
const CALLS: usize = 100_000;
/// The number of calls between two measurements of the memory.
const STEP: usize = 10_000;
/// The number of calls after which the memory must not grow.
const WARM: usize = 20_000;
/// The tolerated growth until the end, as a factor.
const MOST_GROWTH: f64 = 1.2;
/// How many connections call at the same time.
const CONNECTIONS: usize = 16;

/// Environment variables of the sidecar's process: the folder, and the URL of the sandbox.
const FOLDER: &str = "WXMED_SOAK_FOLDER";
const PLATFORM: &str = "WXMED_SOAK_PLATFORM";

fn main() -> ExitCode {
    if let Some(folder) = std::env::var_os(FOLDER) {
        serve(Path::new(&folder));
        return ExitCode::SUCCESS;
    }
    let folder = std::env::temp_dir().join(format!("wxmed-soak-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let is_fine = measure(&folder);
    let _ = std::fs::remove_dir_all(&folder);
    match is_fine || std::env::var_os("WXMED_BENCH_ONLY_REPORT").is_some() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// Runs the sidecar's process. It prints its address, and ends when its standard input is closed.
fn serve(folder: &Path) {
    let url = std::env::var(PLATFORM).expect("the URL of the sandbox");
    let more = "[audit]\nfile = \"audit.jsonl\"\n";
    let config = config(&url, &Account::sample(), folder.join("wxmed.toml"), "process", more);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let sidecar = runtime.block_on(Sidecar::start(&config)).expect("a sidecar");
    println!("{}", sidecar.addresses()[0]);
    let _ = std::io::stdin().read_line(&mut String::new());
    runtime.block_on(sidecar.stop());
}

/// The sidecar's process, which ends when this is dropped.
struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(folder: &Path, sandbox: &Sandbox) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.env(FOLDER, folder).env(PLATFORM, sandbox.url()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a process");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        Self { child, address: line.trim().parse().expect("an address") }
    }

    /// Its resident memory in KiB. Only available on Linux.
    fn memory(&self) -> Option<usize> {
        let status = std::fs::read_to_string(PathBuf::from(format!("/proc/{}/status", self.child.id()))).ok()?;
        status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(mut input) = self.child.stdin.take() {
            let _ = input.write_all(b"\n");
        }
        let _ = self.child.wait();
    }
}

fn measure(folder: &Path) -> bool {
    let settings = Settings::default().account(Account::sample()).kept_items(1_000_000).kept_calls(1);
    let sandbox = Sandbox::start(settings).expect("a sandbox");
    let process = Process::start(folder, &sandbox);
    let (start, mut warm, mut last) = (Instant::now(), None, None);
    for begin in (0..CALLS).step_by(STEP) {
        calls(process.address, begin..begin + STEP);
        last = process.memory();
        let Some(memory) = last else {
            println!("this system doesn't say what a process holds");
            return true;
        };
        let calls = begin + STEP;
        println!("{calls:>7} calls, {:>4} s: {memory} KiB", start.elapsed().as_secs());
        if calls == WARM {
            warm = last;
        }
    }
    let (Some(warm), Some(last)) = (warm, last) else { return true };
    let growth = last as f64 / warm as f64;
    println!("at the end {growth:.2} times what there was after {WARM} calls (at most {MOST_GROWTH})");
    growth <= MOST_GROWTH
}

/// Makes lookups, registrations, and repeated registrations.
fn calls(address: SocketAddr, numbers: std::ops::Range<usize>) {
    let next = AtomicUsize::new(numbers.start);
    std::thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut connection = Connection::open(address);
                let mut last = LOOKUP.to_owned();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= numbers.end {
                        return;
                    }
                    match number % 4 {
                        0 | 1 => connection.post("/v1/getmedinfo", LOOKUP),
                        2 => {
                            last = registration(&number.to_string());
                            connection.post("/v1/preregister", &last);
                        }
                        _ if last == LOOKUP => connection.post("/v1/getmedinfo", LOOKUP),
                        _ => connection.post("/v1/preregister", &last),
                    }
                }
            });
        }
    });
}
