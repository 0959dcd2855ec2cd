use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::{Error as Xml, IllFormedError, SyntaxError};
use quick_xml::events::{BytesDecl, BytesStart, Event};

use super::error::{Fault, ReadError};
use super::fields::{Fields, Refused};
use super::precheck::{admit, html_page, is_blank};
use wxmed_core::{is_name, is_xml_character};

/// The nesting depth of elements from which a response is treated as an attack; fields of this interface have a depth
/// of 2.
pub const MAX_DEPTH: usize = 8;

const ROOT: &str = "xml";

/// Parses the fields of a response, and rejects all XML features that the interface doesn't use.
///
/// CDATA, text and XML's five entities are joined into one value, which is never trimmed. Comments between elements and
/// empty lines before the XML declaration are skipped.
///
/// ```
/// let body = b"<xml><return_code><![CDATA[SUCCESS]]></return_code><n>1 &lt; 2 </n></xml>";
/// let fields = wxmed::codec::xml::read(body)?;
/// assert_eq!(fields.get("n"), Some("1 < 2 "));
/// # Ok::<(), wxmed::codec::xml::ReadError>(())
/// ```
///
/// # Errors
/// The first mistake, as a [`Fault`] with its position.
pub fn read(body: &[u8]) -> Result<Fields<'_>, ReadError> {
    read_envelope(body).map_err(|error| named(body, error))
}

/// Reports an HTML page as such, regardless of what was rejected in it first.
#[cold]
fn named(body: &[u8], error: ReadError) -> ReadError {
    match error.fault {
        Fault::TooLarge => error,
        _ => html_page(body).map_or(error, |offset| ReadError { fault: Fault::HtmlPage, offset }),
    }
}

fn read_envelope(body: &[u8]) -> Result<Fields<'_>, ReadError> {
    let admitted = admit(body)?;
    let mut reader = Reader::from_str(admitted.text);
    reader.config_mut().check_comments = true;
    DocumentReader { text: admitted.text, reader, skipped: admitted.skipped }.document()
}

struct DocumentReader<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    skipped: usize,
}

/// Whether an element has an end tag that is still to come.
enum Root {
    Open,
    Empty,
}

