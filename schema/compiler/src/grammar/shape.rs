use wxmed_core::Bilingual;

/// A kind of mapping, and the keys that it may have.
#[derive(Debug)]
pub struct Shape {
    /// The name of what it describes.
    pub name: &'static str,
    /// The keys, in their canonical order.
    pub keys: &'static [Key],
}

/// One key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether it is mandatory.
    pub need: Need,
    /// The description, in Chinese.
    zh: &'static str,
    /// The description, in English.
    en: &'static str,
    /// The type of its value.
    pub value: KeyValue,
    /// The characters that its text may contain.
    pub characters: Characters,
}

/// The characters that a text may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// ASCII only: names, numbers and signs.
    Ascii,
    /// Names and numbers chosen by third parties: usually ASCII.
    AsciiAsARule,
    /// Any characters: texts for people, and values.
    Any,
}

/// Whether a key is mandatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It is mandatory.
    Must,
    /// It is optional.
    May,
}

/// The type of a key's value.
#[derive(Clone, Copy, Debug)]
pub enum KeyValue {
    /// Any single value.
    Text,
    /// A whole number.
    WholeNumber,
    /// A decimal number, with or without sign.
    Amount,
    /// A type in the document's notation.
    Notation,
    /// A boolean expression in the language of rules.
    Expression,
    /// One of several keywords.
    Keyword(fn() -> Vec<&'static str>),
    /// A list of single values.
    Texts,
    /// A single value, or a list of them.
    TextOrTexts,
    /// A mapping from names to single values.
    Pairs,
    /// A mapping.
    Mapping(&'static Shape),
    /// A list of mappings.
    List(&'static Shape),
}

impl KeyValue {
    /// Whether it is a number.
    pub fn is_number(self) -> bool {
        match self {
            KeyValue::WholeNumber | KeyValue::Amount => true,
            KeyValue::Text
            | KeyValue::Notation
            | KeyValue::Expression
            | KeyValue::Keyword(_)
            | KeyValue::Texts
            | KeyValue::TextOrTexts
            | KeyValue::Pairs
            | KeyValue::Mapping(_)
            | KeyValue::List(_) => false,
        }
    }
}

/// A mandatory key with a text.
pub(super) const fn must(name: &'static str, zh: &'static str, en: &'static str) -> Key {
    Key { name, need: Need::Must, zh, en, value: KeyValue::Text, characters: Characters::Ascii }
}

/// An optional key with a text.
pub(super) const fn may(name: &'static str, zh: &'static str, en: &'static str) -> Key {
    Key { name, need: Need::May, zh, en, value: KeyValue::Text, characters: Characters::Ascii }
}

impl Key {
    const fn with(self, value: KeyValue) -> Self {
        Self { value, ..self }
    }

    /// Allows any characters, for texts for people and for values.
    pub(super) const fn any(self) -> Self {
        Self { characters: Characters::Any, ..self }
    }

    /// Marks a name or a number that a third party chose.
    pub(super) const fn written_by_others(self) -> Self {
        Self { characters: Characters::AsciiAsARule, ..self }
    }

    pub(super) const fn whole_number(self) -> Self {
        self.with(KeyValue::WholeNumber)
    }

    pub(super) const fn amount(self) -> Self {
        self.with(KeyValue::Amount)
    }

    pub(super) const fn notation(self) -> Self {
        self.with(KeyValue::Notation)
    }

    pub(super) const fn expression(self) -> Self {
        self.with(KeyValue::Expression)
    }

    pub(super) const fn keyword(self, keywords: fn() -> Vec<&'static str>) -> Self {
        self.with(KeyValue::Keyword(keywords))
    }

    pub(super) const fn texts(self) -> Self {
        self.with(KeyValue::Texts)
    }

    pub(super) const fn text_or_texts(self) -> Self {
        self.with(KeyValue::TextOrTexts)
    }

    pub(super) const fn pairs(self) -> Self {
        self.with(KeyValue::Pairs)
    }

    pub(super) const fn mapping(self, shape: &'static Shape) -> Self {
        self.with(KeyValue::Mapping(shape))
    }

    pub(super) const fn list(self, shape: &'static Shape) -> Self {
        self.with(KeyValue::List(shape))
    }

    /// The description.
    pub const fn about(&self) -> Bilingual {
        Bilingual::of(self.zh, self.en)
    }

    /// The shape of the key's value, if it is a mapping or a list of mappings.
    pub fn shape(&self) -> Option<&'static Shape> {
        match self.value {
            KeyValue::Mapping(shape) | KeyValue::List(shape) => Some(shape),
            _ => None,
        }
    }
}

impl Shape {
    /// The key with this name.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// All shapes: those of files and those below their keys, each once, in the order of first occurrence.
pub fn shapes() -> Vec<&'static Shape> {
    let mut found = Vec::new();
    for shape in super::FILES {
        walk(shape, &mut found);
    }
    found
}

fn walk(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
    if found.iter().any(|known| std::ptr::eq(*known, shape)) {
        return;
    }
    found.push(shape);
    for below in shape.keys.iter().filter_map(Key::shape) {
        walk(below, found);
    }
}
