//! Complete responses that are wrong in some way.

use std::time::Duration;

use wxmed::codec::xml::MAX_BODY;

use crate::calls::{CARD_NO, NAME, Settings, WAYS, Way, success, success_fields, unsigned_success};
use crate::common::{signed_body, unsigned_body};
use crate::server::{Heard, Reaction, Server, Then};

/// A response, how the call ends for each kind of operation, and the number of requests.
struct Row {
    what: &'static str,
    reaction: Reaction,
    /// The bytes that the error must contain.
    raw: Vec<u8>,
    lookup: (&'static str, usize),
    registration: (&'static str, usize),
}

impl Row {
    /// Every call ends in the same way, after one request.
    fn same(what: &'static str, body: impl Into<Vec<u8>>, ends: &'static str) -> Self {
        let raw = body.into();
        Self { what, reaction: Reaction::response(200, &raw), raw, lookup: (ends, 1), registration: (ends, 1) }
    }

    fn status(status: u16, headers: &str, lookup: (&'static str, usize), registration: (&'static str, usize)) -> Self {
        let raw = format!("<html>{status} {CARD_NO}</html>").into_bytes();
        Self { what: "a status", reaction: Reaction::with(status, headers, &raw), raw, lookup, registration }
    }
}

/// Checks every row with every way of calling, and reports all differences.
fn hold(rows: Vec<Row>) {
    let mut wrong = Vec::new();
    for Row { what, reaction, raw, lookup, registration } in rows {
        for way in WAYS {
            let expected = if way.is_registration() { registration } else { lookup };
            let reaction = reaction.clone();
            let server = Server::http(move |_, _| reaction.clone());
            let mut settings = Settings::http(&server);
            (settings.read, settings.total) = (Duration::from_secs(8), Duration::from_secs(10));
            let ended = settings.call(way);
            let summary = ended.summary();
            let found = (summary.as_str(), server.heard().len());
            if found != expected {
                wrong.push(format!("{what}, {way:?}: {found:?} instead of {expected:?}"));
            }
            if ended.took >= settings.total {
                wrong.push(format!("{what}, {way:?}: it took {:?}", ended.took));
            }
            let kept = ended.result.as_ref().err().and_then(|error| error.raw()).map(|raw| raw.bytes());
            if found.0 != "done" && kept != Some(&raw) {
                wrong.push(format!("{what}, {way:?}: the error holds {kept:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn wrong_bodies_are_errors() {
    let good = success();
    let gbk = {
        let (before, after) = good.split_once(NAME).unwrap();
        [before.as_bytes(), &[0xBD, 0xF0, 0xCB, 0xBF, 0xC8, 0xB8], after.as_bytes()].concat()
    };
    let utf16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = good.replace(CARD_NO, "\u{E9}\u{1}").into_bytes();
    let unknown = unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "99999")]);
    hold(vec![
        Row::same("nothing", "", "Malformed: Empty"),
        Row {
            what: "204",
            reaction: Reaction::raw("HTTP/1.1 204 No Content\r\n\r\n", Then::Keep),
            raw: Vec::new(),
            lookup: ("Malformed: Empty", 1),
            registration: ("Malformed: Empty", 1),
        },
        Row::same("a page to log in", "<html><body>portal</body></html>", "Malformed: HtmlPage"),
        Row::same("GBK", gbk, "Malformed: NotUtf8(Gbk)"),
        Row::same("UTF-16", utf16, "Malformed: NotUtf8(Utf16)"),
        Row::same("a control character", latin, "Malformed: IllegalCharacter"),
        Row::same("invalid UTF-8", [b"<xml>".as_slice(), &[0xFF], b"</xml>"].concat(), "Malformed: NotUtf8(Other)"),
        Row::same(
            "a field twice",
            good.replace("</xml>", "<result_code>SUCCESS</result_code></xml>"),
            "Malformed: Duplicate",
        ),
        Row::same("JSON", r#"{"ok":true}"#, "Malformed: Json"),
        Row {
            lookup: ("Gateway: -1", 2),
            ..Row::same("a busy gateway", r#"{"errcode":-1,"errmsg":"system error"}"#, "Gateway: -1")
        },
        Row::same("gzip", [0x1F, 0x8B, 0x08, 0], "Malformed: NotUtf8(Gzip)"),
        Row::same(
            "a quota that is used up",
            r#"{"errcode":45009,"errmsg":"reach max api daily quota limit"}"#,
            "Gateway: 45009",
        ),
        Row::same("an unknown code", unknown, "Business: 99999"),
        Row::same("half a response", &good[..good.len() / 2], "Malformed: Unclosed"),
        Row {
            reaction: Reaction::raw(
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{good}", good.len() - 9),
                Then::Keep,
            ),
            ..Row::same("a length that is too short", &good[..good.len() - 9], "Malformed: Unclosed")
        },
        Row::same("more after the end", format!("{good}{good}"), "Malformed: AfterRoot"),
    ]);
}

#[test]
fn signatures_are_verified() {
    let (good, bare) = (success(), unsigned_success());
    let sign = good.split_once("<sign><![CDATA[").unwrap().1.split_once("]]").unwrap().0;
    let wrong = signed_body(&success_fields()).replace("response_content><![CDATA[{}", "response_content><![CDATA[[]");
    hold(vec![
        Row {
            what: "no signature",
            reaction: Reaction::response(200, &bare),
            raw: bare.into_bytes(),
            lookup: ("done", 1),
            registration: ("Signature: Missing", 1),
        },
        Row::same("a signature in lower case", good.replace(sign, &sign.to_lowercase()), "Signature: Wrong"),
        Row::same("a signature of something else", wrong, "Signature: Wrong"),
        Row::same("a right one", good, "done"),
    ]);
}

#[test]
fn unusual_framing_is_accepted() {
    let good = success();
    let chunked = |body: &str, end: &str| {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let chunks: String = (body.as_bytes().chunks(7))
            .map(|chunk| format!("{:x};odd=1\r\n{}\r\n", chunk.len(), String::from_utf8_lossy(chunk)))
            .collect();
        Reaction::raw(format!("{head}{chunks}{end}"), Then::Keep)
    };
    let plain = good.replace(NAME, "canary");
    let sign = plain.find("<sign>").unwrap();
    let plain = format!("{}</xml>", &plain[..sign]);
    let done = |what, reaction| Row {
        what,
        reaction,
        raw: Vec::new(),
        lookup: ("done", 1),
        registration: ("Signature: Missing", 1),
    };
    hold(
        vec![
            done("chunks", chunked(&plain, "0\r\nTrailer: 1\r\n\r\n")),
            done("a byte order mark", Reaction::response(200, format!("\u{FEFF}{plain}"))),
            done("no length", Reaction::raw(format!("HTTP/1.1 200 OK\r\n\r\n{plain}"), Then::Close)),
            done("HTTP/1.0", Reaction::raw(format!("HTTP/1.0 200 OK\r\n\r\n{plain}"), Then::Close)),
            done("201", Reaction::response(201, &plain)),
            done(
                "a response that is announced",
                Reaction::raw(
                    format!(
                        "HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{plain}",
                        plain.len()
                    ),
                    Then::Keep,
                ),
            ),
        ]
        .into_iter()
        .map(|row| Row { raw: plain_raw(row.what, &plain), ..row })
        .collect(),
    );
}

fn plain_raw(what: &str, plain: &str) -> Vec<u8> {
    let mark = if what == "a byte order mark" { "\u{FEFF}" } else { "" };
    [mark, plain].concat().into_bytes()
}

/// Compression was not requested, so the body is not decompressed.
#[test]
fn a_compressed_response_is_malformed() {
    // `<xml></xml>`, compressed with gzip.
    let packed = [
        0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xB3, 0xA9, 0xC8, 0xCD, 0xB1, 0xB3, 0xD1, 0x07, 0x52, 0x00, 0x25,
        0x1D, 0xC6, 0x36, 0x0B, 0, 0, 0,
    ];
    for encoding in ["gzip", "deflate", "br", "zstd"] {
        for way in WAYS {
            let headers = format!("Content-Encoding: {encoding}\r\n");
            let server = Server::http(move |_, _| Reaction::with(200, &headers, packed));
            let ended = Settings::http(&server).call(way);
            assert_eq!(ended.summary(), "Malformed: NotUtf8(Gzip)");
            assert_eq!(ended.error().raw().unwrap().bytes(), packed);
            assert_eq!((server.heard().len(), server.heard()[0].header("accept-encoding")), (1, Some("identity")));
        }
    }
}

/// The header identifies an encoding without a magic number, also in responses of the token endpoint.
#[test]
fn an_encoding_without_a_magic_number_is_identified_by_the_header() {
    // `<xml></xml>` as raw deflate without a header, and as brotli.
    let deflated: &[u8] = &[0xB3, 0xA9, 0xC8, 0xCD, 0xB1, 0xB3, 0xD1, 0x07, 0x52, 0];
    let brotli: &[u8] = b"\x0B\x05\x80<xml></xml>\x03";
    for (encoding, packed, named, word) in [
        ("deflate", deflated, "Deflate", "deflate"),
        ("br", brotli, "Brotli", "brotli"),
        ("gzip, BR", brotli, "Brotli", "brotli"),
        ("aes128gcm", deflated, "Encoded", "Content-Encoding"),
        ("identity", deflated, "Gbk", "GBK"),
        ("br", b"<p>not compressed</p>", "Brotli", "brotli"),
    ] {
        for way in WAYS {
            let headers = format!("Content-Encoding: {encoding}\r\n");
            let server = Server::http(move |_, _| Reaction::with(200, &headers, packed));
            let ended = Settings::http(&server).call(way);
            assert_eq!(ended.summary(), format!("Malformed: NotUtf8({named})"), "{encoding}");
            assert_eq!(ended.error().raw().unwrap().bytes(), packed);
            assert_eq!(server.heard().len(), 1);
            let token = wxmed::StableToken::new("wxd678efh567hg6787", "made-up-app-secret");
            let ended = Settings::http(&server).call_with(way, token);
            let (en, zh) = (ended.error().to_string(), format!("{:#}", ended.error()));
            assert!(en.contains("no access_token") && en.contains(word) && zh.contains(word), "{encoding}: {en} {zh}");
        }
    }
    // A readable body is accepted regardless of the header.
    let server = Server::http(|_, _| Reaction::with(200, "Content-Encoding: gzip\r\n", success()));
    assert_eq!(Settings::http(&server).call(WAYS[0]).summary(), "done");
}

#[test]
fn each_status_has_the_expected_result() {
    // Responses with these statuses never have a body.
    let bare = |status, reason| Row {
        reaction: Reaction::raw(format!("HTTP/1.1 {status} {reason}\r\n\r\n"), Then::Keep),
        raw: Vec::new(),
        ..Row::status(
            status,
            "",
            (if status == 101 { "Unanswered: status 101" } else { "Unanswered: status 304" }, 1),
            (if status == 101 { "OutcomeUnknown: status 101" } else { "OutcomeUnknown: status 304" }, 1),
        )
    };
    let once = |summary| (summary, 1);
    let twice = |summary| (summary, 2);
    hold(vec![
        Row::status(301, "Location: /elsewhere\r\n", once("Unanswered: status 301"), ("OutcomeUnknown: status 301", 1)),
        bare(101, "Switching Protocols"),
        bare(304, "Not Modified"),
        Row::status(400, "", once("Unanswered: status 400"), ("Unanswered: status 400", 1)),
        Row::status(404, "", once("Unanswered: status 404"), ("Unanswered: status 404", 1)),
        Row::status(407, "", once("Unanswered: status 407"), ("Unanswered: status 407", 1)),
        Row::status(429, "Retry-After: 0\r\n", twice("Unanswered: status 429"), ("Unanswered: status 429", 1)),
        // Longer than the time-out of the call.
        Row::status(429, "Retry-After: 60\r\n", ("Unanswered: status 429", 1), ("Unanswered: status 429", 1)),
        Row::status(
            429,
            "Retry-After: 18446744073709551615\r\n",
            ("Unanswered: status 429", 1),
            ("Unanswered: status 429", 1),
        ),
        Row::status(
            503,
            "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n",
            twice("Unanswered: status 503"),
            ("OutcomeUnknown: status 503", 1),
        ),
        Row::status(500, "", twice("Unanswered: status 500"), ("OutcomeUnknown: status 500", 1)),
        Row::status(501, "", ("Unanswered: status 501", 1), ("OutcomeUnknown: status 501", 1)),
        Row::status(502, "", twice("Unanswered: status 502"), ("OutcomeUnknown: status 502", 1)),
        Row::status(504, "", twice("Unanswered: status 504"), ("OutcomeUnknown: status 504", 1)),
    ]);
}

/// A redirect would send the token and patients' data to another server.
#[test]
fn redirects_are_not_followed() {
    let elsewhere = Server::http(|_, _| Reaction::response(200, success()));
    for status in [301, 302, 303, 307, 308] {
        for way in WAYS {
            let location = format!("Location: http://{}/payinsurance/x\r\n", elsewhere.address());
            let server = Server::http(move |_, _| Reaction::with(status, &location, ""));
            let ended = Settings::http(&server).call(way);
            // 307 and 308 ask for the same request elsewhere; the others may also follow a request that was processed.
            let is_open = way.is_registration() && status < 307;
            let kind = if is_open { "OutcomeUnknown" } else { "Unanswered" };
            assert_eq!(ended.summary(), format!("{kind}: status {status}"));
            assert_eq!(server.heard().len(), 1);
        }
    }
    assert_eq!((elsewhere.connections(), elsewhere.received()), (0, 0));
}

#[test]
fn an_endless_response_is_read_only_up_to_the_limit() {
    const OFFERED: usize = 64 << 20;
    let frames = [
        format!("HTTP/1.1 200 OK\r\nContent-Length: {OFFERED}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{OFFERED:x}\r\n"),
        "HTTP/1.1 200 OK\r\n\r\n".to_owned(),
    ];
    for frame in frames {
        let response = [frame.as_bytes(), &vec![b'x'; OFFERED]].concat();
        let server = Server::http(move |_, _| Reaction::raw(response.clone(), Then::Close));
        let mut settings = Settings::http(&server);
        (settings.read, settings.total) = (Duration::from_secs(8), Duration::from_secs(10));
        let ended = settings.call(Way::Lookup);
        assert_eq!(ended.summary(), "Malformed: TooLarge");
        assert_eq!(ended.error().raw().unwrap().bytes().len(), MAX_BODY + 1);
        // The server could send only as much more as the sockets buffer.
        assert!(server.sent() < OFFERED / 2, "{}", server.sent());
    }
}

#[test]
fn a_body_of_the_maximum_size_is_accepted() {
    let padding = "p".repeat(MAX_BODY);
    let short = unsigned_success().replace("</xml>", "<pad></pad></xml>");
    let body = short.replace("<pad>", &format!("<pad>{}", &padding[short.len()..]));
    assert_eq!(body.len(), MAX_BODY);
    let server = Server::http(move |_, _| Reaction::response(200, &body));
    assert_eq!(Settings::http(&server).call(Way::Lookup).result.unwrap(), CARD_NO);
}

/// Bytes after a response are never used as the next response, even if they look like one.
#[test]
fn an_unrequested_response_is_never_used() {
    let forged = unsigned_success().replace(CARD_NO, "FORGED");
    let forged = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{forged}", forged.len());
    let good = unsigned_success();
    let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{good}{forged}", good.len());
    let server = Server::http(move |_: &Heard, _| Reaction::raw(response.clone(), Then::Keep));
    let client = Settings::http(&server).client();
    crate::calls::block_on(async {
        for _ in 0..20 {
            assert_eq!(crate::calls::call(&client, Way::Lookup).await.result.unwrap(), CARD_NO);
        }
    });
    assert_eq!(server.heard().len(), 20);
}
