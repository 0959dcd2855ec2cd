//! Whether a draft lost something: a second opinion, which knows nothing of how tables are read.
//!
//! It splits a file into words in the most naive way, and looks for each of them in what a decision quotes of its line, or
//! else in the draft. What the draft says in other words (a type, whether a field is mandatory, a running number) has a
//! rule of its own here.

use std::collections::{BTreeMap, BTreeSet};

use wxmed_schema::model::{Presence, Record};
use wxmed_schema::{Decision, Draft};

use crate::support::content;

/// The words of a file that are lost, each with its line.
pub(crate) fn lost(text: &str, draft: &Draft) -> Vec<(usize, String)> {
    let quotes = quotes(text, &draft.decisions);
    let mut fields = BTreeMap::new();
    collect(&content(&draft.text).record, &mut fields);
    let mut drafted = words_of_draft(draft);
    let mut lost = Vec::new();
    let mut names = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        let words = words(line);
        // A name may be wrapped over lines, and its row go on in them.
        let whole: String = words.iter().filter(|word| fields.contains_key(*word)).take(1).cloned().collect();
        if !whole.is_empty() {
            names = BTreeSet::from([whole]);
        }
        for (at, word) in words.iter().enumerate() {
            let is_quoted =
                quotes.get(&number).is_some_and(|quotes| quotes.iter().any(|quote| quote.contains(word.as_str())));
            let is_said = || names.iter().any(|name| fields.get(name).is_some_and(|facts| facts.say(word)));
            let is_number = at == 0 && word.chars().all(|c| c.is_ascii_digit() || c == '.');
            if is_quoted || is_said() || is_number || take(&mut drafted, word) {
                continue;
            }
            lost.push((number, word.clone()));
        }
    }
    lost
}

/// What is between blanks, the marks that part cells, and quotes.
pub(crate) fn words(line: &str) -> Vec<String> {
    let is_mark = |c: char| c.is_whitespace() || "|｜│┃,，;；\"\u{feff}".contains(c);
    let is_drawn = |word: &&str| word.chars().all(|c| "-—–=+:".contains(c) || ('\u{2500}'..='\u{257f}').contains(&c));
    line.split(is_mark).filter(|word| !word.is_empty() && !is_drawn(word)).map(half_width).collect()
}

fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap(),
            c => c,
        })
        .collect()
}

fn bare(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// What decisions quote of each line.
fn quotes(text: &str, decisions: &[Decision]) -> BTreeMap<usize, Vec<String>> {
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let mut quotes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for evidence in decisions.iter().flat_map(|decision| &decision.evidence).filter(|one| !one.text.is_empty()) {
        let quote = bare(&evidence.text);
        for number in line(evidence.span.start)..=line(evidence.span.end) {
            quotes.entry(number).or_default().push(quote.clone());
        }
    }
    quotes
}

/// What a draft says of a field in its own words.
struct Facts {
    presence: BTreeSet<&'static str>,
    /// The digits of its type, and whether it is a list or an object.
    digits: String,
    in_object: bool,
}

const TYPES: &[&str] = &[
    "string",
    "varchar",
    "varchar2",
    "char",
    "c",
    "an",
    "text",
    "字符",
    "字符型",
    "字符串",
    "int",
    "number",
    "n",
    "数值",
    "数值型",
    "数字",
    "decimal",
    "object",
    "list",
    "array",
    "对象",
    "数组",
    "列表",
    "节点",
    "日期",
    "日期型",
    "date",
    "long",
];
const YES: &[&str] = &["y", "yes", "是", "必填", "必须", "m", "√", "r"];
const NO: &[&str] = &["n", "no", "否", "选填", "o", "×"];

impl Facts {
    fn say(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let is_yes = YES.contains(&word.as_str()) && self.presence.contains("yes");
        let is_no = NO.contains(&word.as_str()) && self.presence.contains("no");
        let name = word.trim_end_matches(|c: char| c.is_ascii_digit() || "(),.".contains(c));
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let is_type = TYPES.contains(&name) && (digits.is_empty() || self.digits.contains(&digits));
        let is_length = !digits.is_empty() && digits == word && self.digits.contains(&digits);
        // The column of levels, for a field that is in another.
        let is_level = word.len() == 1 && digits == word && self.in_object | (word == "1");
        is_yes || is_no || is_type || is_length || is_level
    }
}

fn collect(record: &Record, fields: &mut BTreeMap<String, Facts>) {
    fn below(record: &Record, in_object: bool, fields: &mut BTreeMap<String, Facts>) {
        for field in &record.fields {
            let facts = fields.entry(field.name.clone()).or_insert_with(|| Facts {
                presence: BTreeSet::new(),
                digits: String::new(),
                in_object: false,
            });
            facts.presence.insert(if field.presence == Presence::Optional { "no" } else { "yes" });
            facts.digits += &field.notation;
            facts.in_object |= in_object;
            if let Some(object) = &field.object {
                below(object, true, fields);
            }
        }
    }
    below(record, false, fields);
}

/// The words of the draft, without its comments, each as often as it is there.
fn words_of_draft(draft: &Draft) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    for line in draft.text.lines().filter(|line| !line.trim_start().starts_with('#')) {
        for word in line.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()) {
            *words.entry(word.to_owned()).or_insert(0) += 1;
        }
    }
    words
}

/// Whether all parts of a word are in the draft, once more than they were looked for.
fn take(drafted: &mut BTreeMap<String, usize>, word: &str) -> bool {
    let parts: Vec<&str> =
        word.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|part| !part.is_empty()).collect();
    // A mark of presence or a number is in any draft.
    let says_little = parts.iter().all(|part| part.len() < 2 || part.chars().all(|c| c.is_ascii_digit()));
    if says_little && !parts.is_empty() {
        return false;
    }
    let has_all = parts.iter().all(|part| drafted.get(*part).is_some_and(|count| *count > 0));
    if has_all {
        for part in parts {
            if let Some(count) = drafted.get_mut(part) {
                *count -= 1;
            }
        }
    }
    has_all
}

#[test]
fn it_sees_what_is_lost() {
    let text = "字段名\t名称\t类型\t必填\njydm\t甲一\tString4\tY\nczygh\t乙二\tString20\tN\n";
    let mut draft = crate::support::draft("city/a/b", &[(crate::support::Holds::Table, text)]);
    assert_eq!(lost(text, &draft), []);
    draft.decisions.retain(|decision| decision.kind.name() != "table");
    assert_eq!(lost(text, &draft).len(), 4, "the headings");
    let other = format!("{text}grbh\t丙三\tString8\tY\n");
    let words: Vec<String> =
        lost(&other, &draft).into_iter().filter(|(line, _)| *line == 4).map(|(_, word)| word).collect();
    assert_eq!(words, ["grbh", "丙三", "String8"], "a row");
}
