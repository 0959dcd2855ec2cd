use std::borrow::Cow;
use std::fmt;

/// A language that labels and messages for people exist in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, the language of the vendor's document.
    Zh,
    /// English.
    En,
}

/// The same words in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bilingual {
    /// The Chinese words: where the document has a label, exactly the document's.
    pub zh: Cow<'static, str>,
    /// The English words.
    pub en: Cow<'static, str>,
}

impl Bilingual {
    /// Words known when the program is compiled.
    pub const fn of(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// Words made at run time.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: Cow::Owned(zh.into()), en: Cow::Owned(en.into()) }
    }

    /// The words in one language.
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
