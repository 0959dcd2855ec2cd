//! The end of the string to sign, with its key.

use wxmed::{Bilingual, Secret};

use super::key_change::KeyChange;
use super::mistake::Mistake;

/// The key that was used, and its letter case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyForm {
    Own,
    AppSecret,
    UpperCase,
    LowerCase,
    AppSecretUpperCase,
    AppSecretLowerCase,
    Changed(KeyChange),
}

impl KeyForm {
    /// The forms that are combined with all endings. Changed keys are only tried with the right one.
    const ALL: [Self; 6] = [
        Self::Own,
        Self::AppSecret,
        Self::UpperCase,
        Self::LowerCase,
        Self::AppSecretUpperCase,
        Self::AppSecretLowerCase,
    ];

    fn mistakes(self) -> Vec<Mistake> {
        match self {
            Self::Own => Vec::new(),
            Self::AppSecret => vec![Mistake::AppSecretAsKey],
            Self::UpperCase | Self::LowerCase => vec![Mistake::KeyCase],
            Self::AppSecretUpperCase | Self::AppSecretLowerCase => vec![Mistake::AppSecretAsKey, Mistake::KeyCase],
            Self::Changed(change) => vec![change.mistake()],
        }
    }
}

/// The end of the string to sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// This text, followed by the key.
    WithKey(&'static str),
    /// This text alone.
    Without(&'static str),
}

const RIGHT: &str = "&key=";

/// A key and the end of the string to sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) key: KeyForm,
    pub(super) tail: Tail,
}

impl Ending {
    pub(super) const RIGHT: Self = Self { key: KeyForm::Own, tail: Tail::WithKey(RIGHT) };

    /// All endings, the most frequent first.
    pub(super) fn all() -> Vec<Self> {
        let with = [RIGHT, "", "key=", "&", "&KEY=", "&Key="].map(Tail::WithKey);
        let without = ["", RIGHT, "&key=null", "&key=None", "&key=undefined"].map(Tail::Without);
        let with = with.into_iter().flat_map(|tail| KeyForm::ALL.map(|key| Self { key, tail }));
        with.chain(without.map(|tail| Self { key: KeyForm::Own, tail })).collect()
    }

    /// The right ending with this key.
    pub(super) fn with_key(key: KeyForm) -> Self {
        Self { key, ..Self::RIGHT }
    }

    /// Whether the account's own API key was used.
    pub(super) fn has_right_key(self) -> bool {
        match self.tail {
            Tail::WithKey(_) => self.key == KeyForm::Own,
            Tail::Without(_) => false,
        }
    }

    /// Whether the text before the key is the right one. The key itself may be wrong.
    pub(super) fn has_right_tail(self) -> bool {
        self.tail == Tail::WithKey(RIGHT)
    }

    /// The mistakes that lead to this ending.
    pub(super) fn mistakes(self) -> Vec<Mistake> {
        let of_tail = match self.tail {
            Tail::WithKey(RIGHT) => None,
            Tail::WithKey(name) if name.eq_ignore_ascii_case(RIGHT) => Some(Mistake::KeyCase),
            Tail::WithKey(_) | Tail::Without(_) => Some(Mistake::KeyMissing),
        };
        let mut mistakes: Vec<Mistake> = self.key.mistakes().into_iter().chain(of_tail).collect();
        mistakes.dedup();
        mistakes
    }

    /// A more specific explanation than that of the mistake.
    pub(super) fn detail(self) -> Option<Bilingual> {
        match self.tail {
            Tail::Without("") => Some(Bilingual::of(
                "待签名串的末尾没有 &key=API密钥",
                "the string to sign ends without &key= and the API key",
            )),
            Tail::Without(_) => Some(Bilingual::of(
                "待签名串末尾的 &key= 之后没有密钥，密钥可能没有读到",
                "there is no key behind &key= at the end of the string to sign: perhaps it was not loaded",
            )),
            Tail::WithKey(RIGHT) => None,
            Tail::WithKey(name) if name.eq_ignore_ascii_case(RIGHT) => None,
            Tail::WithKey(_) => Some(Bilingual::of(
                "待签名串末尾的密钥之前不是 &key=",
                "the key at the end of the string to sign is not preceded by &key=",
            )),
        }
    }
}

/// The keys in all forms.
pub(super) struct KeyForms<'a> {
    own: Forms<'a>,
    app_secret: Option<Forms<'a>>,
    changed: Vec<(KeyChange, Secret)>,
}

/// A key, and the key in upper and in lower case where that differs.
struct Forms<'a> {
    plain: &'a str,
    upper: Option<Secret>,
    lower: Option<Secret>,
}

impl<'a> Forms<'a> {
    fn of(plain: &'a str) -> Self {
        let other = |text: String| Some(Secret::new(text)).filter(|text| text.expose() != plain);
        Self { plain, upper: other(plain.to_ascii_uppercase()), lower: other(plain.to_ascii_lowercase()) }
    }
}

impl<'a> KeyForms<'a> {
    pub(super) fn of(own: &'a str, app_secret: Option<&'a str>) -> Self {
        let app_secret = app_secret.filter(|secret| *secret != own);
        Self { own: Forms::of(own), app_secret: app_secret.map(Forms::of), changed: KeyChange::all(own) }
    }

    /// The changes of the key.
    pub(super) fn changes(&self) -> impl Iterator<Item = KeyChange> {
        self.changed.iter().map(|(change, _)| *change)
    }

    /// The key in a form. `None` if the form doesn't differ from the key itself.
    pub(super) fn get(&self, form: KeyForm) -> Option<&str> {
        let secret = self.app_secret.as_ref();
        match form {
            KeyForm::Own => Some(self.own.plain),
            KeyForm::UpperCase => self.own.upper.as_ref().map(Secret::expose),
            KeyForm::LowerCase => self.own.lower.as_ref().map(Secret::expose),
            KeyForm::AppSecret => secret.map(|secret| secret.plain),
            KeyForm::AppSecretUpperCase => secret?.upper.as_ref().map(Secret::expose),
            KeyForm::AppSecretLowerCase => secret?.lower.as_ref().map(Secret::expose),
            KeyForm::Changed(change) => {
                self.changed.iter().find(|(known, _)| *known == change).map(|(_, key)| key.expose())
            }
        }
    }
}
