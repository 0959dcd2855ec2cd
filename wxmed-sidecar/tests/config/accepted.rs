//! Valid configurations.

use std::time::Duration;

use wxmed::{Host, Merchant};
use wxmed_sidecar::audit::Keep;
use wxmed_sidecar::config::{Address, Config, LogFormat, LogLevel, Operations, TokenEndpoint, TokenSource};
use wxmed_sidecar::journal::{Detail, Durability};

use crate::support::{API_KEY, Folder, REST, SECRETS, TOKEN};

fn parsed(folder: &Folder, text: &str) -> Config {
    folder.parse(text).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn a_minimal_configuration_has_the_documented_defaults() {
    let folder = Folder::new();
    let config = parsed(&folder, REST);
    let [listener] = config.listeners() else { panic!("{:?}", config.listeners()) };
    assert!(matches!(listener.address(), Address::Loopback(address) if address.to_string() == "127.0.0.1:8378"));
    assert_eq!(listener.caller(), Some("local"));
    let local = config.caller("local").unwrap();
    assert!(local.token().is_none() && local.may_use("preregister") && local.may_call_for("main"));
    assert_eq!((local.default_merchant(), local.concurrency()), (Some("main"), 256));
    let main = config.merchant("main").unwrap();
    assert_eq!(main.appid(), "wxd678efh567hg6787");
    assert!(matches!(main.merchant(), Merchant::Own { mch_id, .. } if mch_id == "1230000109"));
    assert_eq!(config.platform().host(), &Host::wechat());
    assert_eq!(config.waits().platform().total, Duration::from_secs(30));
    assert_eq!((config.limits().body(), config.limits().connections()), (1 << 20, 1024));
    assert_eq!((config.log().format(), config.log().level()), (LogFormat::Text, LogLevel::Info));
    assert!(config.audit().is_none() && config.hosts().is_empty() && config.specs().paths().is_empty());
    assert_eq!(config.journal().path(), folder.path("journal.db"));
    assert_eq!(config.journal().kept_for(), Duration::from_secs(7 * 24 * 3600));
    assert_eq!(config.journal().kept_detail(), Detail::Responses);
    assert_eq!(config.journal().set_durability(), Durability::Disk);
}

/// A configuration with all keys.
const WHOLE: &str = r#"
hosts = ["Wxmed.Hospital.example"]

[[listen]]
tcp = "[::1]:8000"
caller = "his"
[[listen]]
unix = "wxmed.sock"
mode = "0660"
caller = "his"
[[listen]]
tcp = "127.0.0.1:8001"

[callers.his]
operations = ["getmedinfo", "preregister"]
concurrency = 4
merchant = "sub"
[callers.portal]
token = { file = "portal.token" }
operations = ["*"]
merchants = ["main", "sub"]

[merchants.main]
appid = "wx1"
mch_id = "1"
api_key = { credential = "api-key" }
token = { provider = "redis", app_secret = { env = "SECRET" }, url = { env = "REDIS" }, namespace = "h", endpoint = "basic" }
[merchants.sub]
appid = "wx2"
mch_id = "2"
sub_mch_id = "3"
sub_appid = "wx3"
api_key = { env = "KEY" }
[merchants.sub.token]
provider = "command"
command = ["/usr/bin/token", "--for", "wx2"]
timeout = "500ms"

[platform]
host = "http://10.0.0.5:8080/forward"
insecure_http = true
proxy = "http://10.0.0.1:3128"

[timeouts]
call = "1m"
connect = "100ms"
read = "2s"
request_head = "3s"
request_body = "4s"
response = "7s"
idle = "5s"
drain = "6s"

[limits]
body = "64KiB"
concurrency = 7
connections = 8

[specs]
paths = ["specs", "/etc/wxmed/specs"]
reload_every = "30s"

[log]
format = "json"
level = "debug"

[audit]
file = "audit.jsonl"
rotate_size = "1MiB"
keep_for = "180d"
[audit.raw]
file = "raw.jsonl"
recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

[journal]
file = "journal.db"
keep_for = "24h"
keep = "outcomes"
durability = "process"

[notifications]
queue = 9
timeout = "11s"
[notifications.forward.payment_result]
url = "http://127.0.0.1:8080/paid"
token = { env = "TOKEN" }
"#;

fn whole(folder: &Folder) -> Config {
    folder.write("portal.token", &format!("{TOKEN}\n"), 0o600);
    // systemd's credentials belong to root. An access control list lets the service read them.
    folder.write("api-key", API_KEY, 0o440);
    let environment = crate::support::environment().with_credentials(folder.path(""));
    Config::parse(WHOLE, &folder.path("wxmed.toml"), &environment).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn all_keys_are_read() {
    let folder = Folder::new();
    let config = whole(&folder);
    let [first, second, third] = config.listeners() else { panic!("{:?}", config.listeners()) };
    assert!(matches!(first.address(), Address::Loopback(address) if address.to_string() == "[::1]:8000"));
    assert!(
        matches!(second.address(), Address::Unix(socket) if socket.mode() == 0o660 && socket.path() == folder.path("wxmed.sock"))
    );
    assert_eq!([first.caller(), second.caller(), third.caller()], [Some("his"), Some("his"), None]);
    assert_eq!(config.hosts(), ["wxmed.hospital.example"]);
    assert_eq!(config.platform().host().as_str(), "http://10.0.0.5:8080/forward");
    assert!(config.platform().proxy().is_some() && config.platform().root_certificates().is_none());
    let waits = config.waits();
    assert_eq!(waits.platform().connect, Duration::from_millis(100));
    let times =
        [waits.platform().total, waits.platform().read, waits.head(), waits.body(), waits.idle(), waits.drain()];
    assert_eq!(times.map(|time| time.as_secs()), [60, 2, 3, 4, 5, 6]);
    let limits = config.limits();
    assert_eq!((limits.body(), limits.concurrency(), limits.connections()), (65_536, 7, 8));
    assert_eq!(config.specs().paths(), [folder.path("specs"), "/etc/wxmed/specs".into()]);
    assert_eq!(config.specs().reload_every(), Some(Duration::from_secs(30)));
    assert_eq!((config.log().format(), config.log().level()), (LogFormat::Json, LogLevel::Debug));
    let audit = config.audit().unwrap();
    assert_eq!((audit.path(), audit.rotation().size()), (&*folder.path("audit.jsonl"), 1 << 20));
    assert_eq!(audit.rotation().keep(), Keep::For(Duration::from_secs(180 * 24 * 3600)));
    assert!(audit.raw().is_some_and(|raw| raw.recipient().as_str().starts_with("age1ql3z7")));
    assert_eq!(config.journal().kept_for(), Duration::from_secs(24 * 3600));
    assert_eq!((config.journal().kept_detail(), config.journal().queue_limit()), (Detail::Outcomes, 9));
    assert_eq!(config.journal().set_durability(), Durability::Process);
    let notifications = config.notifications();
    assert_eq!((notifications.queue(), notifications.timeout()), (9, Duration::from_secs(11)));
    let forward = notifications.forward("payment_result").unwrap();
    assert_eq!(
        (forward.url(), forward.token().map(|token| token.expose())),
        ("http://127.0.0.1:8080/paid", Some(TOKEN))
    );
}

#[test]
fn callers_and_merchants_are_read() {
    let folder = Folder::new();
    let config = whole(&folder);
    let his = config.caller("his").unwrap();
    assert_eq!((his.default_merchant(), his.concurrency(), his.token()), (Some("sub"), 4, None));
    // Without a list of merchants, the default is the only one.
    assert!(his.may_call_for("sub") && !his.may_call_for("main"));
    assert!(his.may_use("preregister") && !his.may_use("sendmsg"));
    let portal = config.caller("portal").unwrap();
    assert_eq!((portal.operations(), portal.default_merchant()), (&Operations::All, None));
    assert_eq!(portal.token().map(|token| token.expose()), Some(TOKEN));
    assert!(portal.may_call_for("sub") && portal.may_call_for("main"));

    let TokenSource::Redis(redis) = config.merchant("main").unwrap().token() else { panic!() };
    assert_eq!((redis.namespace(), redis.fetched().endpoint()), ("h", TokenEndpoint::Basic));
    let sub = config.merchant("sub").unwrap();
    assert!(
        matches!(sub.merchant(), Merchant::SubMerchant { sub_appid: Some(appid), sub_mch_id, .. } if appid == "wx3" && sub_mch_id == "3")
    );
    let TokenSource::Command(command) = sub.token() else { panic!() };
    assert_eq!((command.program().to_str(), command.arguments().len()), (Some("/usr/bin/token"), 2));
    assert_eq!(command.timeout(), Duration::from_millis(500));
}

#[test]
fn debug_shows_no_secret() {
    let folder = Folder::new();
    let shown = format!("{:?}{:#?}", whole(&folder), crate::support::environment());
    assert!(shown.contains("payment_result"));
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret}");
    }
}
