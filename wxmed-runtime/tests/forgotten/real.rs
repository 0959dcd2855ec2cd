//! The real HTTP and TLS. The server is a separate process, so that its copies aren't found here.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use wxmed::{ApiKey, Client, Host, RootCertificates, StableToken};

use crate::memory::{found, secret};
use crate::server::{Reaction, Server};
use crate::tls::Authority;
use crate::{ALONE, APPID, CARD, KEY, call};

const TOKEN: u8 = 3;
const APP_SECRET: u8 = 4;

const STARTED: &str = "WXMED_TEST_FORGOTTEN";
/// The prefix of the line with the port, among the lines of the test harness.
const PORT: &str = "@port:";
/// The end of the authority's certificate.
const END: &str = "-----END CERTIFICATE-----";

struct Platform {
    child: Child,
    port: u16,
    roots: RootCertificates,
    /// The other process's test harness continues to print.
    _stdout: BufReader<ChildStdout>,
}

impl Platform {
    fn start() -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "real::serves_another", "--ignored", "--nocapture"])
            .env(STARTED, "")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut lines = stdout.by_ref().lines().map(Result::unwrap);
        let port = lines.find_map(|line| line.split_once(PORT).map(|(_, port)| port.parse().unwrap())).unwrap();
        let mut pem = String::new();
        while !pem.contains(END) {
            pem += &(lines.next().unwrap() + "\n");
        }
        Self { child, port, roots: RootCertificates::from_pem(pem.as_bytes()).unwrap(), _stdout: stdout }
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
#[ignore = "another test starts it, as a process of its own"]
fn serves_another() {
    if std::env::var_os(STARTED).is_none() {
        return;
    }
    let server = Server::https(Authority::hospital().server("localhost"), |heard, _| match heard.is_fetch() {
        true => Reaction::response(200, format!(r#"{{"access_token":"{}","expires_in":7200}}"#, secret(TOKEN))),
        false => Reaction::response(200, CARD),
    });
    let [_, _, authority] = Authority::hospital().pem("localhost");
    println!("{PORT}{}\n{authority}", server.address().port());
    // Waits until the other process ends, for any reason.
    drop(std::io::stdin().read(&mut [0]));
    thread::sleep(Duration::from_millis(1));
}

/// The number of copies of each secret after this many calls.
async fn copies(client: &Client, calls: usize) -> (usize, usize) {
    call(client, calls).await;
    (found(TOKEN), found(APP_SECRET))
}

#[test]
fn the_number_of_copies_in_libraries_does_not_grow_with_the_calls() {
    let _alone = ALONE.blocking_lock();
    let platform = Platform::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::builder(ApiKey::new(KEY))
        .token(StableToken::new(APPID, secret(APP_SECRET)))
        .host(Host::parse(&format!("https://localhost:{}", platform.port)).unwrap())
        .root_certificates(platform.roots.clone())
        .build()
        .unwrap();
    let mut counts = Vec::new();
    for calls in [1, 49, 450] {
        counts.push(runtime.block_on(copies(&client, calls)));
    }
    drop((client, runtime));
    counts.push((found(TOKEN), found(APP_SECRET)));
    println!("copies of (the token, the AppSecret) after 1, 50 and 500 calls, and once all is dropped: {counts:?}");
    // About fifteen, regardless of the number of calls, because freed memory is reused.
    assert!(counts.iter().all(|(tokens, secrets)| *tokens <= 64 && *secrets <= 8), "{counts:?}");
}
