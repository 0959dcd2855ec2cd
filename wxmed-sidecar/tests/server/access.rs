//! Authentication and permissions.

use serde_json::json;

use crate::support::{CALLERS, LOOKUP, Request, Running, WINDOW, exchange, lookup, registration};

#[test]
fn a_caller_needs_its_token_and_a_permission() {
    let running = Running::with(CALLERS);
    let call = |operation: &str, token: Option<&str>| {
        let request = Request::post(&format!("/v1/{operation}"), lookup().to_string());
        let request = token.into_iter().fold(request, |request, token| request.header("Authorization", token));
        running.send(&request)
    };
    let bearer = |token: &str| format!("Bearer {token}");
    assert_eq!(call("getmedinfo", Some(&bearer(WINDOW))).status, 200);
    assert_eq!(call("getmedinfo", Some(&bearer(LOOKUP))).status, 200);
    assert_eq!(call("getmedinfo", Some(&format!("bearer  {LOOKUP}"))).status, 200);
    let wrong = [
        None,
        Some(String::new()),
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some(WINDOW.to_owned()),
        Some(format!("Basic {WINDOW}")),
        Some(bearer(&WINDOW[1..])),
        Some(bearer(&format!("{WINDOW}x"))),
        Some(bearer(&WINDOW.to_uppercase())),
        Some(format!("Bearer {WINDOW} {LOOKUP}")),
    ];
    for token in wrong {
        let refused = call("getmedinfo", token.as_deref());
        assert_eq!(refused.kind(), (401, "unauthorized".to_owned()), "{token:?}");
        assert!(refused.headers.contains("www-authenticate: bearer"), "{}", refused.headers);
    }
    for operation in ["preregister", "preregister:sign", "preregister:validate", "nothing", "operations"] {
        let refused = call(operation, Some(&bearer(LOOKUP)));
        assert_eq!(refused.kind(), (403, "forbidden".to_owned()), "{operation}");
    }
    assert_eq!(call("nothing", Some(&bearer(WINDOW))).kind(), (404, "unknown-operation".to_owned()));
    assert_eq!(running.sandbox.calls("/payinsurance/preregister"), 0);
    assert_eq!(running.sandbox.calls("/payinsurance/getmedinfo"), 3);
}

