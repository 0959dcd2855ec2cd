use std::borrow::Cow;

use super::{Codes, RecordSchema, Ref};
use crate::{Bilingual, Format};

/// One row of a field table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSchema {
    /// The name on the wire.
    pub name: Cow<'static, str>,
    /// The document's label, and its English.
    pub label: Bilingual,
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
    pub bounds: Cow<'static, [Bound]>,
    /// How many values there are, if there can be several: all else is about each of them.
    pub list: Option<List>,
    /// The list whose length the value is.
    pub count_of: Option<u16>,
    /// The values that it may have.
    pub codes: Option<Ref<Codes>>,
    /// The default value.
    pub default: Option<Filling>,
    /// Whether the value may be shown.
    pub privacy: Privacy,
    /// Who fills it in.
    pub role: Role,
    /// Other names under which it is read.
    pub aliases: Cow<'static, [Cow<'static, str>]>,
    /// The fields of an object.
    pub object: Option<Ref<RecordSchema>>,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// A string.
    #[default]
    Text,
    /// A number.
    Number,
    /// A string that holds JSON itself.
    JsonText,
}

impl Encoding {
    /// What it is called in a spec.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Text => "string",
            Encoding::Number => "number",
            Encoding::JsonText => "json-text",
        }
    }
}

/// What `null` is in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Null {
    /// As good as no key: it is not sent.
    #[default]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The smallest amount, as exact text.
    Min(Cow<'static, str>),
    /// The largest amount, as exact text.
    Max(Cow<'static, str>),
    /// The most decimal places.
    Decimals(u32),
    /// A regular expression for the whole text.
    Pattern(Cow<'static, str>),
}

/// How many values a row has, where it has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The fewest.
    pub min: u32,
    /// The most, if there is a limit.
    pub max: Option<u32>,
    /// The place in which they differ, in the table of each.
    pub unique: Option<u16>,
}

impl List {
    /// As many as there are.
    pub const ANY: List = List { min: 0, max: None, unique: None };

    /// At least so many.
    pub const fn min(mut self, min: u32) -> Self {
        self.min = min;
        self
    }

    /// At most so many.
    pub const fn max(mut self, max: u32) -> Self {
        self.max = Some(max);
        self
    }

    /// No two alike at this place.
    pub const fn unique(mut self, place: u16) -> Self {
        self.unique = Some(place);
        self
    }

    /// Whether there may be so many.
    pub fn takes(self, items: usize) -> bool {
        let items = u32::try_from(items).unwrap_or(u32::MAX);
        self.min <= items && self.max.is_none_or(|max| items <= max)
    }
}

/// A default value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// In JSON, where an empty text is a value.
    OfAbsent(Cow<'static, str>),
    /// In a request, where an empty text is as good as none.
    OfBlank(Cow<'static, str>),
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// The caller.
    #[default]
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
            name: Cow::Borrowed(name),
            label: Bilingual::of(zh, en),
            presence: Presence::Optional,
            format: Format::Text,
            encoding: Encoding::Text,
            null: Null::Absent,
            limit: Limit::None,
            bounds: Cow::Borrowed(&[]),
            list: None,
            count_of: None,
            codes: None,
            default: None,
            privacy: Privacy::Open,
            role: Role::Value,
            aliases: Cow::Borrowed(&[]),
            object: None,
        }
    }

    /// A mandatory field.
    pub const fn required(mut self) -> Self {
        self.presence = Presence::Required;
        self
    }

    /// A key that must be there, perhaps with an empty value.
    pub const fn present(mut self) -> Self {
        self.presence = Presence::Present;
        self
    }

    /// At most so many characters; more bytes than that are worth a warning.
    pub const fn limit(mut self, max: u32) -> Self {
        self.limit = Limit::Uncertain(max);
        self
    }

    /// At most so many bytes.
    pub const fn limit_bytes(mut self, max: u32) -> Self {
        self.limit = Limit::Bytes(max);
        self
    }

    /// At most so many characters.
    pub const fn limit_characters(mut self, max: u32) -> Self {
        self.limit = Limit::Characters(max);
        self
    }

    /// Text of a certain look.
    pub const fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// Limits of amounts and texts.
    pub const fn bounds(mut self, bounds: &'static [Bound]) -> Self {
        put(&mut self.bounds, Cow::Borrowed(bounds));
        self
    }

    /// A number in JSON.
    pub const fn number(mut self) -> Self {
        self.encoding = Encoding::Number;
        self
    }

    /// `null` in JSON is kept.
    pub const fn nullable(mut self) -> Self {
        self.null = Null::Kept;
        self
    }

    /// JSON inside a string.
    pub const fn json_text(mut self) -> Self {
        self.encoding = Encoding::JsonText;
        self
    }

    /// What JSON has where the value is.
    pub const fn json_type(&self) -> &'static str {
        match (self.encoding, self.list, &self.object) {
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
    pub const fn item_type(&self) -> &'static str {
        match (&self.object, self.encoding) {
            (Some(_), _) => "object",
            (None, Encoding::Number) => "number",
            (None, Encoding::Text | Encoding::JsonText) => "string",
        }
    }

    /// Several values.
    pub const fn list(mut self, list: List) -> Self {
        self.list = Some(list);
        self
    }

    /// The length of the list at this place.
    pub const fn count_of(mut self, list: u16) -> Self {
        self.count_of = Some(list);
        self
    }

    /// A value of a code table.
    pub const fn codes(mut self, codes: &'static Codes) -> Self {
        put(&mut self.codes, Some(Ref::Static(codes)));
        self
    }

    /// This value where none is given.
    pub const fn filled_where_absent(mut self, default: &'static str) -> Self {
        put(&mut self.default, Some(Filling::OfAbsent(Cow::Borrowed(default))));
        self
    }

    /// This value where none is given, or an empty text.
    pub const fn filled_where_blank(mut self, default: &'static str) -> Self {
        put(&mut self.default, Some(Filling::OfBlank(Cow::Borrowed(default))));
        self
    }

    /// A value that is never shown.
    pub const fn redacted(mut self) -> Self {
        self.privacy = Privacy::Redacted;
        self
    }

    /// Filled in by the client with a nonce.
    pub const fn nonce(mut self) -> Self {
        self.role = Role::Nonce;
        self
    }

    /// Filled in by the client with the signature.
    pub const fn signature(mut self) -> Self {
        self.role = Role::Signature;
        self
    }

    /// Read under other names too.
    pub const fn aliases(mut self, aliases: &'static [Cow<'static, str>]) -> Self {
        put(&mut self.aliases, Cow::Borrowed(aliases));
        self
    }

    /// An object.
    pub const fn object(mut self, table: &'static RecordSchema) -> Self {
        put(&mut self.object, Some(Ref::Static(table)));
        self
    }

    /// Whether the field is read under a name: its own, or another one of it.
    pub fn reads(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }
}

/// Replaces a field of a constant that is being made. What was there owns nothing, and a constant function can drop
/// nothing.
const fn put<T>(field: &mut T, value: T) {
    std::mem::forget(std::mem::replace(field, value));
}
