//! Parses names in tables: with level marks, in quotes, with brackets, as a path, two in one cell.

use std::collections::HashSet;

use crate::infer::lexicon;
use wxmed_core::Bilingual;

/// An object or a list on the path to a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::infer) struct Step {
    pub(in crate::infer) name: String,
    pub(in crate::infer) is_list: bool,
}

/// A parsed name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The path; the last step is the field.
    pub(super) steps: Vec<Step>,
    /// The number of level marks before it.
    pub(super) marks: usize,
    /// Differences between the name and its cell, other than plain notations of levels and paths.
    pub(super) oddities: Vec<Oddity>,
    /// Another name in brackets after it.
    pub(super) other: Option<String>,
}

/// Something in a cell, in addition to the name, that a person must check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    FullWidth,
    Star,
    Ordinal,
    Quotes,
    Remark,
    Index,
    Arrow,
    Blanks,
}

impl Oddity {
    pub(super) fn message(self) -> (&'static str, &'static str) {
        match self {
            Oddity::FullWidth => ("全角字符按半角读取", "full-width characters were read as half-width ones"),
            Oddity::Star => ("略去了星号，它或许表示必填", "a star was left out: perhaps it means mandatory"),
            Oddity::Ordinal => ("略去了名称前的编号", "a number before the name was left out"),
            Oddity::Quotes => ("略去了名称两边的符号", "marks around the name were left out"),
            Oddity::Remark => ("名称后的括号不属于名称", "what is in brackets behind the name is no part of it"),
            Oddity::Index => ("方括号中有下标，按列表读取", "there is an index in its brackets: it was read as a list"),
            Oddity::Arrow => ("箭头按对象与字段读取", "the arrow was read as from an object to its field"),
            Oddity::Blanks => {
                ("名称中有空白，按换行拼接", "there are blanks in it: the pieces were joined, as of a wrapped name")
            }
        }
    }
}

/// Why a cell isn't a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoName {
    /// Perhaps these are several names, or a path.
    Several(Vec<String>),
    /// It can't be a name.
    Other,
}

impl NoName {
    pub(super) fn message(&self) -> Bilingual {
        match self {
            NoName::Several(names) => Bilingual::new(
                format!("一格中有 {} 个名称：看不出是几个字段还是一条路径", names.len()),
                format!("{} names in one cell: these may be several fields, or a path", names.len()),
            ),
            NoName::Other => Bilingual::of(
                "这一格不能作字段名，这一行未写入",
                "this cannot be the name of a field, and its row is left out",
            ),
        }
    }
}

const LEVEL_MARKS: &str = "-—–―─└├│┗┣┃╰>»→＞·•+－＋|";

/// A name that contains other characters than letters, digits and underscores, or looks like a path, but is a key of a
/// sample.
pub(super) fn of_sample(cell: &str, known: &HashSet<String>) -> Option<Name> {
    let text = cell.trim();
    let unmarked = text.trim_start_matches(|c: char| LEVEL_MARKS.contains(c) || c.is_whitespace());
    let marks = text.chars().count() - unmarked.chars().count();
    let step = || Step { name: unmarked.to_owned(), is_list: false };
    let is_key = !lexicon::is_name(unmarked) && known.contains(unmarked);
    is_key.then(|| Name { steps: vec![step()], marks, ..Name::default() })
}

/// Parses a name. `is_object` recognises names of objects, so that `a/b` is a path and not two names.
pub(super) fn parse(cell: &str, is_object: &dyn Fn(&str) -> bool) -> Result<Name, NoName> {
    let mut name = Name::default();
    let mut text: String = cell.trim().to_owned();
    if text.chars().any(|c| half_width(c) != c && c.is_alphanumeric()) {
        name.oddities.push(Oddity::FullWidth);
    }
    text = text.chars().map(half_width).collect();
    let unmarked = text.trim_start_matches(|c: char| LEVEL_MARKS.contains(c) || c.is_whitespace());
    name.marks = text.chars().count() - unmarked.chars().count();
    let mut text = unmarked.to_owned();
    strip_ordinal(&mut text, &mut name);
    let undotted = text.trim_start_matches('.');
    name.marks += text.len() - undotted.len();
    text = undotted.to_owned();
    strip_quotes(&mut text, &mut name);
    strip_stars(&mut text, &mut name);
    strip_brackets(&mut text, &mut name);
    strip_stars(&mut text, &mut name);
    strip_quotes(&mut text, &mut name);
    path(&text, name, is_object)
}

