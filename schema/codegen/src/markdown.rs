//! Escapes plain text for Markdown, in pages and in rustdoc.

use wxmed_core::visible;

/// Escapes plain text for Markdown, including tables. Line breaks are preserved.
pub fn text(plain: &str) -> String {
    plain.trim().split('\n').map(|line| escaped(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("<br>")
}

/// Escapes plain text for one line of Markdown.
pub fn line(plain: &str) -> String {
    escaped(&plain.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
}

fn escaped(plain: &str) -> String {
    let plain = visible(plain);
    let mut out = String::with_capacity(plain.len());
    let mut before = ' ';
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.next() {
        let inside_word = before.is_alphanumeric() && rest.peek().is_some_and(|after| after.is_alphanumeric());
        match c {
            '_' if inside_word => out.push('_'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// Escapes Markdown at the beginning of a line, where some characters would begin a list or a heading.
pub fn start_of_line(markdown: &str) -> String {
    let digits = markdown.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = markdown.split_at(digits);
    let special = if digits == 0 { tail.starts_with(['#', '+', '-', '=']) } else { tail.starts_with(['.', ')']) };
    if special { format!("{head}\\{tail}") } else { markdown.to_owned() }
}

/// A wire text as a code span, including in tables.
pub fn code(plain: &str) -> String {
    if plain.is_empty() {
        return "`\"\"`".to_owned();
    }
    let shown = visible(plain);
    if plain.contains(['|', '`', '\n', '\r']) || plain.trim() != plain {
        // A code span in a table can't contain these characters, so write them as entities, which Markdown doesn't
        // interpret.
        let shown = if plain.contains(['\n', '\r']) { plain } else { &shown };
        let mut out = String::from("<code>");
        for c in shown.chars() {
            match c {
                '\u{20}'..='\u{7e}' if !c.is_ascii_punctuation() => out.push(c),
                _ if c.is_ascii() => out.push_str(&format!("&#{};", u32::from(c))),
                _ => out.push(c),
            }
        }
        return out + "</code>";
    }
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    #[test]
    fn text_that_looks_like_markdown_is_escaped() {
        for (plain, markdown) in [
            ("sub_appid 必填", "sub_appid 必填"),
            ("_a_ *b* [c](d) <e> & ~f~", r"\_a\_ \*b\* \[c\](d) \<e\> \& \~f\~"),
            ("a|b\nc\r\n`d`\\", r"a\|b<br>c<br>\`d\`\\"),
            ("  {{first.DATA}} ", "{{first.DATA}}"),
            ("a\u{202e}b", r"a\\u{202e}b"),
        ] {
            assert_eq!(text(plain), markdown);
        }
        for (plain, markdown) in
            [("1. a", r"1\. a"), ("# a", r"\# a"), ("- a", r"\- a"), ("1.3 a", r"1\.3 a"), ("a", "a")]
        {
            assert_eq!(start_of_line(plain), markdown);
        }
    }

    /// The text that a Markdown renderer shows, if it is only plain text, or only code.
    fn shown(markdown: &str) -> Option<String> {
        // As in rustdoc, except for smart quotes; and as a cell of a table.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_MATH
            | Options::ENABLE_DEFINITION_LIST;
        let mut shown_text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) | Event::Code(text) => shown_text.push_str(&text),
                Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell) => {}
                Event::End(
                    TagEnd::Paragraph | TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell,
                ) => {}
                _ => return None,
            }
        }
        Some(shown_text)
    }

    /// Every combination of pieces with a meaning in Markdown is shown unchanged, on a page, in a cell and in rustdoc.
    #[test]
    fn escaped_text_is_shown_unchanged() {
        const PIECES: [&str; 33] = [
            "a",
            "甲",
            "1",
            ".",
            ")",
            " ",
            "\n",
            "*",
            "_",
            "`",
            "~",
            "[",
            "]",
            "(",
            "!",
            "<",
            ">",
            "&",
            "|",
            "#",
            "-",
            "+",
            "=",
            "\\",
            ":",
            "$",
            "^",
            "{",
            "<script>",
            "&lt;",
            "](http://a.b)",
            "--",
            "\u{202e}",
        ];
        let count = PIECES.len();
        for number in 0..count.pow(3) {
            let mut rest = number;
            let mut plain = String::new();
            for _ in 0..3 {
                plain.push_str(PIECES[rest % count]);
                rest /= count;
            }
            let expected = visible(
                &plain.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "),
            )
            .into_owned();
            assert_eq!(shown(&start_of_line(&line(&plain))).as_ref(), Some(&expected), "{plain:?}");
            if !plain.contains('\n') {
                assert_eq!(shown(&start_of_line(&text(&plain))).as_ref(), Some(&expected), "{plain:?}");
                let cell = shown(&format!("| a |\n| --- |\n| {} |\n", text(&plain)));
                assert_eq!(cell, Some(format!("a{expected}")), "{plain:?}");
            }
        }
    }

    #[test]
    fn code_with_backticks_or_bars_is_escaped() {
        for (plain, markdown) in [
            ("a_b*c\\", r"`a_b*c\`"),
            ("", "`\"\"`"),
            ("a|b", "<code>a&#124;b</code>"),
            ("`张`\n", "<code>&#96;张&#96;&#10;</code>"),
            (" a", "<code> a</code>"),
        ] {
            assert_eq!(code(plain), markdown);
        }
    }
}
