use std::borrow::Cow;
use std::fmt;

/// A language of labels and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, the language of the vendor's document.
    Zh,
    /// English.
    En,
}

/// A text in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bilingual {
    /// The Chinese text. Labels are exactly those of the document.
    pub zh: Cow<'static, str>,
    /// The English text.
    pub en: Cow<'static, str>,
}

impl Bilingual {
    /// Creates a constant text.
    pub const fn of(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// Creates a text at run time.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: Cow::Owned(zh.into()), en: Cow::Owned(en.into()) }
    }

    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for Bilingual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.in_lang(if f.alternate() { Lang::Zh } else { Lang::En }))
    }
}
