//! The same request and response, recorded in twenty ways.

use serde_json::json;

/// A way of recording messages.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// Writes the file with a request and a response.
    pub(crate) write: fn(&str, &str) -> Vec<u8>,
}

macro_rules! shapes {
    ($($name:literal: |$request:ident, $response:ident| $text:expr;)*) => {
        pub(crate) const SHAPES: &[Shape] = &[$(
            Shape { name: $name, write: |$request, $response| $text.into() },
        )*];
    };
}

shapes! {
    "plain.xml": |request, response| format!("{request}{response}");
    "pretty.xml": |request, response| format!("{}\n{}\n", pretty(request), pretty(response));
    "declared.xml": |request, response| format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n{request}\r\n{response}");
    "utf16-little.txt": |request, response| utf16(&format!("{request}\r\n{response}"), u16::to_le_bytes);
    "utf16-big.txt": |request, response| utf16(&format!("{request}\r\n{response}"), u16::to_be_bytes);
    "lines.log": |request, response| format!("12:00:00 [http-1] INFO  req={request}\n12:00:01 [http-1] INFO  resp={response} (30 ms)\n");
    "multi-line.log": |request, response| format!("12:00:00 DEBUG sending\n{}\n12:00:01 DEBUG got\n{}\n", pretty(request), pretty(response));
    "curl-transcript.txt": |request, response| format!(
        "> POST /payinsurance/getmedinfo?access_token=abc HTTP/1.1\n> Host: api.weixin.qq.com\n>\n{request}\n< HTTP/1.1 200 OK\n<\n{response}\n"
    );
    "curl-command.sh": |request, response| format!("curl 'https://api.weixin.qq.com/payinsurance/getmedinfo?access_token=a' -d '{request}'\n# {response}\n");
    "curl-double-quotes.sh": |request, response| format!("curl https://x/ --data-raw {}\n{response}", json!(request));
    "session.har": |request, response| har(request, response, "");
    "base64.har": |request, response| har(request, &base64(response), "base64");
    "json-lines.log": |request, response| format!("{}\n{}\n", json!({ "level": "info", "body": request }), json!({ "level": "info", "body": response }));
    "json-unicode.log": |request, response| format!("{}\n{}\n", gson(&json!({ "body": request }).to_string()), gson(&json!({ "body": response }).to_string()));
    "json-slashes.log": |request, response| format!("{}\n{}\n", json!({ "body": request }).to_string().replace('/', "\\/"), json!({ "body": response }).to_string().replace('/', "\\/"));
    "json-in-json.log": |request, response| format!("{}\n", json!({ "message": json!({ "request": request, "response": response }).to_string() }));
    "json-in-json-unicode.log": |request, response| format!("{}\n", json!({ "message": gson(&json!({ "request": request, "response": response }).to_string()) }));
    "thrice.log": |request, response| json!({ "a": json!({ "b": json!({ "request": request, "response": response }).to_string() }).to_string() }).to_string();
    "html.log": |request, response| format!("<pre>{}</pre><pre>{}</pre>", html(request), html(response));
    "form.log": |request, response| format!("xml={}&more=1\nxml={}\n", percent(request, true), percent(response, true));
    "url.log": |request, response| format!("{}\n{}\n", percent(request, false), percent(response, false).to_lowercase_escapes());
    "nginx.log": |request, response| format!("127.0.0.1 \"POST\" 200 \"{}\"\n\"{}\"\n", nginx(request), nginx(response));
    "one-line.log": |request, response| format!("-> {request} <- {response}");
    "fields.json": |request, response| format!("{}\n{}", fields(request), fields(response));
    "java.log": |request, response| format!("body = \"{}\";\nanswer = \"{}\";", java(request), java(response));
}

/// Puts each element on a separate line.
fn pretty(xml: &str) -> String {
    xml.replace("><", ">\n  <").replace("<xml>", "<xml>\n").replace("]]>\n  </", "]]></").replace(">\n  <![", "><![")
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn har(request: &str, response: &str, encoding: &str) -> String {
    let har = json!({ "log": { "version": "1.2", "entries": [{
        "request": {
            "method": "POST",
            "url": "https://api.weixin.qq.com/payinsurance/getmedinfo?access_token=a",
            "headers": [{ "name": "Content-Type", "value": "text/xml" }],
            "postData": { "mimeType": "text/xml", "text": request },
        },
        "response": { "status": 200, "content": { "size": 1, "encoding": encoding, "text": response } },
    }] } });
    serde_json::to_string_pretty(&har).unwrap()
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for position in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * position) & 63) as usize];
            encoded.push(if position <= three.len() { char::from(digit) } else { '=' });
        }
    }
    encoded
}

/// Escapes JSON like some Java libraries.
fn gson(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026").replace('=', "\\u003d")
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn percent(text: &str, is_form: bool) -> String {
    let escape = |byte: u8| match byte {
        b' ' if is_form => "+".to_owned(),
        byte if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

trait LowercaseEscapes {
    /// Writes `%3c` instead of `%3C`.
    fn to_lowercase_escapes(&self) -> String;
}

impl LowercaseEscapes for String {
    fn to_lowercase_escapes(&self) -> String {
        let mut parts = self.split('%');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| format!("{text}%{}{}", part[..2].to_lowercase(), &part[2..]))
    }
}

fn nginx(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'"' | b'\\' | 0..=31 | 127..=255 => format!("\\x{byte:02X}"),
        byte => char::from(byte).to_string(),
    };
    // The line break ensures that there is something to escape.
    text.replace("<xml>", "<xml>\n").bytes().map(escape).collect()
}

fn fields(xml: &str) -> String {
    let fields = wxmed::codec::xml::read(xml.as_bytes()).unwrap();
    let object: serde_json::Map<String, serde_json::Value> =
        fields.iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
    serde_json::to_string_pretty(&object).unwrap()
}

fn java(xml: &str) -> String {
    pretty(xml).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
