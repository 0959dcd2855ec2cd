//! Finds messages in any text: logs, transcripts, recordings. The text around a message shows how it is escaped.

mod json;
mod xml;

use std::collections::HashSet;
use std::io::{self, Read};

use wxmed::Json;
use wxmed::spec::model::Model;

use super::window::Window;
use xml::{Span, Style};

/// The kinds of findings.
pub(super) enum What {
    /// An XML message.
    Xml(Vec<u8>),
    /// The beginning of an XML message whose end is missing.
    Cut,
    /// A JSON object whose first key is that of a message.
    Json(Json),
    /// The path of an operation, by its index in the model.
    Path(usize),
}

/// A finding.
pub(super) struct Found {
    /// The line on which it begins.
    pub(super) line: usize,
    pub(super) what: What,
}

/// The texts by which messages are found.
pub(super) struct Looks {
    /// The paths of the operations.
    paths: Vec<String>,
    /// The names that the first key of an object can have.
    keys: HashSet<String>,
}

impl Looks {
    pub(super) fn of(model: &Model) -> Self {
        let mut keys: HashSet<String> =
            model.contents.iter().filter_map(|content| content.wrapped_in.clone()).collect();
        let requests = model.operations.iter().flat_map(|operation| [&operation.request, &operation.response]);
        let contents = model.contents.iter().map(|content| &content.record);
        let notifications = model.notifications.iter().map(|notification| &notification.request);
        let records = requests.chain(contents).chain(notifications);
        keys.extend(records.flat_map(|record| &record.fields).map(|field| field.name.clone()));
        Self { paths: model.operations.iter().map(|operation| operation.path.clone()).collect(), keys }
    }
}

/// The first bytes of everything that can be found.
const FIRST: [u8; 7] = [b'<', b'\\', b'&', b'%', b'P', b'{', b'/'];
/// How many bytes must be read ahead to decide what begins at a position.
const LOOK: usize = 512;

/// The beginning of a finding.
enum Start {
    Xml(Style),
    Base64,
    Object(json::Level),
    Path { operation: usize, length: usize },
}

/// Finds the messages and paths in one file.
pub(super) struct Finder<'l, R> {
    window: Window<R>,
    looks: &'l Looks,
    /// How many of the bytes ahead belong to an object that was already found.
    inside_object: usize,
}

impl<'l, R: Read> Finder<'l, R> {
    pub(super) fn new(reader: R, looks: &'l Looks) -> Self {
        Self { window: Window::new(reader), looks, inside_object: 0 }
    }

    /// The next finding.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        loop {
            self.window.see(2 * LOOK)?;
            let ahead = self.window.ahead();
            if ahead.is_empty() {
                return Ok(None);
            }
            let end = if self.window.has_ended() { ahead.len() } else { ahead.len() - LOOK };
            let is_first = |byte: &u8| FIRST.contains(byte);
            let Some(position) = ahead.iter().take(end).position(is_first) else {
                self.skip(end);
                continue;
            };
            let start = self.start(position);
            self.skip(position);
            let line = self.window.line(0);
            let found = match start {
                None => None,
                Some(Start::Path { operation, length }) => {
                    self.skip(length);
                    return Ok(Some(Found { line, what: What::Path(operation) }));
                }
                Some(Start::Xml(style)) => Some(self.xml(style)?),
                Some(Start::Base64) => Some(self.base64()?),
                Some(Start::Object(level)) => self.object(level)?,
            };
            match found {
                Some(what) => return Ok(Some(Found { line, what })),
                None => self.skip(1),
            }
        }
    }

    fn skip(&mut self, length: usize) {
        self.window.advance(length);
        self.inside_object = self.inside_object.saturating_sub(length);
    }

    /// The finding that begins at a position ahead.
    fn start(&self, position: usize) -> Option<Start> {
        let bytes = self.window.ahead().get(position..)?;
        match bytes.first()? {
            b'P' => {
                let is_begun = self
                    .window
                    .before(position)
                    .last()
                    .is_none_or(|before| super::escape::base64_digit(*before).is_none());
                (is_begun && bytes.starts_with(xml::IN_BASE64)).then_some(Start::Base64)
            }
            b'/' => {
                let is_path = |path: &String| bytes.starts_with(path.as_bytes()) && ends_name(bytes.get(path.len()));
                let operation = self.looks.paths.iter().position(is_path)?;
                Some(Start::Path { operation, length: self.looks.paths.get(operation)?.len() })
            }
            b'{' if position < self.inside_object => None,
            b'{' => {
                let (level, key) = json::first_key(bytes)?;
                self.looks.keys.contains(key).then_some(Start::Object(level))
            }
            _ => xml::start(bytes).map(Start::Xml),
        }
    }

    fn xml(&mut self, style: Style) -> io::Result<What> {
        let mut from = 1;
        let span = loop {
            match xml::end(self.window.ahead(), from, style) {
                Some(span) => break Some(span),
                None if self.window.has_ended() || self.window.ahead().len() > xml::LONGEST => break None,
                None => {
                    from = self.window.ahead().len().saturating_sub(xml::LONGEST_TAG).max(1);
                    self.window.read_on()?;
                }
            }
        };
        let Some(Span::Whole(length)) = span else {
            self.skip(1);
            return Ok(What::Cut);
        };
        // The text after the message shows whether it is in a string.
        self.window.see(length + LOOK)?;
        let (raw, after) = self.window.ahead().split_at(length.min(self.window.ahead().len()));
        let message = xml::decode(raw, style, self.window.before(0), after);
        self.skip(length);
        Ok(What::Xml(message))
    }

    fn base64(&mut self) -> io::Result<What> {
        let length = loop {
            let ahead = self.window.ahead();
            let end = ahead.iter().position(|byte| super::escape::base64_digit(*byte).is_none());
            match end {
                Some(end) => break end,
                None if self.window.has_ended() || ahead.len() > xml::LONGEST => break ahead.len(),
                None => self.window.read_on()?,
            }
        };
        let message = super::escape::from_base64(self.window.ahead().get(..length).unwrap_or_default());
        self.skip(length);
        Ok(What::Xml(message))
    }

    /// The object that begins here. Its inside is searched again for XML, but not for objects.
    fn object(&mut self, level: json::Level) -> io::Result<Option<What>> {
        let mut length = LOOK;
        let end = loop {
            self.window.see(length)?;
            let ahead = self.window.ahead();
            match json::end(ahead, level) {
                Some(end) => break end,
                None if self.window.has_ended() || ahead.len() > json::LONGEST => {
                    // The objects inside of it have no end in these bytes, either.
                    self.inside_object = ahead.len();
                    return Ok(None);
                }
                None => length = ahead.len() * 2,
            }
        };
        self.inside_object = end;
        let json = json::decode(self.window.ahead().get(..end).unwrap_or_default(), level);
        self.skip(usize::from(json.is_some()));
        Ok(json.map(What::Json))
    }
}

