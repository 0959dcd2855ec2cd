use std::borrow::Cow;

use super::{Codes, Privacy, RecordSchema, Ref};
use crate::{Bilingual, Format, Severity};

/// One row of a field table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSchema {
    /// The field's name in the interface.
    pub name: Cow<'static, str>,
    /// The document's label, and its English translation.
    pub label: Bilingual,
    /// Whether the field is mandatory.
    pub presence: Presence,
    /// The format of the text.
    pub format: Format,
    /// How it is encoded in JSON.
    pub encoding: Encoding,
    /// How `null` is treated in JSON.
    pub null: Null,
    /// The limit of its length.
    pub limit: Limit,
    /// Further limits of the value.
    pub bounds: Cow<'static, [Bound]>,
    /// The number of items if it is a list. All other settings then apply to each item.
    pub list: Option<List>,
    /// The list whose length this field contains.
    pub count_of: Option<u16>,
    /// The allowed values.
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
    /// The maximum severity of the row's violations: a warning if the row is uncertain.
    pub severity: Severity,
}

/// Whether a field is mandatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must have a value.
    Required,
    /// It is optional, unless a constraint of the table requires it.
    Optional,
    /// The key must be there; its value may be empty.
    Present,
}

/// How a value is encoded in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// A string.
    #[default]
    Text,
    /// A number.
    Number,
    /// A string that holds JSON itself.
    JsonText,
    /// `true` or `false`.
    Boolean,
}

impl Encoding {
    /// The keyword in specs.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Text => "string",
            Encoding::Number => "number",
            Encoding::JsonText => "json-text",
            Encoding::Boolean => "boolean",
        }
    }
}

/// How `null` is treated in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Null {
    /// Counts as absent: it is not sent.
    #[default]
    Absent,
    /// Counts as no value, but is kept and sent unchanged.
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
    /// The document doesn't define the unit: too many characters are an error, too many bytes a warning.
    Uncertain(u32),
}

/// Limits of a value in addition to its format and its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The minimum amount, as exact text.
    Min(Cow<'static, str>),
    /// The maximum amount, as exact text.
    Max(Cow<'static, str>),
    /// The maximum number of decimal places.
    Decimals(u32),
    /// The exact number of decimal places. Amounts with fewer are padded with zeros.
    Scale(u32),
    /// The exact number of decimal places of a received amount, which isn't padded: its sender should have done that.
    ExactScale(u32),
    /// The only value.
    Constant(Cow<'static, str>),
    /// A regular expression for the whole text.
    Pattern(Cow<'static, str>),
}

/// The length of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The minimum.
    pub min: u32,
    /// The maximum, if there is one.
    pub max: Option<u32>,
    /// What the items are.
    pub items: Items,
}

/// What the items of a list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Items {
    /// Values of the row's type.
    #[default]
    Values,
    /// Lists of values of the row's type, each of any length.
    Lists,
}

impl List {
    /// Any length.
    pub const ANY: List = List { min: 0, max: None, items: Items::Values };

    /// Sets the minimum.
    pub const fn min(mut self, min: u32) -> Self {
        self.min = min;
        self
    }

    /// Sets the maximum.
    pub const fn max(mut self, max: u32) -> Self {
        self.max = Some(max);
        self
    }

    /// Items that are lists themselves.
    pub const fn of_lists(mut self) -> Self {
        self.items = Items::Lists;
        self
    }

    /// Whether a list may have this many items.
    pub fn takes(self, items: usize) -> bool {
        let items = u32::try_from(items).unwrap_or(u32::MAX);
        self.min <= items && self.max.is_none_or(|max| items <= max)
    }
}

/// A default value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// For JSON, where an empty text is a value.
    OfAbsent(Cow<'static, str>),
    /// For a request, where an empty text counts as absent.
    OfBlank(Cow<'static, str>),
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
    /// An optional text without a limit.
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
            severity: Severity::Error,
        }
    }

    /// A mandatory field.
    pub const fn required(mut self) -> Self {
        self.presence = Presence::Required;
        self
    }

    /// A mandatory key whose value may be empty.
    pub const fn present(mut self) -> Self {
        self.presence = Presence::Present;
        self
    }

    /// At most so many characters; more bytes than that cause a warning.
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

    /// Sets the format.
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

    /// `true` or `false` in JSON.
    pub const fn boolean(mut self) -> Self {
        self.encoding = Encoding::Boolean;
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

    /// The JSON type of the value.
    pub const fn json_type(&self) -> &'static str {
        match (self.encoding, self.list, &self.object) {
            (Encoding::JsonText, Some(_), _) => "string that holds an array",
            (Encoding::JsonText, None, _) => "string that holds an object",
            (Encoding::Text | Encoding::Number | Encoding::Boolean, Some(_), _) => "array",
            (Encoding::Text | Encoding::Number | Encoding::Boolean, None, object) => match object {
                Some(_) => "object",
                None => self.item_type(),
            },
        }
    }

    /// The JSON type of the value, or of the list's items.
    pub const fn item_type(&self) -> &'static str {
        match (&self.object, self.encoding) {
            _ if matches!(self.list, Some(List { items: Items::Lists, .. })) => "array",
            (Some(_), _) => "object",
            (None, Encoding::Number) => "number",
            (None, Encoding::Boolean) => "boolean",
            (None, Encoding::Text | Encoding::JsonText) => "string",
        }
    }

    /// Several values.
    pub const fn list(mut self, list: List) -> Self {
        self.list = Some(list);
        self
    }

    /// The length of the list in this row.
    pub const fn count_of(mut self, list: u16) -> Self {
        self.count_of = Some(list);
        self
    }

    /// A value of a code table.
    pub const fn codes(mut self, codes: &'static Codes) -> Self {
        put(&mut self.codes, Some(Ref::Static(codes)));
        self
    }

    /// Sets the default for an absent value.
    pub const fn filled_where_absent(mut self, default: &'static str) -> Self {
        put(&mut self.default, Some(Filling::OfAbsent(Cow::Borrowed(default))));
        self
    }

    /// Sets the default for an absent or empty value.
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

    /// An uncertain row: a value that it doesn't allow causes a warning.
    pub const fn warns(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Whether a record without a value can be neither sent nor read: the row is required and certain.
    pub fn is_mandatory(&self) -> bool {
        self.presence == Presence::Required && self.severity == Severity::Error
    }

    /// Whether this is the field's name or an alias.
    pub fn reads(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }
}

/// Replaces a field of a constant under construction. The old value owns nothing and is forgotten, because a const fn
/// can't drop it.
const fn put<T>(field: &mut T, value: T) {
    std::mem::forget(std::mem::replace(field, value));
}
