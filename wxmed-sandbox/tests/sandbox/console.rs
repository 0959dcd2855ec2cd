//! The files of the web console, and access to them.

use std::collections::BTreeSet;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Request;
use wxmed_sandbox::{Sandbox, Settings};

use crate::control_api::agent;
use crate::support::settings;

const FOLDER: &str = "/sandbox/console/";

struct Browser {
    sandbox: Sandbox,
    agent: Agent,
}

/// A response as a browser receives it.
struct Got {
    status: u16,
    headers: ureq::http::HeaderMap,
    text: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    fn with(settings: Settings) -> Self {
        Self { sandbox: Sandbox::start(settings).unwrap(), agent: agent() }
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Got {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.sandbox.url()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = self.agent.run(request.body(()).unwrap()).unwrap();
        let text = response.body_mut().read_to_string().unwrap();
        Got { status: response.status().as_u16(), headers: response.headers().clone(), text }
    }

    fn get(&self, path: &str) -> Got {
        self.send("GET", path, &[])
    }
}

/// The files that the page loads: those that it links to, and those that modules import and fetch.
fn files(browser: &Browser) -> BTreeSet<String> {
    let mut files = BTreeSet::from([String::new()]);
    let mut left = vec![String::new()];
    while let Some(name) = left.pop() {
        let got = browser.get(&format!("{FOLDER}{name}"));
        assert_eq!(got.status, 200, "{name}");
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for quoted in got.text.split('"').skip(1).step_by(2) {
            let found = match quoted.split_once('/') {
                Some((".", rest)) if folder.is_empty() => rest.to_owned(),
                Some((".", rest)) => format!("{folder}/{rest}"),
                Some(("..", rest)) => rest.to_owned(),
                _ => quoted.to_owned(),
            };
            let is_file = [".js", ".css", ".svg"].iter().any(|end| found.ends_with(end)) && !found.contains([' ', '$']);
            if is_file && files.insert(found.clone()) {
                left.push(found);
            }
        }
    }
    files
}

#[test]
fn each_file_may_only_load_files_of_the_console() {
    let browser = Browser::with(settings());
    let files = files(&browser);
    assert!(files.len() > 30 && files.contains("main.js") && files.contains("pages/exchange.js"), "{files:?}");
    for name in files.iter().map(String::as_str).chain(["texts/zh.json", "code/python.txt", "nothing.js"]) {
        let got = browser.get(&format!("{FOLDER}{name}"));
        let policy = got.header("content-security-policy");
        let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
        let wanted = [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ];
        assert_eq!(directives, wanted, "{name}");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert_eq!(got.header("referrer-policy"), "no-referrer");
        assert_eq!(got.status, if name == "nothing.js" { 404 } else { 200 });
        let kind = match name.rsplit_once('.').map_or("html", |(_, end)| end) {
            "js" if got.status == 200 => "text/javascript; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "svg" => "image/svg+xml",
            "json" => "application/json",
            "html" => "text/html; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        assert_eq!(got.header("content-type"), kind, "{name}");
        // The policy forbids inline scripts and styles. Addresses of other hosts aren't used either.
        assert!(!got.text.contains("style=\"") && !got.text.contains("<script>") && !got.text.contains("onclick="));
        assert!(!got.text.contains("innerHTML") && !got.text.contains("insertAdjacentHTML"), "{name}");
        let hosts = got.text.replace("http://www.w3.org/2000/svg", "").replace("https://api.weixin.qq.com", "");
        assert!(!hosts.contains("http://") && !hosts.contains("https://"), "{name}");
    }
    assert!(browser.sandbox.recorded_calls().is_empty(), "files are not recorded");
}

#[test]
fn both_languages_have_all_texts_that_the_pages_use() {
    let browser = Browser::with(settings());
    let texts = |name: &str| -> serde_json::Map<String, Value> {
        serde_json::from_str(&browser.get(&format!("{FOLDER}texts/{name}.json")).text).unwrap()
    };
    let (zh, en) = (texts("zh"), texts("en"));
    let keys = |texts: &serde_json::Map<String, Value>| texts.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(&zh), keys(&en));
    assert!(zh.len() > 250);
    let placeholders = |text: &Value| -> BTreeSet<String> {
        let text = text.as_str().filter(|text| !text.is_empty()).unwrap();
        // A placeholder for a number may contain the plural forms of the counted noun.
        text.split('{').skip(1).map(|rest| rest.split(['}', '|']).next().unwrap().to_owned()).collect()
    };
    for (key, text) in &zh {
        assert_eq!(placeholders(text), placeholders(&en[key]), "{key}");
    }
    let mut count = 0;
    for name in files(&browser).iter().filter(|name| name.ends_with(".js")) {
        let code = browser.get(&format!("{FOLDER}{name}")).text;
        let calls = code.split("t(\"").skip(1).zip(code.split("t(\""));
        let is_call = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        for (rest, _) in calls.filter(|(_, before)| is_call(before)) {
            let key = rest.split('"').next().unwrap();
            assert!(zh.contains_key(key), "{name}: {key}");
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
    // The comments of the programs are texts, too.
    let mut comments = BTreeSet::new();
    for name in ["csharp", "delphi", "java", "javascript", "php", "python"] {
        let code = browser.get(&format!("{FOLDER}code/{name}.txt")).text;
        let names = code.split("{{comment.").skip(1).map(|rest| rest.split("}}").next().unwrap());
        comments.extend(names.map(|name| format!("code.comment.{name}")));
    }
    let known: BTreeSet<String> = zh.keys().filter(|key| key.starts_with("code.comment.")).cloned().collect();
    assert_eq!(comments, known);
}

#[test]
fn a_disabled_console_is_not_reachable() {
    let browser = Browser::with(settings().without_console());
    assert_eq!(browser.sandbox.console_url(), None);
    let html = [("accept", "text/html,*/*")];
    for path in ["/", "/sandbox", "/sandbox/", "/sandbox/console", FOLDER, "/sandbox/console/main.js"] {
        let got = browser.send("GET", path, &html);
        assert_eq!(
            (got.status, got.header("content-security-policy"), got.header("location")),
            (404, "", ""),
            "{path}"
        );
    }
    assert_eq!(browser.get("/sandbox/v1/exchanges").status, 200);
}

#[test]
fn browsers_are_redirected_to_the_console_and_programs_are_not() {
    let browser = Browser::with(settings());
    assert_eq!(browser.sandbox.console_url().unwrap(), format!("{}{FOLDER}", browser.sandbox.url()));
    for path in ["/", "/sandbox", "/sandbox/"] {
        let got = browser.send("GET", path, &[("accept", "text/html,application/xhtml+xml")]);
        assert_eq!((got.status, got.header("location")), (302, FOLDER), "{path}");
        assert_eq!(browser.send("GET", path, &[("accept", "*/*")]).status, 404);
        assert_eq!(browser.send("POST", path, &[("accept", "text/html")]).status, 404);
    }
    assert_eq!(browser.get("/sandbox/console").header("location"), FOLDER);
    assert_eq!(browser.send("HEAD", FOLDER, &[]).status, 200);
    assert_eq!(browser.send("POST", FOLDER, &[]).status, 405);
    for path in ["/sandbox/consoles/", "/sandbox/console/../v1/account", "/sandbox/console/%2e%2e/v1/account"] {
        assert_eq!(browser.get(path).status, 404, "{path}");
    }
}

#[test]
fn other_websites_may_only_link_to_the_console() {
    let browser = Browser::with(settings());
    let link = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
    assert_eq!(browser.send("GET", FOLDER, &link).status, 200);
    assert_eq!(browser.send("GET", "/sandbox/v1/account", &link).status, 403);
    let foreign: [&[(&str, &str)]; 4] = [
        &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
        &[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")],
        &[("origin", "https://evil.example")],
        &[("host", "evil.example")],
    ];
    for headers in foreign {
        for path in [FOLDER, "/sandbox/console/main.js"] {
            assert_eq!(browser.send("GET", path, headers).status, 403, "{headers:?}");
        }
        for (method, path) in
            [("GET", "/sandbox/v1/events"), ("DELETE", "/sandbox/v1/exchanges"), ("GET", "/sandbox/v1/snapshot")]
        {
            assert_eq!(browser.send(method, path, headers).status, 403, "{headers:?}");
        }
    }
}

#[test]
fn the_console_needs_no_token_but_its_data_does() {
    let browser = Browser::with(settings().control_token("s3cret"));
    assert_eq!(browser.get(FOLDER).status, 200);
    for path in ["account", "events", "reference", "snapshot", "exchanges/1/har"] {
        assert_eq!(browser.get(&format!("/sandbox/v1/{path}")).status, 401, "{path}");
    }
}
