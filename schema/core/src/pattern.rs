use std::fmt;

use regex_lite::Regex;

/// A regular expression that must match a whole text.
///
/// Matching takes linear time for any expression.
#[derive(Clone)]
pub struct Pattern {
    text: String,
    regex: Regex,
}

/// Why a text is not a valid pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError(String);

impl Pattern {
    /// Parses a pattern in the syntax of the crate `regex-lite` and adds the anchors.
    ///
    /// # Errors
    /// If the syntax is invalid, or the pattern would need too much memory.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        // Parse the text alone first, because `a)(b` would be valid inside the group.
        Regex::new(text).map_err(PatternError::of)?;
        // In verbose mode, the line break ends a trailing comment, which would otherwise hide the closing anchor.
        let regex = Regex::new(&format!("^(?:{text})$"))
            .or_else(|error| Regex::new(&format!("^(?:{text}\n)$")).map_err(|_| error))
            .map_err(PatternError::of)?;
        Ok(Self { text: text.to_owned(), regex })
    }

    /// The pattern as written in the spec.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the pattern matches the whole text.
    pub fn accepts(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

impl PatternError {
    fn of(error: regex_lite::Error) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pattern({:?})", self.text)
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PatternError {}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_must_match_the_whole_text() {
        let either = Pattern::parse("[0-9]{2}|[a-z]+").unwrap();
        for (text, fits) in [("12", true), ("abc", true), ("123", false), ("12\n", false), ("a1", false), ("", false)] {
            assert_eq!(either.accepts(text), fits, "{text:?}");
        }
        assert!(Pattern::parse("张.").unwrap().accepts("张三"));
        let verbose = Pattern::parse("(?x) [0-9]{4} # a year").unwrap();
        assert!(verbose.accepts("2024") && !verbose.accepts("2024\n") && !verbose.accepts("20245"));
        for broken in ["a)(b", "[", "(", "a{2,1}", "*"] {
            assert!(Pattern::parse(broken).is_err(), "{broken}");
        }
    }
}
