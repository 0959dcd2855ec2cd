//! What the macro writes about a spec: constants that the generic code of this crate reads.

mod constraints;
pub(crate) mod field_values;
pub(crate) mod record;
pub(crate) mod variants;

pub use constraints::{Check, Comparison, Demand, Expr, Member, StatedRule, Truth, Words};

use wxmed_core::{Bilingual, Format};

/// The fields of a request, a response or a JSON object, and what holds between them.
#[derive(Debug)]
pub struct RecordSchema {
    /// What the document calls it.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// The section of the document.
    pub section: &'static str,
    /// Where it is known from if not from the document, in Chinese and in English; empty if it is the document.
    pub source: [&'static str; 2],
    /// The rows, in the document's order.
    pub rows: &'static [FieldSchema],
    /// What holds between them.
    pub checks: &'static [Check],
}

impl RecordSchema {
    /// What the document calls it, in both languages.
    pub const fn title(&self) -> Bilingual {
        Bilingual::of(self.zh, self.en)
    }

    /// What the violations of its rows cite beside the section.
    pub(crate) const fn source(&self) -> Bilingual {
        let [zh, en] = self.source;
        Bilingual::of(zh, en)
    }

    /// The place of the row that the client fills in with a nonce.
    pub(crate) fn nonce_row(&self) -> Option<u16> {
        (0..).zip(self.rows).find(|(_, row)| row.role == Role::Nonce).map(|(place, _)| place)
    }
}

/// What a content states of the request that carries it.
#[derive(Clone, Copy, Debug)]
pub struct Bindings {
    /// The only key of the content's outermost object, where there is such a wrapper.
    pub wrapped_in: Option<&'static str>,
    /// Two rows that are objects, the content and what it knows of the request, and the rules over both.
    pub table: &'static RecordSchema,
}

/// A table is made once.
impl PartialEq for Bindings {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.table, other.table)
    }
}

impl Eq for Bindings {}

/// One row of a field table.
#[derive(Debug)]
pub struct FieldSchema {
    /// The name on the wire.
    pub name: &'static str,
    /// The document's label.
    pub zh: &'static str,
    /// The label in English.
    pub en: &'static str,
    /// Whether the field must be there.
    pub presence: Presence,
    /// How the text must look.
    pub format: Format,
    /// What carries it in JSON.
    pub encoding: Encoding,
    /// What `null` is in JSON.
    pub null: Null,
    /// The limit of its length.
    pub limit: Limit,
    /// What it demands of a value beside that.
    pub bounds: &'static [Bound],
    /// How many values there are, if there can be several: all else is about each of them.
    pub list: Option<List>,
    /// The list whose length the value is.
    pub count_of: Option<u16>,
    /// The values that it may have.
    pub codes: Option<&'static Codes>,
    /// What stands where nothing is given.
    pub default: Option<Filling>,
    /// Whether the value may be shown.
    pub privacy: Privacy,
    /// Who fills it in.
    pub role: Role,
    /// Other names under which it is read.
    pub aliases: &'static [&'static str],
    /// The fields of an object.
    pub object: Option<&'static RecordSchema>,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// With a value.
    Required,
    /// Not at all, or as a check of the table says.
    Optional,
    /// The key must be there; its value may be empty.
    Present,
}

/// What carries a value in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A string that holds JSON itself.
    JsonText,
}

/// What `null` is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Null {
    /// As good as no key: it is not sent.
    Absent,
    /// No value either, but kept, and sent as it came.
    Kept,
}

/// The limit of a text's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// None.
    None,
    /// In bytes of UTF-8.
    Bytes(u32),
    /// In characters.
    Characters(u32),
    /// The document does not say in what: more characters are an error, more bytes a warning.
    Uncertain(u32),
}

/// What a row demands of a value beside its format and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The smallest amount, as exact text.
    Min(&'static str),
    /// The largest amount, as exact text.
    Max(&'static str),
    /// The most decimal places.
    Decimals(u32),
    /// A regular expression for the whole text.
    Pattern(&'static str),
}

/// How many values a row has, where it has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The fewest.
    pub min: u32,
    /// The most.
    pub max: u32,
    /// The place in which they differ, in the table of each.
    pub unique: Option<u16>,
}

impl List {
    /// As many as there are.
    pub const ANY: List = List { min: 0, max: u32::MAX, unique: None };

    /// At least so many.
    pub const fn min(self, min: u32) -> Self {
        Self { min, ..self }
    }

    /// At most so many.
    pub const fn max(self, max: u32) -> Self {
        Self { max, ..self }
    }

    /// No two alike at this place.
    pub const fn unique(self, place: u16) -> Self {
        Self { unique: Some(place), ..self }
    }

    /// Whether there may be so many.
    pub(crate) fn takes(self, items: usize) -> bool {
        let items = u32::try_from(items).unwrap_or(u32::MAX);
        self.min <= items && items <= self.max
    }
}

/// A value that stands where none is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// In JSON, where an empty text is a value.
    OfAbsent(&'static str),
    /// In a request, where an empty text is as good as none.
    OfBlank(&'static str),
}

/// Whether a value may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// It may.
    Open,
    /// It is somebody's secret or somebody's data.
    Redacted,
}

/// Who fills a field in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The caller.
    Value,
    /// The client, with a nonce.
    Nonce,
    /// The client, with the signature.
    Signature,
}