#[test]
fn documents_and_metrics_need_a_token_if_calls_do() {
    let running = Running::with(CALLERS);
    for path in ["/openapi.json", "/metrics", "/v1/operations", "/v1/operations/getmedinfo", "/nowhere"] {
        assert_eq!(running.get(path).status, 401, "{path}");
    }
    for path in ["/healthz", "/readyz"] {
        assert_eq!(running.get(path).status, 200, "{path}");
    }
    let listed = running.send(&Request::get("/v1/operations").header("Authorization", &format!("Bearer {LOOKUP}")));
    let names: Vec<String> = listed.json()["operations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["getmedinfo"]);
}

/// A wrong token isn't ignored where no token is needed.
#[test]
fn a_wrong_token_is_refused_everywhere() {
    let running = Running::new();
    let request = Request::post("/v1/getmedinfo", lookup().to_string()).header("Authorization", "Bearer nobody");
    assert_eq!(running.send(&request).kind(), (401, "unauthorized".to_owned()));
}

#[test]
fn browsers_and_foreign_hosts_are_refused() {
    let running = Running::and("");
    let port = running.address().port();
    let post = || Request::post("/v1/getmedinfo", lookup().to_string());
    for host in [format!("localhost:{port}"), "127.0.0.1".to_owned(), format!("[::1]:{port}"), "LOCALHOST".to_owned()] {
        assert_eq!(running.send(&post().header("Host", &host)).status, 200, "{host}");
    }
    let foreign = [
        "evil.example",
        "evil.example:80",
        "10.0.0.1",
        "localhost.evil.example",
        "a@localhost",
        "",
        "[::1",
        "127.0.0.1 x",
    ];
    for host in foreign {
        for request in [post(), Request::get("/healthz"), Request::get("/metrics"), Request::get("/nowhere")] {
            let refused = running.send(&request.header("Host", host));
            assert_eq!(refused.kind(), (403, "foreign-host".to_owned()), "{host:?}");
        }
    }
    for origin in ["https://evil.example", "null", &format!("http://127.0.0.1:{port}")] {
        assert_eq!(running.send(&post().header("Origin", origin)).kind(), (403, "browser".to_owned()), "{origin}");
    }
    for site in ["cross-site", "same-site", "same-origin", "none"] {
        let refused = running.send(&post().header("Sec-Fetch-Site", site));
        assert_eq!(refused.kind(), (403, "browser".to_owned()), "{site}");
    }
    let typed = Request::get("/openapi.json").header("Sec-Fetch-Site", "none");
    assert_eq!(running.send(&typed).status, 200);
    assert_eq!(running.sandbox.calls("/payinsurance/getmedinfo"), 4);
}

#[test]
fn a_configured_host_is_accepted() {
    // In TOML, root keys come before all tables.
    let running = Running::with_root("hosts = [\"wxmed.hospital.example\"]\n");
    let request = Request::post("/v1/getmedinfo", lookup().to_string());
    for (host, status) in
        [("wxmed.hospital.example", 200), ("WXMED.hospital.example:8378", 200), ("hospital.example", 403)]
    {
        assert_eq!(running.send(&request.clone().header("Host", host)).status, status, "{host}");
    }
}

#[test]
fn a_caller_can_only_use_its_merchants() {
    let running = Running::with(
        "[[listen]]\ntcp = \"127.0.0.1:0\"\n\
         [merchants.other]\nappid = \"wx0000000000000001\"\nmch_id = \"1600000009\"\napi_key = { env = \"KEY\" }\n\
         token = { provider = \"stable\", app_secret = { env = \"SECRET\" } }\n\
         [callers.window]\ntoken = { env = \"WINDOW\" }\noperations = [\"*\"]\nmerchant = \"main\"\n\
         [callers.lookup]\ntoken = { env = \"LOOKUP\" }\noperations = [\"*\"]\n",
    );
    let call = |path: &str, token: &str| {
        let request = Request::post(path, registration("M-1").to_string());
        running.send(&request.header("Authorization", &format!("Bearer {token}")))
    };
    assert_eq!(call("/v1/preregister:validate", WINDOW).status, 200);
    assert_eq!(call("/v1/preregister:validate?merchant=main", WINDOW).status, 200);
    for path in ["/v1/preregister:validate?merchant=other", "/v1/preregister:validate?merchant=nobody"] {
        assert_eq!(call(path, WINDOW).kind(), (404, "unknown-merchant".to_owned()), "{path}");
    }
    // A caller with several merchants must name one.
    assert_eq!(call("/v1/preregister:validate", LOOKUP).kind(), (404, "unknown-merchant".to_owned()));
    let signed = call("/v1/preregister:sign?merchant=other", LOOKUP).json();
    assert!(signed["xml"].as_str().unwrap().contains("1600000009"), "{signed}");
}

#[test]
fn calls_of_a_caller_are_limited() {
    use std::time::Duration;
    use wxmed_sandbox::Stub;
    let running = Running::with(
        "[[listen]]\ntcp = \"127.0.0.1:0\"\ncaller = \"window\"\n\
         [callers.window]\noperations = [\"*\"]\nconcurrency = 1\n\
         [callers.lookup]\ntoken = { env = \"LOOKUP\" }\noperations = [\"*\"]\n",
    );
    running.sandbox.stub(Stub::on("getmedinfo").delay(Duration::from_secs(1)));
    let begun = running.sandbox.listen();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| running.post("/v1/getmedinfo", &lookup()));
        while begun.recv().unwrap().request.path != "/payinsurance/getmedinfo" {}
        let second = running.post("/v1/getmedinfo", &lookup());
        assert_eq!(second.kind(), (429, "too-many".to_owned()));
        assert_eq!(second.json()["retry"], json!("later"));
        assert!(second.headers.contains("retry-after: 1"));
        let other = Request::post("/v1/getmedinfo", lookup().to_string());
        let other = running.send(&other.header("Authorization", &format!("Bearer {LOOKUP}")));
        assert_eq!(other.status, 200, "another caller has its own limit");
        assert_eq!(first.join().unwrap().status, 200);
    });
}

