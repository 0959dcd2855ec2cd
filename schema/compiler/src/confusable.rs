//! Characters that look like ASCII, or that are invisible, and the ASCII characters that were meant.
//!
//! A Chinese input method writes `：` instead of `:`, a word processor writes `–` instead of `-`, and text copied from a
//! web page may contain invisible characters.

/// In what way a character looks like another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// A full-width character: `：`, `Ａ`, `。`.
    FullWidth,
    /// A typographic quotation mark, dash or sign: `“`, `–`, `≤`.
    Typographic,
    /// A letter of another alphabet: the Cyrillic `а`.
    Foreign,
    /// A space other than U+0020.
    Space,
    /// A zero-width character.
    Invisible,
}

/// The ASCII text that was meant by a non-ASCII character, if it looks like ASCII.
pub(crate) fn meant(c: char) -> Option<(Likeness, &'static str)> {
    // A fast path, because this is called for every character of a file.
    if c.is_ascii() {
        return None;
    }
    if let Some((likeness, _, ascii)) = SIGNS.iter().find(|(_, signs, _)| signs.contains(c)) {
        return Some((*likeness, ascii));
    }
    match u32::from(c) {
        0xFF01..=0xFF5E => ascii(u32::from(c) - 0xFEE0).map(|ascii| (Likeness::FullWidth, ascii)),
        0x3000 => Some((Likeness::Space, " ")),
        0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F => Some((Likeness::Space, " ")),
        0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF => {
            Some((Likeness::Invisible, ""))
        }
        _ => LETTERS.iter().find_map(|(alphabet, latin)| {
            let at = alphabet.chars().position(|letter| letter == c)?;
            latin.get(at..=at).map(|latin| (Likeness::Foreign, latin))
        }),
    }
}

/// Characters other than the full-width forms of ASCII, and the ASCII text that each of them means.
const SIGNS: &[(Likeness, &str, &str)] = &[
    (Likeness::FullWidth, "。｡", "."),
    (Likeness::FullWidth, "、､", ","),
    (Likeness::FullWidth, "「」『』〝〞", "\""),
    (Likeness::FullWidth, "【〔〖", "["),
    (Likeness::FullWidth, "】〕〗", "]"),
    (Likeness::FullWidth, "《〈", "<"),
    (Likeness::FullWidth, "》〉", ">"),
    (Likeness::FullWidth, "〜～", "~"),
    (Likeness::Typographic, "“”„‟«»", "\""),
    (Likeness::Typographic, "‘’‚‛´′", "'"),
    (Likeness::Typographic, "‐‑‒–—―−﹣", "-"),
    (Likeness::Typographic, "•●▪", "-"),
    (Likeness::Typographic, "…", "..."),
    (Likeness::Typographic, "≤≦", "<="),
    (Likeness::Typographic, "≥≧", ">="),
    (Likeness::Typographic, "≠", "!="),
    (Likeness::Typographic, "×∗⁎", "*"),
    (Likeness::Typographic, "∶︰﹕", ":"),
    (Likeness::Typographic, "﹐", ","),
];

/// Letters of other alphabets that look the same as Latin ones.
const LETTERS: &[(&str, &str)] =
    &[("аеорсухіѕјАВЕКМНОРСТХІЅЈ", "aeopcyxisjABEKMHOPCTXISJ"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")];

/// The printable ASCII characters, starting at `!`.
const PRINTABLE: &str =
    concat!("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`", "abcdefghijklmnopqrstuvwxyz{|}~");

fn ascii(code: u32) -> Option<&'static str> {
    let at = usize::try_from(code.checked_sub(0x21)?).ok()?;
    PRINTABLE.get(at..=at)
}

/// Replaces each character that looks like ASCII with the ASCII text that was meant.
pub(crate) fn as_meant(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match meant(c) {
            Some((_, meant)) => plain.push_str(meant),
            None => plain.push(c),
        }
    }
    plain
}

/// Whether a text looks like ASCII, but isn't.
pub fn only_looks_like_ascii(text: &str) -> bool {
    !text.is_ascii() && text.chars().all(|c| c.is_ascii() || meant(c).is_some())
}

/// Adjacent characters of the same likeness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The start, as a byte offset.
    pub(crate) start: usize,
    /// The end, as a byte offset.
    pub(crate) end: usize,
    pub(crate) likeness: Likeness,
}

/// All runs of characters in a text that look like ASCII.
pub(crate) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (start, c) in text.char_indices() {
        let Some((likeness, _)) = meant(c) else { continue };
        let end = start + c.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == start && last.likeness == likeness => last.end = end,
            _ => runs.push(Run { start, end, likeness }),
        }
    }
    runs
}

/// The error message for a run of such characters, with the text to write instead.
pub(crate) fn message(written: &str, likeness: Likeness, meant: &str) -> String {
    let codes = || {
        let mut codes: Vec<String> = written.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        codes.dedup();
        codes.join(" ")
    };
    let instead = if meant.is_empty() { "remove it".to_owned() } else { format!("write {}", quoted(meant)) };
    match likeness {
        Likeness::FullWidth => format!("full-width {} here: {instead}", quoted(written)),
        Likeness::Typographic => format!("typographic {} here: {instead}", quoted(written)),
        Likeness::Foreign => {
            format!("{} here is of another alphabet ({}): write the Latin {}", quoted(written), codes(), quoted(meant))
        }
        Likeness::Space => format!("a space here is not the ordinary one ({}): write ordinary spaces", codes()),
        Likeness::Invisible => format!("an invisible character here ({}): remove it", codes()),
    }
}

fn quoted(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_full_width_form_maps_to_its_ascii_character() {
        for code in 0x21..=0x7E_u32 {
            let (ascii, wide) = (char::from_u32(code).unwrap(), char::from_u32(code + 0xFEE0).unwrap());
            assert_eq!(meant(wide).map(|(_, meant)| meant.to_owned()), Some(ascii.to_string()), "{wide}");
            assert_eq!(meant(ascii), None);
        }
    }

    #[test]
    fn the_meaning_is_ascii_and_letters_map_one_to_one() {
        for (alphabet, latin) in LETTERS {
            assert_eq!(alphabet.chars().count(), latin.len(), "{alphabet}");
        }
        for c in (0x80..0x1_0000).filter_map(char::from_u32) {
            if let Some((_, meant)) = meant(c) {
                assert!(meant.is_ascii(), "{c}");
            }
        }
        for chinese in "挂号费张三·你".chars() {
            assert_eq!(meant(chinese), None, "{chinese}");
        }
    }

    #[test]
    fn adjacent_characters_of_one_likeness_form_one_run() {
        let text = "Ｓｔｒ：\u{3000}\u{200b}“x”";
        let found: Vec<(&str, Likeness)> =
            runs(text).iter().map(|run| (&text[run.start..run.end], run.likeness)).collect();
        let expected = [
            ("Ｓｔｒ：", Likeness::FullWidth),
            ("\u{3000}", Likeness::Space),
            ("\u{200b}", Likeness::Invisible),
            ("“", Likeness::Typographic),
            ("”", Likeness::Typographic),
        ];
        assert_eq!(found, expected);
        assert_eq!(as_meant(text), "Str: \"x\"");
    }
}
