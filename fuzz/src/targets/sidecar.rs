use std::ffi::OsString;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::sync::OnceLock;

use tokio::runtime::Runtime;
use wxmed::Json;
use wxmed_sidecar::Sidecar;
use wxmed_sidecar::config::{Config, Environment};

/// For any input, the sidecar responds according to its contract, or closes the connection, and keeps running. The
/// first byte selects whether the rest is a whole HTTP request, or the body of one.
pub fn sidecar(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let (path, content_type) = match kind % 8 {
        1 => ("preregister:validate", "application/json"),
        2 => ("preregister:validate", "application/x-www-form-urlencoded"),
        3 => ("getmedinfo:validate?charset=gbk", "text/plain"),
        4 => ("preregister:sign", ""),
        5 => ("preregister:sign?names=any-case", "application/json"),
        6 => ("sendmsg:validate?status=200", "text/json"),
        _ => return raw(rest),
    };
    let length = rest.len();
    let head = format!(
        "POST /v1/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {content_type}\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    let received = send_bytes(&[head.as_bytes(), rest].concat());
    // In GBK, bytes of other characters can look like ASCII, so only the head and the end are checked.
    match kind % 8 {
        3 => assert!(received.ends_with(b"}") && is_head(&received), "{:?}", String::from_utf8_lossy(&received)),
        _ => is_contract(&received),
    }
}

/// Sends the bytes as one or more requests.
fn raw(bytes: &[u8]) {
    let received = send_bytes(bytes);
    assert!(received.is_empty() || is_head(&received), "{:?}", String::from_utf8_lossy(&received));
    let heads = received.windows(9).filter(|piece| piece == b"HTTP/1.1 " || piece == b"HTTP/1.0 ").count();
    // The body is only checked for a single response with a body in UTF-8.
    let has_json = received.windows(31).any(|piece| piece == b"application/json; charset=utf-8");
    if heads == 1 && has_json && !bytes.windows(4).any(|piece| piece == b"HEAD") {
        is_contract(&received);
    }
}

fn is_head(received: &[u8]) -> bool {
    received.starts_with(b"HTTP/1.") && !received.starts_with(b"HTTP/1.1 500") && !received.starts_with(b"HTTP/1.0 500")
}

/// Checks that a response is a JSON object with `ok`, and for an error with all members of the contract.
fn is_contract(received: &[u8]) {
    let shown = String::from_utf8_lossy(received);
    assert!(is_head(received), "{shown:?}");
    let (_, body) = shown.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no body: {shown:?}"));
    let json = Json::parse(body).unwrap_or_else(|error| panic!("{error:?}: {shown:?}"));
    let member = |json: &Json, name: &str| match json {
        Json::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
    };
    match member(&json, "ok") {
        Some(Json::Bool(true)) => {}
        Some(Json::Bool(false)) => {
            for name in ["kind", "outcome", "retry"] {
                assert!(matches!(member(&json, name), Some(Json::Text(text)) if !text.is_empty()), "{name}: {shown}");
            }
            assert!(matches!(member(&json, "sent"), Some(Json::Bool(_))), "{shown}");
            for lang in ["zh", "en"] {
                let text = member(&json, "message").and_then(|message| member(&message, lang));
                assert!(matches!(text, Some(Json::Text(text)) if !text.is_empty()), "{lang}: {shown}");
            }
        }
        // A document of the sidecar.
        None => assert!(member(&json, "openapi").or(member(&json, "$schema")).is_some(), "{shown}"),
        Some(other) => panic!("ok is {other}"),
    }
}

/// Sends bytes, closes the sending side, and reads until the other side closes.
fn send_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address()).expect("it listens");
    // The sidecar may refuse the request before all of it was sent.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    received
}

/// The address of this process's sidecar. Its platform is a port without a listener.
fn address() -> SocketAddr {
    static RUNNING: OnceLock<(Runtime, Sidecar, SocketAddr)> = OnceLock::new();
    let start = || {
        let folder = std::env::temp_dir().join(format!("wxmed-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let config = config(&folder);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let sidecar = runtime.block_on(Sidecar::start(&config)).expect("a sidecar");
        // The files stay open. They are removed now, because nothing runs at the end of the process.
        let _ = std::fs::remove_dir_all(&folder);
        let address = sidecar.addresses()[0];
        (runtime, sidecar, address)
    };
    RUNNING.get_or_init(start).2
}

fn config(folder: &Path) -> Config {
    let text = "[[listen]]\ntcp = \"127.0.0.1:0\"\n[platform]\nhost = \"http://127.0.0.1:1\"\n\
                [timeouts]\ncall = \"1s\"\nconnect = \"100ms\"\nread = \"100ms\"\n\
                [journal]\nfile = \"journal.db\"\ndurability = \"process\"\n\
                [merchants.main]\nappid = \"wxd678efh567hg6787\"\nmch_id = \"1230000109\"\napi_key = { env = \"KEY\" }\n\
                token = { provider = \"stable\", app_secret = { env = \"KEY\" } }\n";
    let variable = |name: &str| (name == "KEY").then(|| OsString::from("192006250b4c09247ec02edce69f6a2d"));
    Config::parse(text, &folder.join("wxmed.toml"), &Environment::with_variables(variable)).expect("a configuration")
}
