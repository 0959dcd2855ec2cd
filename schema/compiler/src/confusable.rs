//! Characters that look like ASCII, or like nothing, and what was meant by them.
//!
//! An input method for Chinese writes `：` where `:` is meant, a word processor `–` for `-`, and a copy from a web page
//! brings characters that nobody sees.

/// How a character can be taken for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// As wide as a Chinese character: `：`, `Ａ`, `。`.
    FullWidth,
    /// A quotation mark, a dash or a sign of good typography: `“`, `–`, `≤`.
    Typographic,
    /// A letter of another alphabet: the Cyrillic `а`.
    Foreign,
    /// A space that is not U+0020.
    Space,
    /// A character of no width.
    Invisible,
}

/// What was meant by a character that is not ASCII, as far as it can be taken for ASCII.
pub(crate) fn meant(c: char) -> Option<(Likeness, &'static str)> {
    // It is asked of every character of a file.
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

/// Signs beside the full-width forms of ASCII, and what each of them stands for.
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

/// Letters of other alphabets that no reader can tell from Latin ones.
const LETTERS: &[(&str, &str)] =
    &[("аеорсухіѕјАВЕКМНОРСТХІЅЈ", "aeopcyxisjABEKMHOPCTXISJ"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")];

/// The printable characters of ASCII from `!` on.
const PRINTABLE: &str =
    concat!("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`", "abcdefghijklmnopqrstuvwxyz{|}~");

fn ascii(code: u32) -> Option<&'static str> {
    let at = usize::try_from(code.checked_sub(0x21)?).ok()?;
    PRINTABLE.get(at..=at)
}

/// A text with what was meant in the place of each character that can be taken for ASCII.
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

/// Whether a text is ASCII in the eyes of its reader, and not for a program.
pub fn only_looks_like_ascii(text: &str) -> bool {
    !text.is_ascii() && text.chars().all(|c| c.is_ascii() || meant(c).is_some())
}

/// Characters beside each other that are alike in what is wrong with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it begins, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    pub(crate) likeness: Likeness,
}

/// Everything in a text that can be taken for ASCII.
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

/// What is wrong with a run of such characters, and what to write.
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
    fn each_full_width_form_stands_for_its_ascii() {
        for code in 0x21..=0x7E_u32 {
            let (ascii, wide) = (char::from_u32(code).unwrap(), char::from_u32(code + 0xFEE0).unwrap());
            assert_eq!(meant(wide).map(|(_, meant)| meant.to_owned()), Some(ascii.to_string()), "{wide}");
            assert_eq!(meant(ascii), None);
        }
    }

    #[test]
    fn what_is_meant_is_ascii_and_letters_have_one_each() {
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
    fn neighbours_are_one_run_if_the_same_is_wrong_with_them() {
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