fn strip_ordinal(text: &mut String, name: &mut Name) {
    let bare = behind_ordinal(text);
    if bare.len() < text.len() && bare.starts_with(|c: char| c.is_ascii_alphabetic() || "_*<\"'".contains(c)) {
        name.oddities.push(Oddity::Ordinal);
        *text = bare.to_owned();
    }
}

/// The rest after `①`, `1.`, `1、`, `1.2 ` or `(1)`.
fn behind_ordinal(text: &str) -> &str {
    let is_circled = |c: char| matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}');
    let bare = text.trim_start_matches(is_circled);
    if bare.len() < text.len() {
        return bare.trim_start_matches(|c: char| c.is_whitespace() || ".、)".contains(c));
    }
    let open = text.trim_start_matches(['(', '[']);
    let rest = open.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = open.get(..open.len() - rest.len()).unwrap_or_default();
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || "、)]:".contains(c));
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    if is_number && (bare.len() < rest.len() || number.contains('.')) { bare } else { text }
}

fn strip_quotes(text: &mut String, name: &mut Name) {
    const PAIRS: [(char, char); 10] = [
        ('<', '>'),
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('‘', '’'),
        ('【', '】'),
        ('「', '」'),
        ('《', '》'),
        ('`', '`'),
        ('{', '}'),
    ];
    for (open, close) in PAIRS {
        if let Some(inner) = text.strip_prefix(open).and_then(|text| text.strip_suffix(close)) {
            *text = inner.trim().to_owned();
            name.oddities.push(Oddity::Quotes);
            return;
        }
    }
}

fn strip_stars(text: &mut String, name: &mut Name) {
    let bare = text.trim_matches(|c: char| c == '*' || c == '※' || c == '★' || c == '#' || c.is_whitespace());
    if bare.len() < text.trim().len() {
        name.oddities.push(Oddity::Star);
    }
    *text = bare.to_owned();
}

fn strip_brackets(text: &mut String, name: &mut Name) {
    let Some(open) = text.find('(').filter(|open| *open > 0) else { return };
    let Some(inner) = text.get(open + 1..).and_then(|rest| rest.strip_suffix(')')) else { return };
    let other = inner.trim_start_matches(|c: char| !c.is_ascii());
    if inner.contains(lexicon::is_chinese) && lexicon::is_name(other) {
        name.other = Some(other.to_owned());
    } else {
        name.oddities.push(Oddity::Remark);
    }
    *text = text.get(..open).unwrap_or_default().trim().to_owned();
}

fn path(text: &str, mut name: Name, is_object: &dyn Fn(&str) -> bool) -> Result<Name, NoName> {
    let arrows = text.replace("->", ".").replace("=>", ".").replace("::", ".").replace(['→', '>'], ".");
    if arrows != text {
        name.oddities.push(Oddity::Arrow);
    }
    let text = arrows.replace('\\', "/");
    let several: Vec<String> =
        text.split(['、', ',', ';', '|', '&', '+', '和', '或', '/']).map(|part| part.trim().to_owned()).collect();
    if several.len() > 1 && several.iter().all(|part| lexicon::is_name(part)) {
        let is_path = text.contains('/') && several.iter().rev().skip(1).all(|part| is_object(part));
        if !is_path {
            return Err(NoName::Several(several));
        }
    }
    let slashed = text.replace('/', ".");
    let joined: String = slashed.chars().filter(|c| !c.is_whitespace()).collect();
    if slashed.trim().contains(char::is_whitespace) {
        name.oddities.push(Oddity::Blanks);
    }
    for part in joined.trim_matches('.').split('.') {
        let step = step(part, &mut name.oddities).ok_or(NoName::Other)?;
        name.steps.push(step);
    }
    Ok(name)
}

