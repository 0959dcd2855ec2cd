use std::borrow::Cow;

/// A text made safe for messages: invisible characters, and characters that change the text direction, are written as
/// escapes, such as `\u{202e}`.
///
/// A text from elsewhere could otherwise make a line look like another one. Letters of every script stay as they are,
/// and so do the joiners that Uyghur and Arabic are written with. Tabs and line breaks are escaped, too: split a text
/// into lines before.
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

/// Controls, separators of lines, what changes the direction of writing, and what takes no room; but not the joiners
/// U+200C and U+200D, which words need.
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
    fn what_nobody_sees_is_shown() {
        for c in ['\u{0}', '\u{1b}', '\n', '\u{85}', '\u{200b}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{feff}'] {
            assert_eq!(visible(&format!("a{c}b")), format!("a\\u{{{:x}}}b", u32::from(c)));
        }
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["张三 ABC 123，。", "ئابدۇراخمان ھەسەن", "می\u{200c}خواهم", "བཀྲ་ཤིས", "👩\u{200d}⚕", "\u{3000}"]
        {
            assert_eq!(visible(text), text);
        }
    }
}
