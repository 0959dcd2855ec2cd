//! What the sidecar adds to a call of the Rust client, in the same run and against the same sandbox, and how many calls it
//! makes in a second with the journal on.
//!
//! The limits are those that the project promises; `WXMED_BENCH_ONLY_REPORT=1` reports and never fails.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use wxmed::{ApiKey, Client, Host, Merchant, StableToken};
use wxmed_sandbox::{Account, Sandbox, Settings};
use wxmed_sidecar::Sidecar;
use wxmed_sidecar::config::{Config, Environment};

/// How many calls are measured one after the other, of each kind.
const CALLS: usize = 2_000;
/// How many connections call at the same time.
const CONNECTIONS: usize = 16;
/// For how long.
const TIME: Duration = Duration::from_secs(5);

/// What is promised: at most this much at the median.
const MOST_ADDED: Duration = Duration::from_millis(1);
/// What is promised: at least so many calls in a second, on two cores.
const LEAST_CALLS: f64 = 2_000.0;
/// On a machine that has other work: at least this part of what the client makes without the sidecar and the journal.
const LEAST_PART: f64 = 0.25;

fn main() {
    let folder = std::env::temp_dir().join(format!("wxmed-overhead-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let fine = measure(&folder);
    let _ = std::fs::remove_dir_all(&folder);
    if !fine && std::env::var_os("WXMED_BENCH_ONLY_REPORT").is_none() {
        std::process::exit(1);
    }
}

fn measure(folder: &std::path::Path) -> bool {
    // Enough room for each order, and none for recorded calls, which only tests need.
    let settings = Settings::default().account(Account::sample()).kept_items(1_000_000).kept_calls(1);
    let sandbox = Sandbox::start(settings).expect("a sandbox");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let config = config(&sandbox, folder.join("wxmed.toml"));
    let sidecar = runtime.block_on(Sidecar::start(&config)).expect("a sidecar");
    let address = sidecar.addresses()[0];
    let client = client(&sandbox);

    let mut connection = Connection::open(address);
    let (mut direct, mut through) = (Vec::new(), Vec::new());
    for index in 0..CALLS + 200 {
        let fields = [("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("name", "张三"), ("idcard_md5", HASH)];
        let start = Instant::now();
        runtime.block_on(client.call("getmedinfo", fields)).expect("a card");
        let between = Instant::now();
        connection.post("/v1/getmedinfo", LOOKUP);
        // The first calls fetch tokens and open connections.
        if index >= 200 {
            direct.push(between - start);
            through.push(between.elapsed());
        }
    }
    let (direct, through) = (median(direct), median(through));
    let added = through.saturating_sub(direct);
    println!("lookup, median: client {direct:?}, sidecar {through:?}, added {added:?} (at most {MOST_ADDED:?})");

    let (orders, start) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut connection = Connection::open(address);
                while start.elapsed() < TIME {
                    let order = orders.fetch_add(1, Ordering::Relaxed);
                    connection.post("/v1/preregister", &registration(order));
                }
            });
        }
    });
    let rate = orders.into_inner() as f64 / start.elapsed().as_secs_f64();
    let direct = runtime.block_on(direct_rate(&client));
    let part = rate / direct;
    println!(
        "registrations, recorded in the journal: {rate:.0} in a second (at least {LEAST_CALLS:.0} on two idle cores)"
    );
    println!("the client alone, without a journal: {direct:.0} in a second; the sidecar has {part:.2} of that");
    runtime.block_on(sidecar.stop());
    // A machine that has other work is slow for both.
    added <= MOST_ADDED && (rate >= LEAST_CALLS || part >= LEAST_PART)
}

/// How many lookups the client makes in a second, in as many tasks as there are connections.
async fn direct_rate(client: &Client) -> f64 {
    let start = Instant::now();
    let calls = (0..CONNECTIONS).map(|_| {
        let client = client.clone();
        tokio::spawn(async move {
            let mut calls = 0;
            while start.elapsed() < TIME {
                let fields = [("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("name", "张三"), ("idcard_md5", HASH)];
                client.call("getmedinfo", fields).await.expect("a card");
                calls += 1;
            }
            calls
        })
    });
    let mut all = 0;
    for calls in calls.collect::<Vec<_>>() {
        all += calls.await.expect("a task that ends");
    }
    f64::from(all) / start.elapsed().as_secs_f64()
}

const HASH: &str = "09eb26e839ff3a2e3980352ae45ef09e";
const LOOKUP: &str = r#"{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","name":"张三","idcard":"44030019000101123X"}"#;

fn registration(order: usize) -> String {
    format!(
        r#"{{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","hosp_out_trade_no":"B{order}","hospital_name":"示例市第一人民医院",
        "spbill_create_ip":"10.193.0.1","body":"挂号费-肝病门诊","user_card_type":1,"user_card_no":"44030019000101123X",
        "user_name":"张三","serial_no":"S{order}","org_no":"H1110","gmt_out_create":"20160501163102",
        "request_content":{{"spec":"city/shenzhen/registration","json":{{"registration_order_pay":{{"yljgbm":"H1110",
        "ylzh":"6000000001","czybm":"H1111","czyxm":"李四","mzghdj":{{"brlx":"1","mzlsh":"S{order}","ksbm":"631",
        "ksmc":"肝病门诊","ghlb":"普通","ghf":"9.00","zjzj":"21.00","ghhj":"30.00","ssj":"0","zsj":"0"}}}}}}}}}}"#
    )
}

fn client(sandbox: &Sandbox) -> Client {
    let account = sandbox.account();
    Client::builder(ApiKey::new(account.api_key_text().expose()))
        .host(Host::parse(sandbox.url()).expect("a URL"))
        .merchant(Merchant::Own { appid: account.appid().to_owned(), mch_id: account.mch_id().to_owned() })
        .token(StableToken::new(account.appid(), account.app_secret().expose()))
        .build()
        .expect("a client")
}

fn config(sandbox: &Sandbox, path: PathBuf) -> Config {
    let account = sandbox.account();
    let text = format!(
        "[[listen]]\ntcp = \"127.0.0.1:0\"\n[platform]\nhost = \"{}\"\n[journal]\nfile = \"journal.db\"\n\
         [merchants.main]\nappid = \"{}\"\nmch_id = \"{}\"\napi_key = {{ env = \"KEY\" }}\n\
         token = {{ provider = \"stable\", app_secret = {{ env = \"SECRET\" }} }}\n",
        sandbox.url(),
        account.appid(),
        account.mch_id(),
    );
    let secrets =
        [("KEY", account.api_key_text().expose().to_owned()), ("SECRET", account.app_secret().expose().to_owned())];
    let variable =
        move |name: &str| secrets.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
    Config::parse(&text, &path, &Environment::with_variables(variable)).expect("a configuration")
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// A connection that is kept.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("a socket");
        Self(BufReader::new(stream))
    }

    fn post(&mut self, path: &str, body: &str) {
        let request =
            format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        self.0.get_mut().write_all(request.as_bytes()).expect("a request");
        let (mut line, mut length, mut is_fine) = (String::new(), 0, false);
        while line != "\r\n" {
            line.clear();
            self.0.read_line(&mut line).expect("a response");
            is_fine |= line.starts_with("HTTP/1.1 200");
            if let Some(text) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
                length = text.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("a body");
        assert!(is_fine && body.starts_with(b"{\"ok\":true"), "{}", String::from_utf8_lossy(&body));
    }
}
