use std::borrow::Cow;

/// A text made safe for messages: invisible characters, and characters that change the text direction, are written as
/// escapes, such as `\u{202e}`.
///
/// Otherwise, untrusted text could make a line look like a different one. Letters of every script are unchanged, and so
/// are the joiners of Uyghur and Arabic. Tabs and line breaks are escaped, too: split the text into lines first.
///
/// ```
/// use wxmed_core::visible;
/// assert_eq!(visible("签名\u{202e}错误"), r"签名\u{202e}错误");
/// assert_eq!(visible("ئابدۇراخمان"), "ئابدۇراخمان");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Control characters, line separators, bidirectional controls and zero-width characters, except the joiners U+200C and
/// U+200D, which are part of words.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn invisible_characters_are_escaped() {
        for c in ['\u{0}', '\u{1b}', '\n', '\u{85}', '\u{200b}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{feff}'] {
            assert_eq!(visible(&format!("a{c}b")), format!("a\\u{{{:x}}}b", u32::from(c)));
        }
    }

    #[test]
    fn letters_of_every_script_are_unchanged() {
        for text in ["张三 ABC 123，。", "ئابدۇراخمان ھەسەن", "می\u{200c}خواهم", "བཀྲ་ཤིས", "👩\u{200d}⚕", "\u{3000}"]
        {
            assert_eq!(visible(text), text);
        }
    }
}