#[cfg(unix)]
#[test]
fn a_unix_socket_is_served_and_replaced() {
    use std::io::{Read as _, Write as _};
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::net::UnixStream;
    let mut running = Running::with("[[listen]]\nunix = \"call.sock\"\nmode = \"0660\"\n");
    let path = running.folder.path().join("call.sock");
    let call = || {
        let mut stream = UnixStream::connect(&path).unwrap();
        let request = Request::post("/v1/getmedinfo", lookup().to_string()).header("Host", "whatever");
        stream.write_all(&request.bytes(running_address())).unwrap();
        let mut received = Vec::new();
        stream.read_to_end(&mut received).unwrap();
        crate::support::Response::read(&received)
    };
    assert_eq!(call().status, 200);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
    running.stop();
    assert!(!path.exists());
    // A socket that a killed process left behind is replaced.
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    running.restart();
    assert_eq!(call().status, 200);
}

#[cfg(unix)]
fn running_address() -> std::net::SocketAddr {
    std::net::SocketAddr::from(([127, 0, 0, 1], 1))
}

#[test]
fn a_tls_listener_needs_a_token() {
    use std::io::{Read as _, Write as _};
    use std::sync::Arc;
    let folder = crate::support::Folder::new();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let (certificate, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    write_private(&key, &made.signing_key.serialize_pem());
    let running = Running::with(&format!(
        "[[listen]]\ntcp = \"127.0.0.1:0\"\ntls = {{ certificate = {:?}, key = {{ file = {:?} }} }}\n\
         [callers.window]\ntoken = {{ env = \"WINDOW\" }}\noperations = [\"*\"]\n",
        certificate, key
    ));
    let mut roots = rustls::RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let config = Arc::new(config);
    let call = |token: Option<&str>| {
        let name = rustls::pki_types::ServerName::try_from("localhost").unwrap();
        let mut connection = rustls::ClientConnection::new(Arc::clone(&config), name).unwrap();
        let mut socket = std::net::TcpStream::connect(running.address()).unwrap();
        let mut stream = rustls::Stream::new(&mut connection, &mut socket);
        let request = Request::post("/v1/getmedinfo", lookup().to_string());
        let request =
            token.into_iter().fold(request, |all, token| all.header("Authorization", &format!("Bearer {token}")));
        stream.write_all(&request.bytes(running.address())).unwrap();
        let mut received = Vec::new();
        let _ = stream.read_to_end(&mut received);
        crate::support::Response::read(&received)
    };
    assert_eq!(call(Some(WINDOW)).status, 200);
    assert_eq!(call(Some(LOOKUP)).status, 401);
    assert_eq!(call(None).status, 401);
    // Plain HTTP on the same port gets no response of the service.
    let request = Request::get("/healthz").bytes(running.address());
    assert!(!String::from_utf8_lossy(&running.raw(&request)).contains("HTTP/1.1 200"));
}

fn write_private(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

#[test]
fn two_listeners_are_served() {
    let running = Running::with("[[listen]]\ntcp = \"127.0.0.1:0\"\n[[listen]]\ntcp = \"[::1]:0\"\n");
    assert_eq!(running.addresses().len(), 2);
    for address in running.addresses() {
        assert_eq!(exchange(*address, &Request::get("/healthz")).status, 200);
    }
    assert_eq!(running.sidecar().urls().len(), 2);
}
