//! No secret is printed or logged, for any error and by any library.

use std::cell::Cell;
use std::error::Error as StdError;
use std::fmt::Debug;
use std::time::Duration;

use std::sync::Arc;

use wxmed::codec::{SignType, encode_fields};
use wxmed::{
    ApiKey, AttemptEvent, BasicToken, BoxFuture, Client, Error, GetMedInfo, HttpRequest, HttpResponse, Https, IdCard,
    IdCardMd5, Observer, Preregister, Proxy, RootCertificates, Secret, StableToken, StaticToken, TokenError, TokenFn,
    TokenProvider, TokenRequest, Transport, TransportError, blocking,
};

use crate::calls::{
    APP_SECRET, CARD_NO, HASH, NAME, NUMBER, OPENID, Settings, TOKEN, WAYS, Way, block_on, lookup, registration,
    success,
};
use crate::common::{KEY, unsigned_body};
use crate::listener::Listener;
use crate::server::{Reaction, Server, Then};
use crate::tls::Authority;

const APPID: &str = "wxd678efh567hg6787";
const REDIS_PASSWORD: &str = "canary-redis-password";
const PROXY_PASSWORD: &str = "canary-proxy-password";
/// The credentials `ward:canary-proxy-password` in Base64, as they are sent.
const PROXY_BASIC: &str = "d2FyZDpjYW5hcnktcHJveHktcGFzc3dvcmQ=";

/// Records the output of this test in addition to the log.
fn note(line: &str) {
    Listener::everywhere().note(line);
}

/// Records an error in every form in which a program may show it.
fn show(error: &Error) {
    note(&format!("{error}\n{error:#}\n{error:?}\n{error:#?}"));
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(cause) = next {
        note(&format!("{cause}\n{cause:#}\n{cause:?}\n{cause:#?}"));
        next = cause.source();
    }
    IS_SHOWING.set(true);
    let panic = std::panic::catch_unwind(|| panic!("{error}: {error:?}")).unwrap_err();
    IS_SHOWING.set(false);
    note(panic.downcast_ref::<String>().map_or("", String::as_str));
}

thread_local! {
    static IS_SHOWING: Cell<bool> = const { Cell::new(false) };
}

/// Records the messages of the panics in `show` instead of printing them.
fn hear_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| match IS_SHOWING.get() {
        true => note(&panic.to_string()),
        false => before(panic),
    }));
}

fn print(value: impl Debug) {
    note(&format!("{value:?}\n{value:#?}"));
}

/// Records all data that an observer gets without requesting raw data.
struct Watching;

impl Observer for Watching {
    fn on_attempt(&self, event: &AttemptEvent<'_>) {
        print(event);
        print(event.outcome());
        print((event.operation(), event.section(), event.status()));
        print((event.sent_redacted(), event.received_redacted(), event.received()));
    }
}

/// A user's own provider and transport, which record the requests that they get.
struct Own<T>(T);

impl TokenProvider for Own<StableToken> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        Box::pin(async move {
            print(request);
            let ended = self.0.token(request).await;
            print(&ended);
            ended
        })
    }
}

impl Transport for Own<Https> {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            print(request);
            print((request.path(), request.method(), request.content_type(), request.timeouts()));
            let ended = self.0.send(request).await;
            print(&ended);
            ended
        })
    }
}

