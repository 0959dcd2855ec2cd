use wxmed_core::Bilingual;

/// A kind of mapping, and the keys that it may have.
#[derive(Debug)]
pub struct Shape {
    /// What it describes.
    pub name: &'static str,
    /// The keys, in their canonical order.
    pub keys: &'static [Key],
}

/// One key of a mapping.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether the mapping means nothing without it.
    pub need: Need,
    /// What it says, in Chinese.
    zh: &'static str,
    /// What it says, in English.
    en: &'static str,
    /// What stands behind it.
    pub value: KeyValue,
    /// Which characters a text behind it has.
    pub characters: Characters,
}

/// Which characters a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Characters {
    /// Names, numbers and signs, all of them ASCII.
    Ascii,
    /// What others have named or numbered, as they did: ASCII, unless it has to be something else.
    AsciiAsARule,
    /// Words for people, and values of people: any.
    Any,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Must,
    /// It may be left out.
    May,
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub enum KeyValue {
    /// A single value, whatever it is.
    Text,
    /// A whole number.
    WholeNumber,
    /// A decimal number, with or without sign.
    Amount,
    /// A type in the document's notation.
    Notation,
    /// Something that holds or does not, in the language of rules.
    Expression,
    /// One of certain words.
    Word(fn() -> Vec<&'static str>),
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
            | KeyValue::Word(_)
            | KeyValue::Texts
            | KeyValue::TextOrTexts
            | KeyValue::Pairs
            | KeyValue::Mapping(_)
            | KeyValue::List(_) => false,
        }
    }
}

/// A key that must be there, with a text.
pub(super) const fn must(name: &'static str, zh: &'static str, en: &'static str) -> Key {
    Key { name, need: Need::Must, zh, en, value: KeyValue::Text, characters: Characters::Ascii }
}

/// A key that may be left out, with a text.
pub(super) const fn may(name: &'static str, zh: &'static str, en: &'static str) -> Key {
    Key { name, need: Need::May, zh, en, value: KeyValue::Text, characters: Characters::Ascii }
}

impl Key {
    const fn with(self, value: KeyValue) -> Self {
        Self { value, ..self }
    }

    /// Words for people, or a value: any character can be in it.
    pub(super) const fn any(self) -> Self {
        Self { characters: Characters::Any, ..self }
    }

    /// A name or a number that others gave.
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

    pub(super) const fn word(self, words: fn() -> Vec<&'static str>) -> Self {
        self.with(KeyValue::Word(words))
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

    /// What it says.
    pub const fn about(&self) -> Bilingual {
        Bilingual::of(self.zh, self.en)
    }

    /// The shape of what stands behind the key, if that is a mapping or a list of them.
    pub fn shape(&self) -> Option<&'static Shape> {
        match self.value {
            KeyValue::Mapping(shape) | KeyValue::List(shape) => Some(shape),
            _ => None,
        }
    }
}

impl Shape {
    /// The key of a name.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// Every shape: those of files, and what stands below their keys, each once and in the order in which a reader meets
/// them.
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
