use super::super::{
    Arc, Bilingual, Encoding, Format, IdPart, Limits, List, Null, Provenance, Role, Severity, Span, ValueSource,
    Versions,
};
use super::{CodeTable, Record};

/// One row of a field table.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// Another name for the API, if the wire name isn't valid there.
    pub api: Option<String>,
    /// The name of an object's type in the API, if it differs from the field's name.
    pub spelling: Option<String>,
    /// The document's label, and its English.
    pub label: Bilingual,
    /// The section of the document.
    pub section: String,
    /// A note from the document, paraphrased.
    pub note: Option<Bilingual>,
    /// The type, as the document writes it: `String32`, `String(14)`, `Uint8`.
    pub notation: String,
    /// The type.
    pub ty: WireType,
    /// The cell 是否必填 of the document.
    pub required: Required,
    /// Whether the field is mandatory, taking the document's prose into account.
    pub presence: StatedPresence,
    /// The values of other fields on which the field's section depends.
    pub when: Vec<Condition>,
    /// The format of the text.
    pub format: Format,
    /// How a content encodes the value in JSON.
    pub encoding: Encoding,
    /// How a content treats JSON `null`.
    pub null: Null,
    /// Further limits of the value.
    pub limits: Limits,
    /// The number of items if it is a list. All other settings then apply to each item.
    pub list: Option<List>,
    /// The indices of the items' rows in which the items must differ, taken together; empty if they needn't differ.
    pub unique: Vec<usize>,
    /// The index of the list whose length the value is.
    pub count_of: Option<usize>,
    /// The parts of an identifier, in order; empty for other rows.
    pub composed: Vec<IdPart>,
    /// The code table of the allowed values.
    pub codes: Option<Arc<CodeTable>>,
    /// The default value.
    pub default: Option<String>,
    /// Whether the value is a secret or personal data, and is never shown.
    pub sensitive: bool,
    /// The unit of the length.
    pub length: LengthUnit,
    /// Who fills the field in.
    pub role: Role,
    /// The versions of the document that have it.
    pub versions: Versions,
    /// Its own source, if the spec states one.
    pub provenance: Option<Provenance>,
    /// The severity of a violation: a warning if the row has low confidence.
    pub severity: Severity,
    /// Other names under which the field is read.
    pub aliases: Vec<Alias>,
    /// The source of the value, in a row of a response.
    pub value_source: ValueSource,
    /// The fields of an object.
    pub object: Option<Box<Record>>,
    /// The span of the row.
    pub span: Span,
    /// The span of its API name: of `api:`, if there is one.
    pub api_span: Span,
    /// The span of its type's name: of `spelling:`, if there is one.
    pub spelling_span: Span,
}

impl Field {
    /// Whether it has a single value that rules compare as a text.
    pub(crate) fn is_text(&self) -> bool {
        !self.format.is_amount() && self.list.is_none() && self.ty != WireType::Object
    }

    /// The names of the rows in which the items of a list must differ.
    pub fn unique_names(&self) -> Vec<&str> {
        let rows = self.unique.iter().filter_map(|index| self.object.as_ref()?.fields.get(*index));
        rows.map(|row| row.name.as_str()).collect()
    }

    /// Whether this is the field's name or an alias.
    pub fn reads(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias.name == name)
    }

    /// Removes the default, so that the field is as mandatory as its 是否必填 cell states.
    pub(crate) fn drop_default(&mut self) {
        if self.default.take().is_some() && self.presence == StatedPresence::Required && self.required != Required::Yes
        {
            self.presence = StatedPresence::Optional;
        }
    }

    /// The maximum number of characters, or bytes, according to the document.
    pub fn max_len(&self) -> Option<u32> {
        match self.ty {
            WireType::Text { max } => max,
            WireType::Uint8
            | WireType::Uint32
            | WireType::Uint64
            | WireType::Int
            | WireType::Bool
            | WireType::Object => None,
        }
    }
}

/// The type of a value on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WireType {
    /// Text, optionally of limited length.
    Text {
        /// The limit.
        max: Option<u32>,
    },
    /// A whole number of 8 bits.
    Uint8,
    /// A whole number of 32 bits.
    Uint32,
    /// A whole number of 64 bits.
    Uint64,
    /// A whole number of 32 bits with sign.
    Int,
    /// `true` or `false`.
    Bool,
    /// A JSON object.
    Object,
}

impl WireType {
    /// The name in the export.
    pub fn name(self) -> &'static str {
        match self {
            WireType::Text { .. } => "string",
            WireType::Uint8 => "uint8",
            WireType::Uint32 => "uint32",
            WireType::Uint64 => "uint64",
            WireType::Int => "int",
            WireType::Bool => "boolean",
            WireType::Object => "object",
        }
    }

    /// Whether it is a number without sign.
    pub(crate) const fn is_unsigned(self) -> bool {
        match self {
            WireType::Uint8 | WireType::Uint32 | WireType::Uint64 => true,
            WireType::Int | WireType::Text { .. } | WireType::Bool | WireType::Object => false,
        }
    }

    /// Whether it is a number.
    pub const fn is_number(self) -> bool {
        match self {
            WireType::Uint8 | WireType::Uint32 | WireType::Uint64 | WireType::Int => true,
            WireType::Text { .. } | WireType::Bool | WireType::Object => false,
        }
    }
}

/// The cell 是否必填 (mandatory) of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Required {
    /// `Y`.
    Yes,
    /// `N`.
    No,
    /// The upper half of 二选一 (one of two).
    OneOfTwoAbove,
    /// The lower half of 二选一 (one of two).
    OneOfTwoBelow,
    /// An empty cell.
    Blank,
    /// A mandatory key whose value may be empty, which is the meaning of `Y` inside a content.
    Present,
}

/// Whether a field is mandatory, according to the row or to a choice that the row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatedPresence {
    /// It must have a value.
    Required,
    /// It is optional.
    Optional,
    /// Its choice decides.
    Chosen,
    /// The key must be there; its value may be empty.
    Present,
}

/// A condition that a field has a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The wire name of the field.
    pub field: String,
    /// The value.
    pub value: String,
}

/// The unit of a length limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LengthUnit {
    /// Bytes of UTF-8.
    Bytes,
    /// Characters.
    Characters,
    /// The document doesn't define it: more characters are an error, more bytes only a warning.
    #[default]
    Uncertain,
}

/// Another name of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// The section of the document that has it.
    pub section: String,
}