/// Whether a name ends before this byte.
fn ends_name(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'/' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wxmed::spec::{Options, compile, shipped};

    /// A reader that returns a few bytes at a time.
    struct Drops<'t>(&'t [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(out.len()).min(self.0.len());
            let (now, later) = self.0.split_at(length);
            out[..length].copy_from_slice(now);
            self.0 = later;
            Ok(length)
        }
    }

    /// Describes the findings.
    fn found(looks: &Looks, reader: impl Read) -> Vec<String> {
        let mut finder = Finder::new(reader, looks);
        let mut all = Vec::new();
        while let Some(Found { line, what }) = finder.next().unwrap() {
            all.push(match what {
                What::Xml(bytes) => format!("{line} {}", String::from_utf8_lossy(&bytes)),
                What::Cut => format!("{line} cut"),
                What::Json(json) => format!("{line} {json}"),
                What::Path(operation) => format!("{line} path {operation}"),
            });
        }
        all
    }

    const MIXED: &str = r#"POST /payinsurance/getmedinfo?access_token=a
<xml><name>1</name></xml> {"sign":"2","name":{"name":"}"}} "body":"<xml>\n<a>\"<\/a><\/xml>"
{"a":"\\u003cxml\\u003e3\\u003c/xml\\u003e"} &lt;xml&gt;4&lt;/xml&gt; %3Cxml%3E5%3C/xml%3E "PHhtbD42PC94bWw+"
<xml>cut <xml>7</xml> {\"sign\":\"8\"} \\\\\\\\\\\\ /payinsurance/sendmsgs "<xml>9</xml>" PHhtbD <xml>"#;

    fn looks() -> Looks {
        Looks::of(&compile(&shipped(), &Options::default()).0)
    }

    #[test]
    fn the_findings_do_not_depend_on_the_read_size() {
        let (looks, text) = (looks(), format!("{MIXED}\n").repeat(200));
        let at_once = found(&looks, text.as_bytes());
        assert_eq!(at_once.iter().filter(|one| one.ends_with("<xml>4</xml>")).count(), 200);
        assert_eq!(at_once.iter().filter(|one| one.contains(" path ")).count(), 200);
        for length in [1, 7, 1000] {
            assert_eq!(found(&looks, Drops(text.as_bytes(), length)), at_once, "{length}");
        }
    }

    #[test]
    fn arbitrary_texts_are_searched_without_an_error_in_linear_time() {
        let looks = looks();
        let mut dice = 7_u64;
        let mut below = |limit: usize| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            usize::try_from(dice >> 33).unwrap() % limit
        };
        for _ in 0..3000 {
            let mut bytes = MIXED.as_bytes().to_vec();
            for _ in 0..=below(8) {
                let (from, at) = (below(bytes.len()), below(bytes.len()));
                match below(4) {
                    0 => bytes[at] = b"<>{}\\\"&%/x\n\xff"[below(12)],
                    1 => bytes.truncate(at.max(1)),
                    2 => drop(bytes.drain(at.min(from)..at.max(from).min(at.min(from) + 9))),
                    _ => bytes.extend_from_within(at.min(from)..at.max(from)),
                }
                bytes.push(b' ');
            }
            let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
            for one in found(&looks, bytes.as_slice()) {
                let line: usize = one.split(' ').next().unwrap().parse().unwrap();
                assert!(line <= lines, "{one}");
            }
        }
        // Each of these would take hours if the search restarted at each of its beginnings.
        for part in ["\\", "<xml>", "{\"name\":", "{\"name\":{", "&lt;xml&gt;<xml>", "PHhtbD"] {
            found(&looks, part.repeat(300_000).as_bytes());
        }
    }
}
