//! An oracle that checks whether a draft lost something, independent of the table parser.
//!
//! It splits a file into words in the simplest way, and searches each of them in the quotes of its line in decisions,
//! or else in the draft. Separate rules cover what the draft expresses differently: types, mandatory fields, running
//! numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use wxmed_compiler::model::{Field, Record, StatedPresence};
use wxmed_tools::{Decision, Draft};

use crate::support::content;

/// The lost words of a file, each with its line.
pub(crate) fn lost(text: &str, draft: &Draft) -> Vec<(usize, String)> {
    let quotes = quotes(text, &draft.decisions);
    let mut fields = BTreeMap::new();
    collect(&content(&draft.text).record, &mut fields);
    let mut drafted = words_of_draft(draft);
    let mut lost = Vec::new();
    let mut names = BTreeSet::new();
    for (numbers, line) in lines(text) {
        let words = words(&line);
        // A name may be wrapped over several lines, which continue its row.
        let parts = |word: &String| {
            word.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map(str::to_owned).collect::<Vec<_>>()
        };
        let named: BTreeSet<String> = words.iter().flat_map(parts).filter(|part| fields.contains_key(part)).collect();
        let pieces: Vec<String> = words.iter().flat_map(parts).filter(|part| part.len() > 2).collect();
        let begins = |name: &&String| pieces.iter().any(|piece| name.starts_with(piece.as_str()));
        let found: BTreeSet<String> = fields.keys().filter(begins).cloned().chain(named).collect();
        if !found.is_empty() {
            names = found;
        }
        for (at, word) in words.iter().enumerate() {
            let is_quoted = numbers
                .clone()
                .filter_map(|number| quotes.get(&number))
                .flatten()
                .any(|quote| quote.contains(word.as_str()));
            let is_covered = || names.iter().any(|name| fields.get(name).is_some_and(|facts| facts.covers(word)));
            let is_number = at == 0 && word.chars().all(|c| c.is_ascii_digit() || c == '.');
            // The first piece of a name that continues on the next line.
            let is_begun = word.contains('_') && fields.keys().any(|name| name.starts_with(word.as_str()));
            if is_quoted || is_covered() || is_number || is_begun || take(&mut drafted, word) {
                continue;
            }
            lost.push((*numbers.start(), word.clone()));
        }
    }
    lost
}

/// The lines of a text with their numbers. A quoted cell may continue on the next line.
fn lines(text: &str) -> Vec<(RangeInclusive<usize>, String)> {
    let mut lines: Vec<(RangeInclusive<usize>, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match lines.last_mut() {
            Some((numbers, open)) if open.matches('"').count() % 2 == 1 && number < numbers.start() + 3 => {
                *numbers = *numbers.start()..=number;
                open.push_str(line);
            }
            _ => lines.push((number..=number, line.to_owned())),
        }
    }
    lines
}

/// The words between blanks, separators and quotes.
pub(crate) fn words(line: &str) -> Vec<String> {
    let is_mark = |c: char| c.is_whitespace() || "|｜│┃,，;；()（）\"\u{feff}".contains(c);
    let is_drawn = |word: &&str| word.chars().all(|c| "-—–=+:".contains(c) || ('\u{2500}'..='\u{257f}').contains(&c));
    // `1,000` is one number.
    let line = thousands(line);
    line.split(is_mark).filter(|word| !word.is_empty() && !is_drawn(word)).map(half_width).collect()
}

