//! The absolute paths in the text of a block.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexer::{Kind, Lexeme, Lexer};

/// Keywords that an absolute path can follow.
const KEYWORDS: &[&str] = &["as", "const", "dyn", "for", "impl", "in", "mut", "return", "static", "where"];

/// The imports that a block needs, one for each module, and the block with its paths shortened.
pub(super) fn shorten(block: &str) -> (String, String) {
    let Names { paths, own } = Names::of(block);
    // If two paths end in the same name, the first is imported.
    let mut imported = BTreeMap::new();
    for path in &paths {
        imported.entry(path.name).or_insert(path.module.as_str());
    }
    imported.retain(|name, _| !own.contains(name));
    let (mut short, mut copied) = (String::with_capacity(block.len()), 0);
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for AbsolutePath { module, name, range } in &paths {
        if imported.get(name) == Some(&module.as_str()) {
            short.push_str(block.get(copied..range.start).unwrap_or_default());
            short.push_str(name);
            copied = range.end;
            used.entry(module).or_default().insert(name);
        }
    }
    short.push_str(block.get(copied..).unwrap_or_default());
    (used.into_iter().map(|(module, names)| import(module, names)).collect(), short)
}

fn import(module: &str, names: BTreeSet<&str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [name] => format!("use {module}{name};"),
        names => format!("use {module}{{{}}};", names.join(", ")),
    }
}

/// An absolute path, up to the first type or function in it.
struct AbsolutePath<'t> {
    /// The path before the name, with its last `::`.
    module: String,
    name: &'t str,
    /// Its range in the text.
    range: Range<usize>,
}

/// The names in a block.
#[derive(Default)]
struct Names<'t> {
    paths: Vec<AbsolutePath<'t>>,
    /// The names without a path. They already have a meaning, so no item with the same name is imported.
    own: BTreeSet<&'t str>,
}

/// The meaning of a following `::`, depending on the last token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A `::` begins an absolute path here, and a name has no path.
    Start,
    /// A `'`: the name of a lifetime follows.
    Lifetime,
    /// A `-` or `=`, which a following `>` turns into an arrow.
    ArrowShaft,
    /// A name or the end of a type: a `::` continues it.
    Operand,
    /// A `.`, `::` or `fn`: the name of a member follows.
    Inside,
}

impl<'t> Names<'t> {
    fn of(block: &'t str) -> Self {
        let mut names = Self::default();
        let lexemes: Vec<Lexeme<'t>> = Lexer::new(block).collect();
        let (mut rest, mut before) = (lexemes.as_slice(), Before::Start);
        while let [lexeme, after @ ..] = rest {
            if before == Before::Start
                && let Some((path, after)) = absolute_path(rest)
            {
                names.paths.push(path);
                (rest, before) = (after, Before::Operand);
                continue;
            }
            if lexeme.kind == Kind::Name && matches!(before, Before::Start | Before::ArrowShaft | Before::Operand) {
                names.own.insert(lexeme.text);
            }
            (rest, before) = (after, before.after(lexeme));
        }
        names
    }
}

impl Before {
    fn after(self, lexeme: &Lexeme<'_>) -> Self {
        match (lexeme.kind, lexeme.text) {
            (Kind::Name, _) if self == Self::Lifetime => Self::Start,
            (Kind::Name, "fn") => Self::Inside,
            (Kind::Name, name) if KEYWORDS.contains(&name) => Self::Start,
            (Kind::Name | Kind::Literal | Kind::Close, _) => Self::Operand,
            (Kind::Open, _) => Self::Start,
            (Kind::Punct, "'") => Self::Lifetime,
            (Kind::Punct, ".") => Self::Inside,
            (Kind::Punct, ":") if lexeme.is_joint || self == Self::Inside => Self::Inside,
            (Kind::Punct, "-" | "=") if lexeme.is_joint => Self::ArrowShaft,
            (Kind::Punct, ">") if self == Self::ArrowShaft => Self::Start,
            (Kind::Punct, ">") => Self::Operand,
            (Kind::Punct, _) => Self::Start,
        }
    }
}

/// Parses `::name`, and returns the rest.
fn segment<'l, 't>(lexemes: &'l [Lexeme<'t>]) -> Option<(&'l Lexeme<'t>, &'l [Lexeme<'t>])> {
    match lexemes {
        [first, second, name, after @ ..]
            if first.text == ":" && first.is_joint && second.text == ":" && name.kind == Kind::Name =>
        {
            Some((name, after))
        }
        _ => None,
    }
}

/// Parses an absolute path at the beginning, and returns the rest.
fn absolute_path<'l, 't>(lexemes: &'l [Lexeme<'t>]) -> Option<(AbsolutePath<'t>, &'l [Lexeme<'t>])> {
    let start = lexemes.first()?.start;
    let (mut module, mut rest) = (String::new(), lexemes);
    while let Some((name, after)) = segment(rest) {
        module.push_str("::");
        if is_imported_as_such(&module, name.text, segment(after).map(|(next, _)| next.text)) {
            let range = start..name.start + name.text.len();
            return Some((AbsolutePath { module, name: name.text, range }, after));
        }
        module.push_str(name.text);
        rest = after;
    }
    None
}

/// Whether a path is imported up to this name: a type, a function, or `fmt`, because the names of its types are
/// ambiguous.
fn is_imported_as_such(module: &str, name: &str, next: Option<&str>) -> bool {
    match (next, name) {
        (None, _) => true,
        (Some(next), "Option") => next != "Some" && next != "None",
        (Some(_), "fmt") => module.starts_with("::core::"),
        (Some(_), name) => name.starts_with(|c: char| c.is_ascii_uppercase()),
    }
}
