pub(super) use wxmed_codegen::markdown::{code, start_of_line, text};
use wxmed_core::Bilingual;

/// A Markdown page, built from blocks that are separated by empty lines.
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

    /// A heading, given as Markdown.
    pub(super) fn heading(&mut self, level: usize, markdown: &str) {
        self.block(&format!("{} {markdown}", "#".repeat(level)));
    }

    /// The Chinese and the English text, as separate paragraphs.
    pub(super) fn paragraphs(&mut self, bilingual: &Bilingual) {
        for part in parts(bilingual) {
            self.block(&start_of_line(&part));
        }
    }

    pub(super) fn list(&mut self, items: &[String]) {
        if !items.is_empty() {
            self.block(&items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"));
        }
    }

    /// A table of cells, given as Markdown; nothing if it has no rows.
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

pub(super) fn codes<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    all.into_iter().map(code).collect::<Vec<_>>().join(", ")
}

/// The anchor of a code table on every page that has it.
pub(super) fn anchor(table: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    format!("codes-{}", table.chars().map(safe).collect::<String>())
}

/// Both languages on one line.
pub(super) fn inline(bilingual: &Bilingual) -> String {
    parts(bilingual).join(" ")
}

/// Both languages, one above the other, for a table.
pub(super) fn stacked(bilingual: &Bilingual) -> String {
    parts(bilingual).join("<br>")
}

/// The non-empty texts of the languages; one if they are equal.
fn parts(bilingual: &Bilingual) -> Vec<String> {
    let mut parts: Vec<String> = [&bilingual.zh, &bilingual.en].map(|part| text(part)).into();
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
    fn a_fence_is_longer_than_those_inside() {
        let mut page = Page::default();
        page.code_block("", "````\n");
        assert_eq!(page.finish(), "`````\n````\n`````\n");
    }

    #[test]
    fn equal_texts_in_both_languages_are_written_once() {
        assert_eq!(inline(&Bilingual::of("openid", "openid")), "openid");
        assert_eq!(stacked(&Bilingual::of("姓名", "name")), "姓名<br>name");
        assert_eq!(stacked(&Bilingual::of("姓名", "")), "姓名");
    }
}
