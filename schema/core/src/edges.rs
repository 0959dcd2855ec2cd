//! Invisible characters that a value must not begin or end with, because some servers trim them before they sign.

use crate::Rule;

/// The rule that the ends of a text violate: white space, or an invisible character.
///
/// Both readers use this function.
pub fn broken_at_the_ends(text: &str) -> Option<Rule> {
    let mut ends = [text.chars().next(), text.chars().next_back()].into_iter().flatten();
    if ends.clone().any(char::is_whitespace) {
        return Some(Rule::WhiteSpace);
    }
    ends.find(|c| is_invisible(*c)).map(|c| Rule::Invisible { code: u32::from(c) })
}

/// Whether a text is empty, or contains only white space and invisible characters.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Whether a character is invisible and doesn't change the appearance of the previous one.
///
/// These are Unicode's `Default_Ignorable_Code_Point` and `Cf`, and the blank pattern of braille. The set excludes
/// variation selectors, because a name with a rare character may end with one, and the visible format characters of
/// Arabic, Syriac, Kaithi and Egyptian. It includes Hangul fillers and tags: no name ends with an incomplete old
/// syllable or the flag of a region, and tags can hide text.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::broken_at_the_ends;
    use crate::Rule;

    #[test]
    fn invisible_characters_are_found_at_both_ends() {
        for code in [
            0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060,
            0x2066, 0x206F, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0000, 0xE0001, 0xE0020, 0xE0067, 0xE007F,
        ] {
            let hidden = char::from_u32(code).unwrap();
            let rule = Some(Rule::Invisible { code });
            assert_eq!(broken_at_the_ends(&format!("{hidden}张三")), rule, "{code:X}");
            assert_eq!(broken_at_the_ends(&format!("张三{hidden}")), rule, "{code:X}");
            assert_eq!(broken_at_the_ends(&hidden.to_string()), rule, "{code:X}");
            assert_eq!(broken_at_the_ends(&format!("张{hidden}三")), None, "{code:X}");
        }
    }

    #[test]
    fn white_space_takes_precedence_over_invisible_characters() {
        for space in [" ", "\t", "\n", "\r", "\u{85}", "\u{A0}", "\u{2003}", "\u{2028}", "\u{202F}", "\u{3000}"] {
            assert_eq!(broken_at_the_ends(&format!("{space}x")), Some(Rule::WhiteSpace), "{space:?}");
            assert_eq!(broken_at_the_ends(&format!("\u{200B}x{space}")), Some(Rule::WhiteSpace), "{space:?}");
        }
    }

    #[test]
    fn combining_characters_are_allowed_at_the_end() {
        for text in [
            "",
            "0",
            "阿不都热合曼·买买提",
            "👨\u{200D}👩\u{200D}👧",
            "❤\u{FE0F}",
            "葛\u{E0100}",
            "ᠰ\u{180B}",
            "e\u{301}",
            "。",
            "\u{600}١",
        ] {
            assert_eq!(broken_at_the_ends(text), None, "{text:?}");
        }
    }
}
