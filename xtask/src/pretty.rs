//! Generated items as a person would lay them out.

/// How many columns a line may have, as in the rest of the code.
const WIDTH: usize = 120;
/// How many an entry of a list may have: a row of a table is read as a row.
const ENTRY_WIDTH: usize = 160;

/// What ends a bracket.
const CLOSING: [char; 4] = [')', ']', '>', '}'];
/// What begins a bracket with no space inside.
const OPENING: [char; 3] = ['(', '[', '<'];
/// What a line begins with if an item begins there.
const ITEM_STARTS: &[&str] =
    &["///", "#[", "pub ", "impl", "fn ", "const ", "static ", "type ", "struct ", "enum ", "trait ", "mod ", "use "];

/// Formats items. The formatter breaks lines early and leaves none empty, so a table would have a row in five lines and
/// no item would stand out: what fits in a line is put into one, and items are set apart.
pub(crate) fn items(file: &syn::File) -> String {
    lay_out(&prettyplease::unparse(file))
}

fn lay_out(text: &str) -> String {
    spaced(&joined(&text.lines().collect::<Vec<_>>()))
}

/// Puts every bracket and every chain of calls that fits into one line.
fn joined(lines: &[&str]) -> Vec<String> {
    let mut joined = Vec::with_capacity(lines.len());
    let mut rest = lines;
    while let [line, after @ ..] = rest {
        let group = group(rest);
        match one_line(group) {
            Some(one) => {
                joined.push(one);
                rest = rest.get(group.len()..).unwrap_or_default();
            }
            None => {
                joined.push((*line).to_owned());
                rest = after;
            }
        }
    }
    joined
}

/// The lines that belong to the first one: those farther in, and the one that closes its bracket.
fn group<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let Some((first, after)) = lines.split_first() else { return lines };
    let inner = after.iter().take_while(|line| indent(line) > indent(first)).count();
    let is_closed = after
        .get(inner)
        .is_some_and(|line| indent(line) == indent(first) && inner > 0 && line.trim_start().starts_with(CLOSING));
    lines.get(..=inner + usize::from(is_closed)).unwrap_or(lines)
}

/// A group in one line, if it is no block and has the room.
fn one_line(group: &[&str]) -> Option<String> {
    let [first, inner @ .., last] = group else { return None };
    let is_block = |line: &str| {
        let line = line.trim_start();
        line.starts_with("//") || line.contains(" => ") || line.ends_with(';')
    };
    let start = first.trim_start();
    let is_body = first.ends_with('{')
        && (starts_item(first) || start.starts_with(CLOSING) || !inner.last().is_some_and(|line| line.ends_with(',')));
    if start.starts_with("//") || start == "where" || is_body || inner.iter().any(|line| is_block(line)) {
        return None;
    }
    let mut one = (*first).to_owned();
    for next in inner.iter().chain([last]).map(|line| line.trim_start()) {
        match next.chars().next() {
            Some(')' | ']' | '>') => one.truncate(one.trim_end_matches(',').len()),
            Some('.' | '?') => {}
            Some('}') => {
                one.truncate(one.trim_end_matches(',').len());
                one.push(' ');
            }
            _ if one.ends_with(OPENING) => {}
            _ => one.push(' '),
        }
        one.push_str(next);
    }
    let is_member =
        start.split_once(": ").is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    let room = if one.ends_with(',') && !is_member { ENTRY_WIDTH } else { WIDTH };
    (width(&one) <= room && !one.ends_with(OPENING)).then_some(one)
}

/// Sets items apart that take several lines.
fn spaced(lines: &[String]) -> String {
    let mut spaced = String::new();
    let mut before = "";
    for line in lines {
        if indent(before) == indent(line) && starts_item(line) && (ends_item(before) || is_function(line, before)) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

fn ends_item(line: &str) -> bool {
    let is_closing = line.trim_start().starts_with(['}', ']', ')']) && line.ends_with(['}', ';']);
    is_closing || (line.starts_with("    impl") && line.ends_with("{}"))
}

/// Whether a function comes after a constant.
fn is_function(line: &str, before: &str) -> bool {
    line.trim_start().starts_with("fn ") && before.ends_with(';')
}

fn starts_item(line: &str) -> bool {
    let line = line.trim_start();
    ITEM_STARTS.iter().any(|start| line.starts_with(start))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The columns of a line: Chinese characters take two.
fn width(line: &str) -> usize {
    line.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn a_row_is_a_line() {
        let text = "\
const TABLE: &Table = &Table {
    rows: &[
        Row::text(
                \"the_name_of_a_field_on_the_wire\",
                \"跳转\",
            )
            .required()
            .limit(
                32,
            ),
        Code {
            code: \"1\",
            en: \"https://a.example/with/a/path/that/goes/on\",
        },
    ],
    checks: &[
        1,
        2,
    ],
    section: \"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890\",
};
";
        let lines: Vec<String> = lay_out(text).lines().map(|line| line.trim().to_owned()).collect();
        assert_eq!(lines[2], "Row::text(\"the_name_of_a_field_on_the_wire\", \"跳转\").required().limit(32),");
        assert_eq!(lines[3], "Code { code: \"1\", en: \"https://a.example/with/a/path/that/goes/on\" },");
        assert_eq!(lines[5], "checks: &[1, 2],");
    }

    #[test]
    fn blocks_and_declarations_stay() {
        let text = "\
struct Draft {
    a: u8,
}
impl A {
    fn f(
        self,
    ) -> u8 {
        match self {
            A { b } => {
                b
            }
        }
    }
    fn g() {
        f();
    }
    fn h(&self) -> u8 {
        self.b
    }
}
";
        let wanted = "\
struct Draft {
    a: u8,
}

impl A {
    fn f(self) -> u8 {
        match self {
            A { b } => {
                b
            }
        }
    }

    fn g() {
        f();
    }

    fn h(&self) -> u8 {
        self.b
    }
}
";
        assert_eq!(lay_out(text), wanted);
    }

    #[test]
    fn documentation_stays_above_its_item() {
        let text = "/// One.\npub enum A {\n    /// Two.\n    B {\n        /// Three.\n        c: u8,\n    },\n}\n/// Four.\npub fn f() {}\n";
        assert_eq!(lay_out(text), text.replace("}\n/// Four", "}\n\n/// Four"));
    }
}
