//! Nothing secret in what is printed or logged, whatever goes wrong and whoever logs.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::time::Duration;

use wxmed::{BasicToken, Error, Https, Proxy, RootCertificates, StableToken, StaticToken};

use crate::calls::{APP_SECRET, CARD_NO, HASH, NAME, NUMBER, OPENID, Settings, TOKEN, WAYS, Way, success};
use crate::common::{KEY, unsigned_body};
use crate::listener::Listener;
use crate::server::{Reaction, Server, Then};
use crate::tls::Authority;

const APPID: &str = "wxd678efh567hg6787";
const PROXY_PASSWORD: &str = "canary-proxy-password";
/// The same, as it goes over the wire: of `ward:canary-proxy-password`.
const PROXY_BASIC: &str = "d2FyZDpjYW5hcnktcHJveHktcGFzc3dvcmQ=";

/// Notes what this test prints beside what others log.
fn note(line: &str) {
    Listener::everywhere().note(line);
}

/// Every way in which a program may show an error.
fn show(error: &Error) {
    note(&format!("{error}\n{error:#}\n{error:?}\n{error:#?}"));
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(cause) = next {
        note(&format!("{cause}\n{cause:#}\n{cause:?}\n{cause:#?}"));
        next = cause.source();
    }
    let panic = std::panic::catch_unwind(|| panic!("{error}: {error:?}")).unwrap_err();
    note(panic.downcast_ref::<String>().map_or("", String::as_str));
}

fn print(value: impl Debug) {
    note(&format!("{value:?}\n{value:#?}"));
}

/// Answers that hold what patients would not like to see in a log.
fn reactions() -> Vec<Reaction> {
    let good = success();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", good.len() + 9);
    let fail = unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "1"), ("name", NAME)]);
    let echo = format!("bad number {NUMBER} or {HASH}");
    vec![
        Reaction::answer(200, &good),
        Reaction::answer(200, good.replace("SUCCESS", CARD_NO)),
        Reaction::answer(200, good.replace("{}", "[]")),
        Reaction::answer(200, good.replace("</xml>", &format!("<{CARD_NO}>{NAME}"))),
        Reaction::answer(200, fail),
        Reaction::answer(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", &echo)])),
        Reaction::answer(200, format!(r#"{{"errcode":40001,"errmsg":"x","token":"{TOKEN}"}}"#)),
        granted(),
        Reaction::answer(200, format!(r#"{{"access_token":["{TOKEN}"]}}"#)),
        Reaction::answer(500, format!("<html>{TOKEN} {NAME} {CARD_NO}</html>")),
        Reaction::with(302, &format!("Location: /x?access_token={TOKEN}\r\n"), ""),
        Reaction::with(200, &format!("X-Echo: {TOKEN}\r\nSet-Cookie: {OPENID}\r\n"), &good),
        Reaction::raw(format!("{TOKEN} {CARD_NO}\r\n\r\n"), Then::Close),
        Reaction::raw(format!("HTTP/1.1 200 {TOKEN}\r\nContent-Length: {CARD_NO}\r\n\r\n"), Then::Close),
        Reaction::raw(format!("HTTP/1.1 200 OK\r\n{CARD_NO}\r\n\r\n"), Then::Close),
        Reaction::raw(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{CARD_NO}\r\n"), Then::Close),
        Reaction::raw(format!("{head}{good}"), Then::Close),
        Reaction::raw(format!("{head}{good}"), Then::Reset),
        Reaction::raw(format!("{head}{good}"), Then::Keep),
        Reaction::raw("", Then::Close),
    ]
}

fn granted() -> Reaction {
    Reaction::answer(200, format!(r#"{{"access_token":"{TOKEN}","expires_in":7200}}"#))
}

fn hasty(settings: Settings) -> Settings {
    let short = Duration::from_millis(150);
    Settings { connect: Duration::from_secs(4), read: short, total: Duration::from_secs(5), ..settings }
}

/// Every way of calling, every source of tokens.
fn call(settings: &Settings) {
    for way in WAYS {
        let ends = [
            settings.call_with(way, StaticToken::new(TOKEN)),
            settings.call_with(way, StableToken::new(APPID, APP_SECRET)),
            settings.call_with(way, BasicToken::new(APPID, APP_SECRET)),
        ];
        ends.into_iter().filter_map(|ended| ended.result.err()).for_each(|error| show(&error));
    }
}

#[test]
fn nothing_secret_is_printed_or_logged() {
    let listener = Listener::everywhere();
    let hospital = Authority::hospital().server("localhost");
    for reaction in reactions() {
        let (clear, after, protected) = (reaction.clone(), reaction.clone(), reaction);
        let server = Server::http(move |_, _| clear.clone());
        call(&hasty(Settings::http(&server)).once());
        let server = Server::http(move |heard, _| if heard.is_fetch() { granted() } else { after.clone() });
        call(&hasty(Settings::http(&server)).once());
        let server = Server::https(hospital.clone(), move |_, _| protected.clone());
        let ended = hasty(Settings::https(&server)).once().call(Way::Registration);
        ended.result.err().iter().for_each(show);
    }

    let login = format!("ward:{PROXY_PASSWORD}");
    let refusing = Server::http(|_, _| Reaction::answer(407, ""));
    let via = format!("http://{login}@{}", refusing.address());
    let nowhere = format!("http://{login}@proxy.invalid:3128");
    for settings in [
        Settings::of("http://gate.example").via(&via),
        Settings::of("https://api.example").via(&via),
        Settings::of("https://api.example").via(&nowhere),
        Settings::of("https://hospital.invalid"),
        Settings::of("https://300.300.300.300"),
        Settings::of("http://127.0.0.1:1"),
        Settings {
            roots: RootCertificates::default(),
            ..Settings::https(&Server::https(hospital, |_, _| unreachable!()))
        },
    ] {
        print(settings.client());
        call(&hasty(settings).once());
    }
    let proxy = Proxy::parse(&via).unwrap();
    print(Https::new(&RootCertificates::default(), Some(&proxy)).unwrap());
    print(Proxy::parse(&format!("ftp://{login}@x")).unwrap_err());
    print(proxy);

    let log = listener.heard().join("\n");
    // That these spoke shows that they were heard.
    for witness in [
        "log DEBUG reqwest::",
        "log DEBUG rustls::",
        "hyper_util::client::legacy",
        "span DEBUG wxmed.exchange in wxmed.call",
        "the call (getmedinfo",
    ] {
        assert!(log.contains(witness), "{witness} is silent");
    }
    let escaped = NAME.escape_unicode().to_string();
    let utf8: String = NAME.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    for secret in
        [KEY, TOKEN, APP_SECRET, NAME, &escaped, &utf8, OPENID, HASH, NUMBER, CARD_NO, PROXY_PASSWORD, PROXY_BASIC]
    {
        let found: Vec<&str> = log.lines().filter(|line| line.contains(secret)).take(3).collect();
        assert!(found.is_empty(), "{secret} in {found:#?}");
    }
}