impl FieldSchema {
    /// A text without limit that may be left out.
    pub const fn text(name: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self {
            name,
            zh,
            en,
            presence: Presence::Optional,
            format: Format::Text,
            encoding: Encoding::Text,
            null: Null::Absent,
            limit: Limit::None,
            bounds: &[],
            list: None,
            count_of: None,
            codes: None,
            default: None,
            privacy: Privacy::Open,
            role: Role::Value,
            aliases: &[],
            object: None,
        }
    }

    /// A mandatory field.
    pub const fn required(self) -> Self {
        Self { presence: Presence::Required, ..self }
    }

    /// A key that must be there, perhaps with an empty value.
    pub const fn present(self) -> Self {
        Self { presence: Presence::Present, ..self }
    }

    /// At most so many characters; more bytes than that are worth a warning.
    pub const fn limit(self, max: u32) -> Self {
        Self { limit: Limit::Uncertain(max), ..self }
    }

    /// At most so many bytes.
    pub const fn limit_bytes(self, max: u32) -> Self {
        Self { limit: Limit::Bytes(max), ..self }
    }

    /// At most so many characters.
    pub const fn limit_characters(self, max: u32) -> Self {
        Self { limit: Limit::Characters(max), ..self }
    }

    /// Text of a certain look.
    pub const fn format(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// Limits of amounts and texts.
    pub const fn bounds(self, bounds: &'static [Bound]) -> Self {
        Self { bounds, ..self }
    }

    /// A number in JSON.
    pub const fn number(self) -> Self {
        Self { encoding: Encoding::Number, ..self }
    }

    /// `null` in JSON is kept.
    pub const fn nullable(self) -> Self {
        Self { null: Null::Kept, ..self }
    }

    /// JSON inside a string.
    pub const fn json_text(self) -> Self {
        Self { encoding: Encoding::JsonText, ..self }
    }

    /// What JSON has where the value is.
    pub(crate) const fn json_type(&self) -> &'static str {
        match (self.encoding, self.list, self.object) {
            (Encoding::JsonText, Some(_), _) => "string that holds an array",
            (Encoding::JsonText, None, _) => "string that holds an object",
            (Encoding::Text | Encoding::Number, Some(_), _) => "array",
            (Encoding::Text | Encoding::Number, None, object) => match object {
                Some(_) => "object",
                None => self.item_type(),
            },
        }
    }

    /// What JSON has where the value is, or an item of the list.
    pub(crate) const fn item_type(&self) -> &'static str {
        match (self.object, self.encoding) {
            (Some(_), _) => "object",
            (None, Encoding::Number) => "number",
            (None, Encoding::Text | Encoding::JsonText) => "string",
        }
    }

    /// Several values.
    pub const fn list(self, list: List) -> Self {
        Self { list: Some(list), ..self }
    }

    /// The length of the list at this place.
    pub const fn count_of(self, list: u16) -> Self {
        Self { count_of: Some(list), ..self }
    }

    /// A value of a code table.
    pub const fn codes(self, codes: &'static Codes) -> Self {
        Self { codes: Some(codes), ..self }
    }

    /// This value where none is given.
    pub const fn filled_where_absent(self, default: &'static str) -> Self {
        Self { default: Some(Filling::OfAbsent(default)), ..self }
    }

    /// This value where none is given, or an empty text.
    pub const fn filled_where_blank(self, default: &'static str) -> Self {
        Self { default: Some(Filling::OfBlank(default)), ..self }
    }

    /// A value that is never shown.
    pub const fn redacted(self) -> Self {
        Self { privacy: Privacy::Redacted, ..self }
    }

    /// Filled in by the client with a nonce.
    pub const fn nonce(self) -> Self {
        Self { role: Role::Nonce, ..self }
    }

    /// Filled in by the client with the signature.
    pub const fn signature(self) -> Self {
        Self { role: Role::Signature, ..self }
    }

    /// Read under other names too.
    pub const fn aliases(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// An object.
    pub const fn object(self, table: &'static RecordSchema) -> Self {
        Self { object: Some(table), ..self }
    }

    /// Whether the field is read under a name: its own, or another one of it.
    pub(crate) fn reads(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// The label in both languages.
    pub const fn label(&self) -> Bilingual {
        Bilingual::of(self.zh, self.en)
    }
}

/// A code table.
#[derive(Debug)]
pub struct Codes {
    /// Whether it lists every value.
    pub openness: Exhaustiveness,
    /// The values.
    pub rows: &'static [CodeRow],
}

/// Whether a code table lists every value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhaustiveness {
    /// It does.
    Closed,
    /// It does not.
    Open,
}

/// One value of a code table.
#[derive(Debug)]
pub struct CodeRow {
    /// The text on the wire.
    pub code: &'static str,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
}
