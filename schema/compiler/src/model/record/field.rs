use super::super::{
    AnswerValue, Arc, Bilingual, Encoding, Format, IdPart, Limits, List, Null, Provenance, Role, Severity, Span,
    Versions,
};
use super::{CodeTable, Record};

/// One row of a field table.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// Another name for the API, where the wire name cannot be one.
    pub api: Option<String>,
    /// What the API calls the type of an object, where it is not the field's own name.
    pub spelling: Option<String>,
    /// The document's label, and its English.
    pub label: Bilingual,
    /// The section of the document.
    pub section: String,
    /// What the document adds, in our words.
    pub note: Option<Bilingual>,
    /// The type, as the document writes it: `String32`, `String(14)`, `Uint8`.
    pub notation: String,
    /// The type.
    pub ty: WireType,
    /// The cell 是否必填 of the document.
    pub required: Required,
    /// Whether the field must be there, once all that the prose says is taken into account.
    pub presence: StatedPresence,
    /// The values of other fields on which the field's section depends.
    pub when: Vec<Condition>,
    /// How the text must look.
    pub format: Format,
    /// What carries the value in a content.
    pub wire: Encoding,
    /// What JSON `null` is, where a content has it.
    pub null: Null,
    /// What it demands of a value beside that.
    pub limits: Limits,
    /// How many values there are, if there can be several: all else is about each of them.
    pub list: Option<List>,
    /// The rows of the items, by their places, in which the items differ, taken together; empty if they need not.
    pub unique: Vec<usize>,
    /// The place of the list whose length the value is.
    pub count_of: Option<usize>,
    /// The parts of an identifier, one after the other; empty for other rows.
    pub composed: Vec<IdPart>,
    /// The values that it may have.
    pub codes: Option<Arc<CodeTable>>,
    /// The value where none is given.
    pub default: Option<String>,
    /// Whether the value is somebody's secret or somebody's data, and is never shown.
    pub sensitive: bool,
    /// What the length counts.
    pub length: LengthUnit,
    /// Who fills the field in.
    pub role: Role,
    /// The versions of the document that have it.
    pub versions: Versions,
    /// Where it is known from, if that is stated for it alone.
    pub provenance: Option<Provenance>,
    /// What a value that the row doesn't allow is: a warning if the row is known with low confidence only.
    pub severity: Severity,
    /// Other names under which the field is read.
    pub aliases: Vec<Alias>,
    /// Where the value comes from, in a row of an answer.
    pub answer: AnswerValue,
    /// The fields of an object.
    pub object: Option<Box<Record>>,
    /// Where the row is.
    pub span: Span,
    /// Where its name in the API is written: at `api:`, if there is one.
    pub api_span: Span,
    /// Where the name of its type is written: at `spelling:`, if there is one.
    pub spelling_span: Span,
}

impl Field {
    /// Whether it has a single value that rules compare as a text.
    pub(crate) fn is_text(&self) -> bool {
        !self.format.is_amount() && self.list.is_none() && self.ty != WireType::Object
    }

    /// The names of the rows of the items in which the items of a list differ.
    pub fn unique_names(&self) -> Vec<&str> {
        let rows = self.unique.iter().filter_map(|place| self.object.as_ref()?.fields.get(*place));
        rows.map(|row| row.name.as_str()).collect()
    }

    /// Whether the field is read under a name: its own, or another one of it.
    pub fn reads(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias.name == name)
    }

    /// Takes the default away: the field is as mandatory again as its cell says.
    pub(crate) fn drop_default(&mut self) {
        if self.default.take().is_some() && self.presence == StatedPresence::Required && self.required != Required::Yes
        {
            self.presence = StatedPresence::Optional;
        }
    }

    /// The most characters, or bytes, that the document allows.
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

/// What a value is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WireType {
    /// Text, perhaps of limited length.
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

/// The cell 是否必填, as the document has it.
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
    /// Nothing.
    Blank,
    /// A key that must be there, perhaps with an empty value: what `Y` means inside a content.
    Present,
}

/// Whether a field must be there, as the spec states it: by the row, or by a choice that the row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatedPresence {
    /// With a value.
    Required,
    /// Not at all.
    Optional,
    /// As the choice that it belongs to says.
    Chosen,
    /// The key must be there; its value may be empty.
    Present,
}

/// A field that must have a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The wire name of the field.
    pub field: String,
    /// The value.
    pub value: String,
}

/// What a limit of length counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LengthUnit {
    /// Bytes of UTF-8.
    Bytes,
    /// Characters.
    Characters,
    /// The document does not say: more characters are an error, more bytes only a warning.
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
