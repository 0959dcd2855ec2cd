//! The language of messages and help.

use std::ffi::OsString;

use clap::ValueEnum;
use wxmed::Lang;

/// A language, as people write it.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// Chinese
    Zh,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }
}

/// The language that `--lang` selects, or else the locale of the environment. The arguments are searched before they are
/// parsed, because the help and the messages of the parser need the language, too.
pub(crate) fn chosen(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let named = named(arguments).and_then(|name| Language::from_str(name, false).ok());
    named.map_or_else(|| of_locale(variable), Lang::from)
}

fn named(arguments: &[OsString]) -> Option<&str> {
    let mut texts = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    while let Some(text) = texts.next() {
        match text {
            // The arguments after this are not options.
            "--" => return None,
            "--lang" => return texts.next(),
            _ => {}
        }
        if let Some(name) = text.strip_prefix("--lang=") {
            return Some(name);
        }
    }
    None
}

/// The language of the first of these variables that is set, as POSIX specifies.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen_of(arguments: &[&str], environment: &[(&str, &str)]) -> Lang {
        let arguments: Vec<OsString> =
            std::iter::once("wxmed").chain(arguments.iter().copied()).map(Into::into).collect();
        let value =
            |name: &str| environment.iter().find(|(other, _)| *other == name).map(|(_, text)| (*text).to_owned());
        chosen(&arguments, value)
    }

    #[test]
    fn the_option_has_precedence_over_the_environment() {
        assert_eq!(chosen_of(&[], &[]), Lang::En);
        assert_eq!(chosen_of(&[], &[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(chosen_of(&[], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")]), Lang::En);
        assert_eq!(chosen_of(&[], &[("LANG", "C"), ("LC_ALL", ""), ("LC_MESSAGES", "zh_TW")]), Lang::Zh);
        assert_eq!(chosen_of(&["call", "--lang", "zh"], &[("LANG", "en_US")]), Lang::Zh);
        assert_eq!(chosen_of(&["--lang=en"], &[("LANG", "zh_CN")]), Lang::En);
        assert_eq!(chosen_of(&["--", "--lang=en"], &[("LANG", "zh_CN")]), Lang::Zh);
        assert_eq!(chosen_of(&["--lang", "fr"], &[("LANG", "zh_CN")]), Lang::Zh);
        assert_eq!(chosen_of(&["--lang"], &[]), Lang::En);
    }
}