/// Responses with data that must not be logged.
fn reactions() -> Vec<Reaction> {
    let good = success();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", good.len() + 9);
    let fail = unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "1"), ("name", NAME)]);
    let echo = format!("bad number {NUMBER} or {HASH}");
    vec![
        Reaction::response(200, &good),
        Reaction::response(200, good.replace("5K8264ILTKCH16CQ", NAME)),
        Reaction::response(200, good.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        Reaction::response(200, [good.as_bytes(), &[0xFF]].concat()),
        Reaction::response(200, good.replace("</xml>", &format!("<user_name>{NAME}</user_name></xml>"))),
        Reaction::with(429, &format!("Retry-After: {TOKEN}\r\n"), format!("{NAME} {CARD_NO}")),
        Reaction::raw(
            format!("{}{TOKEN}{CARD_NO}", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n"),
            Then::Close,
        ),
        Reaction::response(200, good.replace("SUCCESS", CARD_NO)),
        Reaction::response(200, good.replace("{}", "[]")),
        Reaction::response(200, good.replace("</xml>", &format!("<{CARD_NO}>{NAME}"))),
        Reaction::response(200, fail),
        Reaction::response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", &echo)])),
        Reaction::response(200, format!(r#"{{"errcode":40001,"errmsg":"x","token":"{TOKEN}"}}"#)),
        granted(),
        Reaction::response(200, format!(r#"{{"access_token":["{TOKEN}"]}}"#)),
        Reaction::response(500, format!("<html>{TOKEN} {NAME} {CARD_NO}</html>")),
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
    Reaction::response(200, format!(r#"{{"access_token":"{TOKEN}","expires_in":7200}}"#))
}

fn hasty(settings: Settings) -> Settings {
    let short = Duration::from_millis(150);
    let observer = Some(Arc::new(Watching) as Arc<dyn Observer>);
    Settings { connect: Duration::from_secs(4), read: short, total: Duration::from_secs(5), observer, ..settings }
}

/// All token providers. The one for Redis works without it, because there is no server.
fn providers() -> Vec<Box<dyn TokenProvider>> {
    let stable = || StableToken::new(APPID, APP_SECRET);
    let function = TokenFn::new(|refused: Option<Secret>| async move {
        print(&refused);
        refused.map_or_else(|| Ok(Secret::new(TOKEN)), |_| Err(TokenError::Other("there is no other".to_owned())))
    });
    print((&function, stable(), BasicToken::new(APPID, APP_SECRET), StaticToken::new(TOKEN)));
    vec![
        Box::new(StaticToken::new(TOKEN)),
        Box::new(stable()),
        Box::new(BasicToken::new(APPID, APP_SECRET)),
        Box::new(function),
        Box::new(Own(stable())),
        #[cfg(feature = "redis")]
        Box::new({
            let url = format!("redis://:{REDIS_PASSWORD}@127.0.0.1:1/0");
            let shared = wxmed::RedisToken::connect(stable(), &url, "leaks").unwrap();
            print(&shared);
            shared
        }),
        #[cfg(feature = "redis")]
        Box::new({
            let url = format!("rediss://:{REDIS_PASSWORD}@127.0.0.1:1/0");
            wxmed::RedisToken::connect(stable(), &url, "leaks").unwrap()
        }),
    ]
}

/// Forwards to a boxed provider.
struct Boxed(Box<dyn TokenProvider>);

impl TokenProvider for Boxed {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        self.0.token(request)
    }
}

/// Every way of calling, with every token provider.
fn call(settings: &Settings) {
    for way in WAYS {
        let ends = providers().into_iter().map(|provider| settings.call_with(way, Boxed(provider)));
        ends.filter_map(|ended| ended.result.err()).for_each(|error| show(&error));
    }
}

/// Errors that occur before anything is sent.
fn errors_before_sending() {
    let key = || ApiKey::new(KEY);
    let broken = [("name", &*format!("{NAME}\u{1}")), ("openid", &OPENID.repeat(9)), ("idcard_md5", NUMBER)];
    show(&Error::from(GetMedInfo::from_fields(broken).unwrap_err()));
    let broken = [("user_name", NAME), ("user_name", NAME), ("user_card_no", HASH), ("request_content", NUMBER)];
    show(&Error::from(Preregister::from_fields(broken).unwrap_err()));
    show(&Error::from(encode_fields([("b", NAME), ("a", KEY)], &key(), SignType::Md5).unwrap_err()));
    print(IdCard::parse(&NUMBER.replace('4', "x")).unwrap_err());
    print(IdCardMd5::parse(&HASH.to_uppercase()).unwrap_err());
    print(Client::builder(ApiKey::new(format!("{KEY}\n"))).token(StaticToken::new(TOKEN)).build().unwrap_err());
    print((key(), Secret::new(TOKEN), lookup(), registration(), registration().sign(&key()).unwrap()));
    print(Client::builder(key()).token(StaticToken::new(TOKEN)));
    #[cfg(feature = "redis")]
    for url in [format!("http://:{REDIS_PASSWORD}@x"), format!("rediss://:{REDIS_PASSWORD}@x/#insecure")] {
        print(wxmed::RedisToken::connect(StableToken::new(APPID, APP_SECRET), &url, "leaks").unwrap_err());
    }
    let nobody = Client::builder(key()).token(StaticToken::new(TOKEN)).build().unwrap();
    show(&nobody.merchant().unwrap_err());
    #[cfg(feature = "dynamic")]
    {
        show(&block_on(nobody.call("getmedinf", [("name", NAME)])).unwrap_err());
        show(&block_on(nobody.call("getmedinfo", [("name", NAME), ("idcard_md5", NUMBER)])).unwrap_err());
        show(&block_on(nobody.call("getmedinfo", [("name", NAME), ("name", CARD_NO)])).unwrap_err());
    }
}

/// Successful responses, typed and by name, with both kinds of clients.
fn successful_calls() {
    let server = Server::http(|_, _| Reaction::response(200, success()));
    let settings = hasty(Settings::http(&server));
    let client = settings.with(Client::builder(ApiKey::new(KEY)), StaticToken::new(TOKEN));
    let blocking = settings.with(blocking::Client::builder(ApiKey::new(KEY)), StaticToken::new(TOKEN));
    print((&client, &blocking));
    print(block_on(client.send(&lookup())).unwrap());
    print(block_on(client.send(&registration())).unwrap());
    print(blocking.send(&lookup()).unwrap());
    #[cfg(feature = "dynamic")]
    {
        let fields = lookup().to_fields();
        print(block_on(client.call("getmedinfo", fields.clone())).unwrap());
        print(blocking.call("getmedinfo", fields).unwrap());
    }
    let own = Own(Https::new(&RootCertificates::default(), None).unwrap());
    let client = Client::builder(ApiKey::new(KEY)).host(settings.host.clone()).observer(Watching).transport(own);
    let client = client.token(Own(StableToken::new(APPID, APP_SECRET))).build().unwrap();
    // The response contains no token.
    show(&block_on(client.send(&lookup())).unwrap_err());
}

/// Calls a server that reacts like this: to every request, to every request except token fetches, and over TLS.
fn met_with(reaction: Reaction) {
    let (clear, after, protected) = (reaction.clone(), reaction.clone(), reaction);
    let server = Server::http(move |_, _| clear.clone());
    call(&hasty(Settings::http(&server)).once());
    let server = Server::http(move |heard, _| if heard.is_fetch() { granted() } else { after.clone() });
    call(&hasty(Settings::http(&server)).once());
    let server = Server::https(Authority::hospital().server("localhost"), move |_, _| protected.clone());
    let ended = hasty(Settings::https(&server)).once().call(Way::Registration);
    ended.result.err().iter().for_each(show);
}

/// A platform that echoes the request in its messages.
fn met_with_echoes() {
    let echo = format!("{TOKEN} of {NAME} ({OPENID}, {HASH}), {NUMBER}, with {TOKEN}");
    let in_json = |code: u32, message: &str| format!(r#"{{"errcode":{code},"errmsg":"{message}"}}"#);
    let fail = unsigned_body(&[("return_code", "FAIL"), ("return_msg", &echo)]);
    let refused =
        [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "40001"), ("err_code_des", echo.as_str())];
    let unknown_secret = in_json(40125, &format!("{APP_SECRET} is none, not {APP_SECRET}"));
    for body in [in_json(48001, &echo), in_json(40001, &echo), fail, unsigned_body(&refused)] {
        for fetch in [Reaction::response(200, &unknown_secret), granted()] {
            let reaction = Reaction::response(200, &body);
            let server = Server::http(move |heard, _| if heard.is_fetch() { fetch.clone() } else { reaction.clone() });
            call(&hasty(Settings::http(&server)).once());
        }
    }
}

#[test]
fn no_secret_is_printed_or_logged() {
    let listener = Listener::everywhere();
    hear_panics();
    std::thread::scope(|scope| {
        for reaction in reactions() {
            scope.spawn(|| met_with(reaction));
        }
        scope.spawn(met_with_echoes);
    });
    errors_before_sending();
    successful_calls();

    let login = format!("ward:{PROXY_PASSWORD}");
    let refusing = Server::http(|_, _| Reaction::response(407, ""));
    let via = format!("http://{login}@{}", refusing.address());
    let nowhere = format!("http://{login}@proxy.invalid:3128");
    let strange = Server::https(Authority::hospital().server("localhost"), |_, _| unreachable!());
    let astray = [
        Settings::of("http://gate.example").via(&via),
        Settings::of("https://api.example").via(&via),
        Settings::of("https://api.example").via(&nowhere),
        Settings::of("https://hospital.invalid"),
        Settings::of("https://300.300.300.300"),
        Settings::of("http://127.0.0.1:1"),
        Settings { roots: RootCertificates::default(), ..Settings::https(&strange) },
    ];
    std::thread::scope(|scope| {
        for settings in astray {
            scope.spawn(|| {
                print(settings.client());
                call(&hasty(settings).once());
            });
        }
    });
    let proxy = Proxy::parse(&via).unwrap();
    print(Https::new(&RootCertificates::default(), Some(&proxy)).unwrap());
    print(Proxy::parse(&format!("ftp://{login}@x")).unwrap_err());
    print(proxy);

    let log = listener.heard().join("\n");
    // The log must contain the output of each of these sources.
    for witness in [
        "log DEBUG reqwest::",
        "log DEBUG rustls::",
        "hyper_util::client::legacy",
        "span DEBUG wxmed.attempt in wxmed.call",
        "the call (getmedinfo",
        "AttemptEvent {",
        r#"("name", "***")"#,
        #[cfg(feature = "redis")]
        "event WARN wxmed::token redis_unavailable",
    ] {
        assert!(log.contains(witness), "the log does not contain {witness}");
    }
    let escaped = NAME.escape_unicode().to_string();
    let utf8: String = NAME.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    for secret in [
        KEY,
        TOKEN,
        APP_SECRET,
        NAME,
        &escaped,
        &utf8,
        OPENID,
        HASH,
        NUMBER,
        CARD_NO,
        REDIS_PASSWORD,
        PROXY_PASSWORD,
        PROXY_BASIC,
    ] {
        let found: Vec<&str> = log.lines().filter(|line| line.contains(secret)).take(3).collect();
        assert!(found.is_empty(), "{secret} in {found:#?}");
    }
}
