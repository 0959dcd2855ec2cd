//! A sandbox, and a sidecar in front of it.

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wxmed_sandbox::{Account, Sandbox, Settings};
use wxmed_sidecar::Sidecar;
use wxmed_sidecar::config::{Config, Environment};

/// The token of the caller `window`.
pub(crate) const WINDOW: &str = "window-token-0123456789abcdef";
/// The token of the caller `lookup`, who may only look up cards.
pub(crate) const LOOKUP: &str = "lookup-token-0123456789abcdef";

/// A temporary folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("wxmed-sidecar-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A sandbox, and a sidecar in front of it.
pub(crate) struct Running {
    pub(crate) sandbox: Sandbox,
    pub(crate) folder: Folder,
    sidecar: Option<Sidecar>,
    runtime: Runtime,
    address: SocketAddr,
    addresses: Vec<SocketAddr>,
    /// The keys before the first table of the configuration.
    root: String,
    more: String,
    change: fn(String) -> String,
}

/// The listener that the tests use, without a token.
const LOCAL: &str = "[[listen]]\ntcp = \"127.0.0.1:0\"\n";
/// Callers with tokens.
pub(crate) const CALLERS: &str = "[[listen]]\ntcp = \"127.0.0.1:0\"\n\
    [callers.window]\ntoken = { env = \"WINDOW\" }\noperations = [\"*\"]\n\
    [callers.lookup]\ntoken = { env = \"LOOKUP\" }\noperations = [\"getmedinfo\"]\n";

impl Running {
    /// Starts with the default configuration.
    pub(crate) fn new() -> Self {
        Self::with(LOCAL)
    }

    /// Starts with this configuration: the listeners and everything after them.
    pub(crate) fn with(more: &str) -> Self {
        Self::configured("", more)
    }

    /// Starts with the default configuration and these keys before its first table.
    pub(crate) fn with_root(root: &str) -> Self {
        Self::configured(root, LOCAL)
    }

    fn configured(root: &str, more: &str) -> Self {
        let sandbox = Sandbox::start(Settings::default().account(Account::sample())).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let mut running = Self {
            sandbox,
            folder: Folder::new(),
            sidecar: None,
            runtime,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            addresses: Vec::new(),
            root: root.to_owned(),
            more: more.to_owned(),
            change: |text| text,
        };
        running.start();
        running
    }

    /// Starts with the default configuration and more text after the listener.
    pub(crate) fn and(more: &str) -> Self {
        Self::with(&format!("{LOCAL}{more}"))
    }

    pub(crate) fn config(&self) -> Config {
        let url = self.sandbox.url();
        let (account, root, more) = (self.sandbox.account(), &self.root, &self.more);
        let text = format!(
            "{root}[platform]\nhost = \"{url}\"\n\
             [journal]\nfile = \"journal.sqlite\"\n\
             [merchants.main]\nappid = \"{}\"\nmch_id = \"{}\"\napi_key = {{ env = \"KEY\" }}\n\
             token = {{ provider = \"stable\", app_secret = {{ env = \"SECRET\" }} }}\n{more}",
            account.appid(),
            account.mch_id(),
        );
        let text = (self.change)(text);
        let secrets = [
            ("KEY", account.api_key_text().expose().to_owned()),
            ("SECRET", account.app_secret().expose().to_owned()),
            ("WINDOW", WINDOW.to_owned()),
            ("LOOKUP", LOOKUP.to_owned()),
        ];
        let variable =
            move |name: &str| secrets.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
        let path = self.folder.path().join("wxmed.toml");
        Config::parse(&text, &path, &Environment::with_variables(variable))
            .unwrap_or_else(|errors| panic!("{}", errors.render(wxmed::Lang::En, false)))
    }

    fn start(&mut self) {
        let config = self.config();
        let sidecar = self.runtime.block_on(Sidecar::start(&config)).unwrap();
        self.addresses = sidecar.addresses().to_vec();
        if let Some(address) = self.addresses.first() {
            self.address = *address;
        }
        self.sidecar = Some(sidecar);
    }