/// A step of a path, with the brackets of a list.
fn step(part: &str, oddities: &mut Vec<Oddity>) -> Option<Step> {
    let Some(open) = part.find(['[', '{']) else {
        return lexicon::is_name(part).then(|| Step { name: part.to_owned(), is_list: false });
    };
    let (bare, brackets) = part.split_at(open);
    let inner = brackets.trim_matches(['[', ']', '{', '}']);
    let is_index = inner.chars().all(|c| c.is_ascii_alphanumeric() || "*-~.#".contains(c));
    if !inner.is_empty() {
        oddities.push(Oddity::Index);
    }
    (lexicon::is_name(bare) && is_index).then(|| Step { name: bare.to_owned(), is_list: brackets.starts_with('[') })
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{NoName, Oddity, parse};
    use crate::infer::lexicon::looks_like_name;

    fn shown(cell: &str) -> String {
        match parse(cell, &|name| name == "obj") {
            Ok(name) => {
                let steps: Vec<String> = name
                    .steps
                    .iter()
                    .map(|step| format!("{}{}", step.name, if step.is_list { "[]" } else { "" }))
                    .collect();
                let other = name.other.map(|other| format!(" also {other}")).unwrap_or_default();
                let oddities: String = name.oddities.iter().map(|oddity| format!(" {oddity:?}")).collect();
                format!("{}{}{other}{oddities}", " ".repeat(name.marks), steps.join("."))
            }
            Err(NoName::Several(names)) => format!("? {}", names.join(" ")),
            Err(NoName::Other) => "?".to_owned(),
        }
    }

    #[test]
    fn names_are_parsed_with_marks_and_brackets() {
        for (cell, expected) in [
            ("jydm", "jydm"),
            (".jydm", " jydm"),
            ("..xmbm", "  xmbm"),
            ("--a", "  a"),
            ("├─ a", "   a"),
            ("*jydn", "jydn Star"),
            ("jydo*", "jydo Star"),
            ("1.jzlx", "jzlx Ordinal"),
            ("1.2 jzlx", "jzlx Ordinal"),
            ("（3）jzlx", "jzlx Ordinal"),
            ("①jzlz", "jzlz Ordinal"),
            ("jzla（可空）", "jzla Remark"),
            ("ｊｙｄｐ", "jydp FullWidth"),
            ("YKA-105", "?"),
            ("<jydq>", "jydq Quotes"),
            ("“jydr”", "jydr Quotes"),
            ("2022_x", "?"),
            ("list[0].zdmc", "list[].zdmc Index"),
            ("list[].zdmc[]", "list[].zdmc[]"),
            ("a->czygh", "a.czygh Arrow"),
            ("患者姓名", "?"),
            ("jyds/jydt", "? jyds jydt"),
            ("obj/jydt", "obj.jydt"),
            ("jydu、jydv", "? jydu jydv"),
            ("jydw(旧jydx)", "jydw also jydx"),
            ("hosp_out_tra de_no", "hosp_out_trade_no Blanks"),
            ("", "?"),
            ("...", "?"),
            ("[]", "?"),
        ] {
            assert_eq!(shown(cell), expected, "{cell}");
        }
        assert_eq!(parse("*a(b)", &|_| false).unwrap().oddities, [Oddity::Star, Oddity::Remark]);
    }

    #[test]
    fn possible_names_are_recognised() {
        for cell in ["a", "psn_no", ".jydm", "list[].a", "ｊｙｄｐ", "*a", "a（可空）", "YKA-105"] {
            assert!(looks_like_name(cell), "{cell}");
        }
        for cell in ["", "1", "人员编号", "就诊ID", "-", "√"] {
            assert!(!looks_like_name(cell), "{cell}");
        }
    }
}