/// A line without thousands separators.
fn thousands(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let is_comma =
        |at: usize| at > 0 && is_digit(at - 1) && (1..4).all(|more| is_digit(at + more)) && !is_digit(at + 4);
    (0..chars.len()).filter(|at| !(chars[*at] == ',' && is_comma(*at))).map(|at| chars[at]).collect()
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

/// The quotes of each line in decisions.
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

/// The properties of a field in the draft.
#[derive(Default)]
struct Facts {
    presence: BTreeSet<&'static str>,
    /// The numbers in its type, its lengths and its limits.
    numbers: BTreeSet<String>,
    format: BTreeSet<&'static str>,
    /// The names of the objects that contain it.
    above: BTreeSet<String>,
}

const TYPES: &str = "string varchar varchar2 char c an x text clob 字符 字符型 字符串 变长 定长 ≤ int long bigint number n \
    decimal 数值 数值型 数字 object list array 对象 数组 列表 节点 循环体 date 日期 日期型 日期时间型";
const YES: &str = "y yes 是 必填 必须 m √ r 1";
const NO: &str = "n no 否 选填 o × 0";

fn is_in(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

impl Facts {
    fn covers(&self, word: &str) -> bool {
        if self.above.contains(word) {
            return true;
        }
        let word = word.to_lowercase();
        let is_yes = is_in(YES, &word) && self.presence.contains("yes");
        let is_no = is_in(NO, &word) && self.presence.contains("no");
        // `VARCHAR2` and `C..20`.
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit() || ".-~".contains(c));
        let mut digits = word[letters.len()..].split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
        let is_typed = letters.is_empty() || is_in(TYPES, letters);
        let is_type = is_in(TYPES, &word) || (is_typed && digits.all(|digits| self.numbers.contains(digits)));
        let is_format = self.format.iter().any(|format| match *format {
            "yuan" => word == "元" || word == "单位",
            "fen" => word == "分" || word == "单位",
            "timestamp" => word == "yyyymmddhhmmss",
            other => other.to_lowercase().split(' ').any(|part| part == word),
        });
        let is_open = word.ends_with("-n") && self.numbers.contains(&word[..word.len() - 2]);
        // The level column, for a nested field.
        let is_level = word.len() == 1 && word.parse::<u8>().is_ok() && (!self.above.is_empty() || word == "1");
        is_yes || is_no || is_type || is_format || is_open || is_level
    }

    fn add(&mut self, field: &Field) {
        self.presence.insert(if field.presence == StatedPresence::Optional { "no" } else { "yes" });
        self.format.insert(field.format.name());
        let text = format!("{} {:?} {:?} {:?}", field.notation, field.limits, field.length, field.list);
        for number in text.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|number| !number.is_empty()) {
            self.numbers.extend(number.split('.').map(str::to_owned));
            // A range of nines expresses a number of digits.
            let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
            if (whole.to_owned() + decimals).chars().all(|c| c == '9') {
                self.numbers.insert((whole.len() + decimals.len()).to_string());
                self.numbers.insert(decimals.len().to_string());
            }
        }
        if matches!(field.format.name(), "yuan") {
            self.numbers.insert("2".to_owned());
        }
    }
}

fn collect(record: &Record, fields: &mut BTreeMap<String, Facts>) {
    fn below(record: &Record, above: &BTreeSet<String>, fields: &mut BTreeMap<String, Facts>) {
        for field in &record.fields {
            let facts = fields.entry(field.name.clone()).or_default();
            facts.add(field);
            facts.above.extend(above.iter().cloned());
            if let Some(object) = &field.object {
                let above = above.iter().cloned().chain([field.name.clone()]).collect();
                below(object, &above, fields);
            }
        }
    }
    below(record, &BTreeSet::new(), fields);
}

/// The words of the draft without its comments, with their numbers of occurrences.
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

/// Whether the draft has an unused occurrence of all parts of a word, which is then used.
fn take(drafted: &mut BTreeMap<String, usize>, word: &str) -> bool {
    let parts: Vec<&str> =
        word.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|part| !part.is_empty()).collect();
    // Marks of presence and numbers occur in any draft, so they don't count.
    let Some((last, above)) = parts.split_last() else { return false };
    if last.len() < 2
        || last.chars().all(|c| c.is_ascii_digit())
        || !above.iter().all(|part| drafted.contains_key(*part))
    {
        return false;
    }
    match drafted.get_mut(*last) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

/// A parent that is repeated for a row with a wrapped name isn't reported as lost.
#[test]
fn it_recognises_a_row_with_a_wrapped_name() {
    let text = "上级节点\t字段名\t名称\t类型\t必填\n-\tpsnCc\t操姓\tList\tY\npsnCc\t<mdtr\ntBb>\t院用\tString4\tY\npsnCc\tother\t其他\tString4\tY\n";
    let draft = crate::support::draft("city/a/b", &[(crate::support::Holds::Table, text)]);
    assert_eq!(lost(text, &draft), [], "{}", draft.text);
}

#[test]
fn it_finds_lost_words() {
    let text = "字段名\t名称\t类型\t必填\njydm\t甲一\tString4\tY\nczygh\t乙二\tString20\tN\n";
    let mut draft = crate::support::draft("city/a/b", &[(crate::support::Holds::Table, text)]);
    assert_eq!(lost(text, &draft), []);
    draft.decisions.retain(|decision| decision.kind.name() != "table");
    let headings = lost(text, &draft);
    assert!(headings.len() > 2 && headings.iter().all(|(line, _)| *line == 1), "the headings: {headings:?}");
    let other = format!("{text}grbh\t丙三\tString8\tY\n");
    let words: Vec<String> =
        lost(&other, &draft).into_iter().filter(|(line, _)| *line == 4).map(|(_, word)| word).collect();
    assert_eq!(words, ["grbh", "丙三", "String8", "Y"], "a row");
}