    /// Stops the sidecar, and starts another one with the same files.
    pub(crate) fn restart(&mut self) {
        self.stop();
        self.start();
    }

    /// Restarts the sidecar with another configuration.
    pub(crate) fn reconfigure(&mut self, more: &str) {
        more.clone_into(&mut self.more);
        self.restart();
    }

    /// Restarts the sidecar with a changed configuration.
    pub(crate) fn configure(&mut self, change: fn(String) -> String) {
        self.change = change;
        self.restart();
    }

    /// Stops the sidecar, and returns how many calls were still in progress.
    pub(crate) fn stop(&mut self) -> usize {
        match self.sidecar.take() {
            Some(sidecar) => self.runtime.block_on(sidecar.stop()).calls,
            None => 0,
        }
    }

    pub(crate) fn sidecar(&self) -> &Sidecar {
        self.sidecar.as_ref().unwrap()
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Sends a POST request with JSON.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Response {
        self.send(&Request::post(path, body.to_string()))
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.send(&Request::get(path))
    }

    pub(crate) fn send(&self, request: &Request) -> Response {
        exchange(self.address, request)
    }

    /// Sends bytes, and returns everything that is received. The connection isn't closed for writing.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        raw(self.address, bytes)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A request, written by hand.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn get(path: &str) -> Self {
        Self { method: "GET", path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn post(path: &str, body: impl Into<Vec<u8>>) -> Self {
        let request = Self { method: "POST", path: path.to_owned(), headers: Vec::new(), body: body.into() };
        request.header("Content-Type", "application/json")
    }

    /// Sets a header, replacing an existing one.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn bytes(&self, address: SocketAddr) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nConnection: close\r\n", self.method, self.path);
        if !self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            head.push_str(&format!("Host: {address}\r\n"));
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.method == "POST" {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        let mut bytes = head.into_bytes();
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }
}

/// A response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no response: {:?}", String::from_utf8_lossy(bytes)));
        let headers = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, headers: headers.to_ascii_lowercase(), body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The status and the kind.
    pub(crate) fn kind(&self) -> (u16, String) {
        let json = self.json();
        let kind = match json["kind"].as_str() {
            Some(kind) => kind.to_owned(),
            None => format!("ok={}", json["ok"]),
        };
        (self.status, kind)
    }
}

pub(crate) fn exchange(address: SocketAddr, request: &Request) -> Response {
    Response::read(&raw(address, &request.bytes(address)))
}

/// Sends bytes, and reads until the other side closes.
pub(crate) fn raw(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    // The request may be refused before all of it was sent.
    let _ = stream.write_all(bytes);
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    received
}

/// A lookup of the card of the sandbox's first user.
pub(crate) fn lookup() -> Value {
    json!({ "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "name": "张三", "idcard": "44030019000101123x" })
}

/// A registration of the sandbox's first user.
pub(crate) fn registration(order: &str) -> Value {
    json!({
        "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        "hosp_out_trade_no": order,
        "hospital_name": "示例市第一人民医院",
        "spbill_create_ip": "10.193.0.1",
        "body": "挂号费-肝病门诊",
        "user_card_type": 1,
        "user_card_no": "44030019000101123X",
        "user_name": "张三",
        "serial_no": "1500619843177",
        "org_no": "H1110",
        "gmt_out_create": "20160501163102",
        "request_content": { "spec": "city/shenzhen/registration", "json": { "registration_order_pay": {
            "yljgbm": "H1110", "ylzh": "6000000001", "czybm": "H1111", "czyxm": "李四",
            "mzghdj": { "brlx": "1", "mzlsh": "1500619843177", "ksbm": "631", "ksmc": "肝病门诊", "ghlb": "普通",
                        "ghf": "9.00", "zjzj": "21.00", "ghhj": "30.00", "ssj": "0", "zsj": "0" },
        } } },
    })
}

/// Sets a member of a JSON object.
pub(crate) fn with(mut object: Value, name: &str, value: Value) -> Value {
    object.as_object_mut().unwrap().insert(name.to_owned(), value);
    object
}