impl<'a> DocumentReader<'a> {
    fn document(mut self) -> Result<Fields<'a>, ReadError> {
        let fields = match self.root()? {
            Root::Open => self.fields()?,
            Root::Empty => Fields::default(),
        };
        self.nothing_more()?;
        Ok(fields)
    }

    /// The next event and where it begins. Rejects what is not allowed anywhere.
    fn next(&mut self) -> Result<(usize, Event<'a>), ReadError> {
        let at = self.reader.buffer_position() as usize;
        match self.reader.read_event() {
            Ok(Event::DocType(_)) => self.refuse(Fault::Doctype, at),
            Ok(Event::PI(_)) => self.refuse(Fault::ProcessingInstruction, at),
            Ok(event) => Ok((at, event)),
            Err(error) => self.refuse_error(&error),
        }
    }

    #[cold]
    fn refuse_error<T>(&self, error: &Xml) -> Result<T, ReadError> {
        self.refuse(fault_of(error), self.reader.error_position() as usize)
    }

    #[cold]
    fn refuse<T>(&self, fault: Fault, at: usize) -> Result<T, ReadError> {
        Err(ReadError { fault, offset: at + self.skipped })
    }

    /// XML doesn't allow white space before the declaration, but some servers write an empty line there, and it is not
    /// part of any value.
    fn root(&mut self) -> Result<Root, ReadError> {
        let declared_at = self.text.len() - self.text.trim_ascii_start().len();
        loop {
            let (at, event) = self.next()?;
            match event {
                Event::Decl(declaration) if at == declared_at => {
                    if let Some(fault) = fault_of_declaration(&declaration) {
                        return self.refuse(fault, at);
                    }
                }
                Event::Decl(_) => return self.refuse(Fault::ProcessingInstruction, at),
                Event::Start(tag) => return self.is_root(&tag, at).map(|()| Root::Open),
                Event::Empty(tag) => return self.is_root(&tag, at).map(|()| Root::Empty),
                Event::Text(text) if is_blank(&text) => {}
                Event::Comment(_) => {}
                Event::Eof => return self.refuse(Fault::NoRoot, at),
                _ => return self.refuse(Fault::BeforeRoot, at),
            }
        }
    }

    fn is_root(&self, tag: &BytesStart<'_>, at: usize) -> Result<(), ReadError> {
        match self.name(tag, at)? {
            ROOT => Ok(()),
            _ => self.refuse(Fault::WrongRoot, at),
        }
    }

    /// Everything up to the end of the root element, in one loop: this is the hot path.
    fn fields(&mut self) -> Result<Fields<'a>, ReadError> {
        let mut fields = Fields::with_room();
        let mut open: Option<Open<'a>> = None;
        loop {
            let at = self.reader.buffer_position() as usize;
            // Matched by reference: moving an event costs more than all checks on it.
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => match open {
                    None => open = Some(Open { name: self.name(&tag, at)?, at, value: Cow::Borrowed("") }),
                    Some(_) => return self.nested(at),
                },
                Ok(Event::CData(data)) => match &mut open {
                    Some(field) => join(&mut field.value, data.into_inner()),
                    None => return self.refuse(Fault::TextBetween, at),
                },
                Ok(Event::End(_)) => match open.take() {
                    Some(field) => self.add(&mut fields, field)?,
                    None => return Ok(fields),
                },
                Ok(Event::Text(text)) => match &mut open {
                    None if is_blank(&text) => {}
                    None => return self.refuse(Fault::TextBetween, at),
                    Some(field) => match text.find("]]>") {
                        None => join(&mut field.value, text.into_inner()),
                        Some(end) => return self.refuse(Fault::CdataEndInText, at + end),
                    },
                },
                Ok(Event::GeneralRef(reference)) => match &mut open {
                    Some(field) => match resolve(&reference) {
                        Ok(character) => field.value.to_mut().push(character),
                        Err(fault) => return self.refuse(fault, at),
                    },
                    None => return self.refuse(Fault::TextBetween, at),
                },
                Ok(Event::Empty(tag)) => match open {
                    None => self.add(&mut fields, Open { name: self.name(&tag, at)?, at, value: Cow::Borrowed("") })?,
                    Some(_) => return self.refuse(Fault::Nested, at),
                },
                // Parsers disagree on this value: some drop the comment, and others stop at it.
                Ok(Event::Comment(_)) if open.is_some() => return self.refuse(Fault::Comment, at),
                Ok(Event::Comment(_)) => {}
                Ok(Event::Eof) => return self.refuse(Fault::Unclosed, at),
                Ok(Event::DocType(_)) => return self.refuse(Fault::Doctype, at),
                Ok(Event::PI(_) | Event::Decl(_)) => return self.refuse(Fault::ProcessingInstruction, at),
                Err(error) => return self.refuse_error(&error),
            }
        }
    }

    fn add(&self, fields: &mut Fields<'a>, field: Open<'a>) -> Result<(), ReadError> {
        match fields.add(field.name, field.value) {
            Ok(()) => Ok(()),
            Err(Refused::Duplicate) => self.refuse(Fault::Duplicate, field.at),
            Err(Refused::TooMany) => self.refuse(Fault::TooManyFields, field.at),
        }
    }

    /// Reads on far enough to distinguish a stray element from an attack by nesting, and rejects both.
    #[cold]
    fn nested(&mut self, first: usize) -> Result<Fields<'a>, ReadError> {
        let mut depth = 3;
        while let Ok((at, event)) = self.next() {
            match event {
                Event::Start(_) if depth == MAX_DEPTH => return self.refuse(Fault::TooDeep, at),
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 3 => break,
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        self.refuse(Fault::Nested, first)
    }

    fn nothing_more(&mut self) -> Result<(), ReadError> {
        loop {
            let (at, event) = self.next()?;
            match event {
                Event::Text(text) if is_blank(&text) => {}
                Event::Comment(_) => {}
                Event::Eof => return Ok(()),
                Event::Decl(_) => return self.refuse(Fault::ProcessingInstruction, at),
                _ => return self.refuse(Fault::AfterRoot, at),
            }
        }
    }

    /// The name of an element that has nothing else in its tag.
    fn name(&self, tag: &BytesStart<'_>, at: usize) -> Result<&'a str, ReadError> {
        let name = tag.name().into_inner();
        if !is_name(name) {
            let fault = if name.contains(':') { Fault::NamespacePrefix } else { Fault::Name };
            return self.refuse(fault, at);
        }
        if !is_blank(tag.attributes_raw()) {
            return self.refuse(Fault::Attribute, at);
        }
        // The event's name can't outlive the event; the same text in the body can.
        let begin = at + "<".len();
        Ok(self.text.get(begin..begin + name.len()).unwrap_or_default())
    }
}

/// A field whose end tag is still to come.
struct Open<'a> {
    name: &'a str,
    at: usize,
    value: Cow<'a, str>,
}

/// Appends a piece; a value in one piece stays borrowed.
fn join<'a>(value: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if value.is_empty() {
        *value = piece;
    } else {
        value.to_mut().push_str(&piece);
    }
}

/// The character of `&name;`, `&#10;` or `&#xA;`, given without its marks.
fn resolve(reference: &str) -> Result<char, Fault> {
    let Some(number) = reference.strip_prefix('#') else {
        return match reference {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "apos" => Ok('\''),
            "quot" => Ok('"'),
            name if is_name(name) => Err(Fault::UnknownEntity),
            _ => Err(Fault::Reference),
        };
    };
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    // The integer parser would accept a plus sign.
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(Fault::Reference);
    }
    let character = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).ok_or(Fault::Reference)?;
    if is_xml_character(character) { Ok(character) } else { Err(Fault::IllegalCharacter) }
}

fn fault_of_declaration(declaration: &BytesDecl<'_>) -> Option<Fault> {
    if !declaration.version().is_ok_and(|version| version == "1.0") {
        return Some(Fault::Declaration);
    }
    match declaration.encoding() {
        None => None,
        Some(Ok(encoding)) if encoding.eq_ignore_ascii_case("utf-8") || encoding.eq_ignore_ascii_case("utf8") => None,
        Some(Ok(_)) => Some(Fault::DeclaredEncoding),
        Some(Err(_)) => Some(Fault::Declaration),
    }
}

fn fault_of(error: &Xml) -> Fault {
    match error {
        Xml::Syntax(SyntaxError::InvalidBangMarkup) => Fault::Markup,
        Xml::Syntax(SyntaxError::UnclosedDoctype) => Fault::Doctype,
        Xml::Syntax(_) => Fault::Unclosed,
        Xml::IllFormed(IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_)) => Fault::EndTag,
        Xml::IllFormed(IllFormedError::MissingDoctypeName) => Fault::Doctype,
        Xml::IllFormed(IllFormedError::DoubleHyphenInComment) => Fault::Comment,
        Xml::IllFormed(IllFormedError::UnclosedReference) => Fault::Reference,
        _ => Fault::Markup,
    }
}
