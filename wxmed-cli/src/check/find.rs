//! Finds messages in any text: logs, transcripts, recordings. What is around a message says how it is written there.

mod json;
mod xml;

use std::collections::HashSet;
use std::io::{self, Read};

use wxmed::Json;
use wxmed::spec::model::Model;

use super::window::Window;
use xml::{Span, Style};

/// What can be found.
pub(super) enum What {
    /// An XML message.
    Xml(Vec<u8>),
    /// The beginning of an XML message whose end is missing.
    Cut,
    /// A JSON object whose first key is that of a message.
    Json(Json),
    /// The path of an operation, by its place in the model.
    Path(usize),
}

/// Something that was found.
pub(super) struct Found {
    /// The line on which it begins.
    pub(super) line: usize,
    pub(super) what: What,
}

/// What messages look like.
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

/// The bytes that anything to be found begins with.
const FIRST: [u8; 7] = [b'<', b'\\', b'&', b'%', b'P', b'{', b'/'];
/// How much must be seen to know what begins.
const LOOK: usize = 512;

/// What begins at a place.
enum Start {
    Xml(Style),
    Base64,
    Object(json::Level),
    Path { operation: usize, length: usize },
}

/// Finds what is in one file.
pub(super) struct Finder<'l, R> {
    window: Window<R>,
    looks: &'l Looks,
    /// How much of what is ahead belongs to an object that was found already.
    inside_object: usize,
}

impl<'l, R: Read> Finder<'l, R> {
    pub(super) fn new(reader: R, looks: &'l Looks) -> Self {
        Self { window: Window::new(reader), looks, inside_object: 0 }
    }

    /// The next thing, if there is one.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        loop {
            self.window.see(2 * LOOK)?;
            let ahead = self.window.ahead();
            if ahead.is_empty() {
                return Ok(None);
            }
            let end = if self.window.has_ended() { ahead.len() } else { ahead.len() - LOOK };
            let is_first = |byte: &u8| FIRST.contains(byte);
            let Some(place) = ahead.iter().take(end).position(is_first) else {
                self.skip(end);
                continue;
            };
            let start = self.start(place);
            self.skip(place);
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

    /// What begins at a place ahead, if anything does.
    fn start(&self, place: usize) -> Option<Start> {
        let bytes = self.window.ahead().get(place..)?;
        match bytes.first()? {
            b'P' => {
                let is_begun = self
                    .window
                    .before(place)
                    .last()
                    .is_none_or(|before| super::escape::base64_digit(*before).is_none());
                (is_begun && bytes.starts_with(xml::IN_BASE64)).then_some(Start::Base64)
            }
            b'/' => {
                let is_path = |path: &String| bytes.starts_with(path.as_bytes()) && ends_name(bytes.get(path.len()));
                let operation = self.looks.paths.iter().position(is_path)?;
                Some(Start::Path { operation, length: self.looks.paths.get(operation)?.len() })
            }
            b'{' if place < self.inside_object => None,
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
        // What follows says whether it is a string.
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

    /// The object that begins here. What is in it is looked at once more for XML, but not for objects.
    fn object(&mut self, level: json::Level) -> io::Result<Option<What>> {
        let mut length = LOOK;
        let end = loop {
            self.window.see(length)?;
            let ahead = self.window.ahead();
            match json::end(ahead, level) {
                Some(end) => break end,
                None if self.window.has_ended() || ahead.len() > json::LONGEST => {
                    // None of the objects in it will have an end either, as far as was seen.
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
