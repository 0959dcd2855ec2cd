//! Measures how many requests a second a sandbox serves, with its state only in memory, and with a data file.
//!
//! `cargo bench -p wxmed-sandbox --features data --bench load` starts both; `… --bench load -- URL URL…` loads
//! sandboxes that are already running with the account of the examples, for example an older build beside this one.
//! They take turns within one run, because machines are noisy. Only the ratio to the first counts.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use wxmed::codec::{SignType, Signer, encode_unsigned};
use wxmed::spec::model::{ExampleValue, Operation, Resource, Role};
use wxmed_sandbox::{Account, Sandbox, Settings, Specs};

const CONNECTIONS: usize = 16;
const ROUNDS: usize = 15;
const TURN: Duration = Duration::from_millis(400);

fn main() {
    let specs = Specs::shipped();
    let operations = &specs.model().operations;
    let lookup = operations.iter().find(|one| one.creates.is_empty());
    let order = operations
        .iter()
        .find(|one| one.needs.is_empty() && one.creates.iter().any(|creation| creation.what == Resource::Order));
    // Cargo adds `--bench`.
    let urls: Vec<String> = std::env::args().skip(1).filter(|argument| argument.starts_with("http://")).collect();
    let file = std::env::temp_dir().join(format!("wxmed-load-{}.sqlite", std::process::id()));
    let own = if urls.is_empty() { started(&file) } else { Vec::new() };
    let urls = urls.into_iter().chain(own.iter().map(|sandbox| sandbox.url().to_owned())).collect::<Vec<_>>();
    for (what, operation) in [("lookups", lookup), ("orders", order)] {
        let operation = operation.expect("a spec has such an operation");
        let mut counts = vec![Vec::new(); urls.len()];
        for _ in 0..ROUNDS {
            for (url, counts) in urls.iter().zip(&mut counts) {
                counts.push(Load::new(url, operation).run());
            }
        }
        // The best turn is the one least disturbed by other work on the machine.
        let rates: Vec<f64> = counts.into_iter().map(|turns: Vec<f64>| turns.into_iter().fold(0.0, f64::max)).collect();
        for (url, best) in urls.iter().zip(&rates) {
            println!("{what:<8} {url:<24} {best:>8.0} a second, {:.2} of the first", best / rates[0]);
        }
    }
    drop(own);
    for ending in ["", "-wal", "-shm"] {
        // It is there if a sandbox was started above.
        let _ = fs::remove_file(format!("{}{ending}", file.display()));
    }
}

fn started(file: &std::path::Path) -> Vec<Sandbox> {
    let settings = || Settings::default().account(Account::sample());
    let kept = settings();
    #[cfg(feature = "data")]
    let kept = kept.data(file);
    #[cfg(not(feature = "data"))]
    println!("without the feature data, {} is not used, and both are the same", file.display());
    [settings(), kept].map(|settings| Sandbox::start(settings).expect("a port is free")).into()
}

/// Numbers the orders, so that no number is used twice in a run.
static NUMBER: AtomicU64 = AtomicU64::new(0);

struct Load<'a> {
    address: &'a str,
    token: String,
    operation: &'a Operation,
    account: Account,
}

impl<'a> Load<'a> {
    fn new(url: &'a str, operation: &'a Operation) -> Self {
        let address = url.strip_prefix("http://").expect("an http URL");
        let account = Account::sample();
        let (appid, secret) = (account.appid(), account.app_secret().expose());
        let body = format!(r#"{{"grant_type":"client_credential","appid":"{appid}","secret":"{secret}"}}"#);
        let mut connection = Connection::open(address);
        let fetched = connection.post("/cgi-bin/stable_token", body.as_bytes());
        let fetched = String::from_utf8_lossy(&fetched);
        let token = fetched.split("\"access_token\":\"").nth(1).and_then(|rest| rest.split('"').next());
        Self { address, token: token.expect("a token").to_owned(), operation, account }
    }

    /// Requests a second, over all connections.
    fn run(&self) -> f64 {
        let start = Instant::now();
        let done: usize = thread::scope(|scope| {
            let one = || scope.spawn(|| self.connection(start));
            let all: Vec<_> = (0..CONNECTIONS).map(|_| one()).collect();
            all.into_iter().map(|one| one.join().expect("the load goes on")).sum()
        });
        done as f64 / start.elapsed().as_secs_f64()
    }

    fn connection(&self, start: Instant) -> usize {
        let mut connection = Connection::open(self.address);
        let path = format!("{}?access_token={}", self.operation.path, self.token);
        let mut done = 0;
        while start.elapsed() < TURN {
            let response = connection.post(&path, &self.body());
            let is_success = response.windows(30).any(|part| part.starts_with(b"<result_code><![CDATA[SUCCESS]"));
            assert!(is_success, "{}", String::from_utf8_lossy(&response));
            done += 1;
        }
        done
    }

    /// The request of an example, with a new number for each order.
    fn body(&self) -> Vec<u8> {
        let operation = self.operation;
        let example = operation.examples.iter().find(|one| one.breaks.is_empty()).map(|one| &one.value);
        let Some(ExampleValue::Fields(fields)) = example else { panic!("no example") };
        let by = operation.creates.iter().find(|creation| creation.what == Resource::Order).map(|one| one.by[0]);
        let by = by.map(|row| operation.request.fields[row].name.as_str());
        let number = format!("L{}N{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let own = |(name, value): &'a (String, String)| match by {
            Some(by) if by == name => (name.as_str(), number.clone()),
            _ => (name.as_str(), value.clone()),
        };
        let mut fields: Vec<(&str, String)> = fields.iter().map(own).collect();
        let nonce = operation.request.fields.iter().find(|row| row.role == Role::Nonce).expect("a nonce");
        fields.push((&nonce.name, "5K8264ILTKCH16CQ2502SI8ZNMTM67VS".to_owned()));
        fields.sort_unstable();
        let mut signer = Signer::new(self.account.api_key(), SignType::Md5);
        fields.iter().for_each(|(name, value)| signer.pair(name, value));
        let sign = signer.finish();
        fields.push(("sign", sign.as_str().to_owned()));
        encode_unsigned(fields.iter().map(|(name, value)| (*name, value.as_str()))).expect("it can be written").into()
    }
}

/// A persistent connection.
struct Connection {
    stream: TcpStream,
    host: String,
}

impl Connection {
    fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("the sandbox listens");
        stream.set_nodelay(true).expect("a TCP connection");
        Self { stream, host: address.to_owned() }
    }

    /// The whole response.
    fn post(&mut self, path: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/xml\r\nContent-Length: {}\r\n\r\n",
            self.host,
            body.len()
        );
        self.stream.write_all(&[head.as_bytes(), body].concat()).expect("it is sent");
        let (mut response, mut piece) = (Vec::new(), [0; 8192]);
        loop {
            let read = self.stream.read(&mut piece).expect("a response is read");
            assert_ne!(read, 0, "{}", String::from_utf8_lossy(&response));
            response.extend_from_slice(&piece[..read]);
            if is_whole(&response) {
                return response;
            }
        }
    }
}

fn is_whole(response: &[u8]) -> bool {
    let Some(end) = response.windows(4).position(|part| part == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&response[..end]).to_ascii_lowercase();
    let length = head.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
    response.len() >= end + 4 + length.unwrap_or(0)
}
