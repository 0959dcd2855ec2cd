use std::borrow::Cow;
use std::fmt;

use wxmed_core::Lang;

use crate::record::Value;
use wxmed_core::schema::FieldValue;
use wxmed_core::schema::{CodeRow, Codes};

/// A value of a code table. Generated enums implement it.
pub trait Code: Copy + 'static {
    /// The table.
    const CODES: &'static Codes;

    /// The values, in the order of the table.
    const ALL: &'static [Self];

    /// The index in the table.
    fn index(self) -> usize;

    /// The text as it is sent.
    fn code(self) -> &'static str {
        row(self).map_or("", |row| &*row.code)
    }

    /// The meaning of the value in Chinese, as in the document.
    fn label(self) -> &'static str {
        self.label_in(Lang::Zh)
    }

    /// The meaning of the value in a language.
    fn label_in(self, lang: Lang) -> &'static str {
        row(self).map_or("", |row| row.label.in_lang(lang))
    }

    /// The value for a text of the interface.
    fn from_code(code: &str) -> Option<Self> {
        let index = Self::CODES.rows.iter().position(|row| row.code == code)?;
        Self::ALL.get(index).copied()
    }
}

fn row<C: Code>(code: C) -> Option<&'static CodeRow> {
    C::CODES.rows.get(code.index())
}

impl<C: Code> Value for C {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Borrowed(self.code()))
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().and_then(C::from_code)
    }
}

/// A value of a code table that may be incomplete. The text is kept exactly, whether the table has it or not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OpenEnum<C> {
    text: Cow<'static, str>,
    known: Option<C>,
}

impl<C: Code> OpenEnum<C> {
    /// The value for a text, known or not.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { known: C::from_code(&text), text: Cow::Owned(text) }
    }

    /// The value, if the table has it.
    pub fn known(&self) -> Option<C> {
        self.known
    }

    /// The text as it is sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The meaning of the value in Chinese, or the text itself if the table doesn't have it.
    pub fn label(&self) -> &str {
        self.label_in(Lang::Zh)
    }

    /// The meaning of the value in a language, or the text itself if the table doesn't have it.
    pub fn label_in(&self, lang: Lang) -> &str {
        self.known.map_or(&self.text, |known| known.label_in(lang))
    }
}

impl<C: Code> From<C> for OpenEnum<C> {
    fn from(known: C) -> Self {
        Self { text: Cow::Borrowed(known.code()), known: Some(known) }
    }
}

/// The text as it is sent.
impl<C: Code> fmt::Display for OpenEnum<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<C: Code> fmt::Debug for OpenEnum<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text)
    }
}

impl<C: Code> Value for OpenEnum<C> {
    fn to_cell(&self) -> FieldValue<'_> {
        FieldValue::Text(Cow::Borrowed(&self.text))
    }

    fn from_cell(cell: &FieldValue<'_>) -> Option<Self> {
        cell.text().map(Self::new)
    }
}
