use crate::Bilingual;

/// A Markdown text that grows by blocks, with an empty line between them.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// The whole text, with one line break at its end.
    pub(super) fn finish(self) -> String {
        self.0
    }

    pub(super) fn block(&mut self, markdown: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(markdown);
        self.0.push('\n');
    }

    /// A heading whose words are Markdown already.
    pub(super) fn heading(&mut self, level: usize, markdown: &str) {
        self.block(&format!("{} {markdown}", "#".repeat(level)));
    }

    /// The Chinese and the English words, each a paragraph.
    pub(super) fn paragraphs(&mut self, words: &Bilingual) {
        for part in parts(words) {
            self.block(&start_of_line(&part));
        }
    }

    pub(super) fn list(&mut self, items: &[String]) {
        if !items.is_empty() {
            self.block(&items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"));
        }
    }

    /// A table of cells that are Markdown already; nothing if it has no rows.
    pub(super) fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]]) {
        if rows.is_empty() {
            return;
        }
        let mut lines = vec![line(&head), line(&["---"; N])];
        lines.extend(rows.iter().map(|row| line(row)));
        self.block(&lines.join("\n"));
    }

    /// A block of code, whose fence is longer than any inside.
    pub(super) fn code_block(&mut self, language: &str, code: &str) {
        let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
        self.block(&format!("{fence}{language}\n{}\n{fence}", code.trim_end_matches('\n')));
    }
}

fn line<T: AsRef<str>>(cells: &[T]) -> String {
    cells.iter().fold("|".to_owned(), |line, cell| format!("{line} {} |", cell.as_ref()))
}

/// Plain words as Markdown, in a table, too.
pub(super) fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    let mut before = ' ';
    let mut rest = plain.trim().chars().peekable();
    while let Some(c) = rest.next() {
        let inside_word = before.is_alphanumeric() && rest.peek().is_some_and(|after| after.is_alphanumeric());
        match c {
            '\n' => out.push_str("<br>"),
            '\r' => {}
            '_' if inside_word => out.push('_'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// The same at the beginning of a line, where some characters would begin a list or a heading.
pub(super) fn start_of_line(markdown: &str) -> String {
    let digits = markdown.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = markdown.split_at(digits);
    let special = if digits == 0 { tail.starts_with(['#', '+', '-', '=']) } else { tail.starts_with(['.', ')']) };
    if special { format!("{head}\\{tail}") } else { markdown.to_owned() }
}

/// A text as it is on the wire, in a table, too.
pub(super) fn code(plain: &str) -> String {
    if plain.is_empty() {
        return "`\"\"`".to_owned();
    }
    if plain.contains(['|', '`', '\n', '\r']) || plain.trim() != plain {
        // No span of backticks can hold these in a table; as entities nothing in it is Markdown.
        let mut out = String::from("<code>");
        for c in plain.chars() {
            match c {
                '\u{20}'..='\u{7e}' if !c.is_ascii_punctuation() => out.push(c),
                _ if c.is_ascii() => out.push_str(&format!("&#{};", u32::from(c))),
                _ => out.push(c),
            }
        }
        return out + "</code>";
    }
    format!("`{plain}`")
}

pub(super) fn codes<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    all.into_iter().map(code).collect::<Vec<_>>().join(", ")
}

/// The anchor of a code table on every page that has it.
pub(super) fn anchor(table: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    format!("codes-{}", table.chars().map(safe).collect::<String>())
}

/// Both languages in one line.
pub(super) fn inline(words: &Bilingual) -> String {
    parts(words).join(" ")
}

/// Both languages, one above the other, for a table.
pub(super) fn stacked(words: &Bilingual) -> String {
    parts(words).join("<br>")
}

/// The languages that say something, each once.
fn parts(words: &Bilingual) -> Vec<String> {
    let mut parts: Vec<String> = [&words.zh, &words.en].map(|part| text(part)).into();
    parts.retain(|part| !part.is_empty());
    parts.dedup();
    parts
}

fn longest_run(plain: &str, wanted: char) -> usize {
    plain.split(|c| c != wanted).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_like_markdown() {
        for (plain, markdown) in [
            ("sub_appid 必填", "sub_appid 必填"),
            ("_a_ *b* [c](d) <e> & ~f~", r"\_a\_ \*b\* \[c\](d) \<e\> \& \~f\~"),
            ("a|b\nc\r\n`d`\\", r"a\|b<br>c<br>\`d\`\\"),
            ("  {{first.DATA}} ", "{{first.DATA}}"),
        ] {
            assert_eq!(text(plain), markdown);
        }
        for (plain, markdown) in
            [("1. a", r"1\. a"), ("# a", r"\# a"), ("- a", r"\- a"), ("1.3 a", r"1\.3 a"), ("a", "a")]
        {
            assert_eq!(start_of_line(plain), markdown);
        }
    }

    #[test]
    fn code_that_would_end_its_span_or_its_cell() {
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

    #[test]
    fn a_fence_is_longer_than_those_inside() {
        let mut page = Page::default();
        page.code_block("", "````\n");
        assert_eq!(page.finish(), "`````\n````\n`````\n");
    }

    #[test]
    fn the_same_words_in_both_languages_stand_once() {
        assert_eq!(inline(&Bilingual::of("openid", "openid")), "openid");
        assert_eq!(stacked(&Bilingual::of("姓名", "name")), "姓名<br>name");
        assert_eq!(stacked(&Bilingual::of("姓名", "")), "姓名");
    }
}
