//! Finds codes in a text.

use super::super::lexicon::{half_width, is_chinese};
use super::is_delimiter;
use super::meaning::{self, Style};

/// The notation of codes in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// `（1）门诊`, `[1] 门诊`, `"1"-门诊`
    Enclosed,
    /// `①门诊`
    Circled,
    /// `1：门诊`, `1-门诊`, `A.门诊`
    Marked,
    /// `1（门诊）`
    Bracketed,
    /// `1 门诊`
    Spaced,
    /// `01门诊`
    Direct,
}

impl Notation {
    pub(super) const ALL: [Notation; 6] = [
        Notation::Enclosed,
        Notation::Circled,
        Notation::Marked,
        Notation::Bracketed,
        Notation::Spaced,
        Notation::Direct,
    ];
}

/// A code of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The start of the item.
    pub(super) start: usize,
    /// The start of its meaning.
    pub(super) end: usize,
    /// The code; `None` for a range of codes, `11~99`.
    pub(super) code: Option<String>,
    pub(super) style: Style,
}

/// The characters of a text, in half width.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    chars: Vec<(usize, char)>,
}

const OPENING: &[(char, char)] =
    &[('(', ')'), ('[', ']'), ('“', '”'), ('"', '"'), ('\'', '\''), ('「', '」'), ('‘', '’'), ('<', '>')];
const MARKS: &[char] = &[':', '=', '-', '→'];
const COUNTING_MARKS: &[char] = &['.', '、', ')'];
const VERBS: &[&str] = &["代表", "表示", "为", "是"];

/// The maximum number of digits of a code.
const MOST_DIGITS: usize = 6;
const MOST_LETTERS: usize = 4;

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, chars: text.char_indices().map(|(at, c)| (at, half_width(c))).collect() }
    }

    fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(_, c)| *c)
    }

    fn byte(&self, index: usize) -> usize {
        self.chars.get(index).map_or(self.text.len(), |(at, _)| *at)
    }

    /// The codes in a notation, in order.
    pub(super) fn items(&self, notation: Notation) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut index = 0;
        while index < self.chars.len() {
            match self.item(index, notation, items.first()) {
                Some((item, next)) => {
                    items.push(item);
                    index = next;
                }
                None => index += 1,
            }
        }
        // Ranges alone aren't a list of codes.
        if items.iter().all(|item| item.code.is_none()) { Vec::new() } else { items }
    }

    fn item(&self, index: usize, notation: Notation, first: Option<&Item>) -> Option<(Item, usize)> {
        let (code, end, style) = match notation {
            Notation::Enclosed => self.enclosed(index)?,
            Notation::Circled => self.circled(index)?,
            Notation::Marked => self.marked(index)?,
            Notation::Bracketed => self.bracketed(index)?,
            Notation::Spaced => self.spaced(index)?,
            Notation::Direct => self.direct(index, first)?,
        };
        Some((Item { start: self.byte(index), end: self.byte(end), code, style }, end))
    }

    fn enclosed(&self, index: usize) -> Option<(Option<String>, usize, Style)> {
        let opening = self.at(index)?;
        let (_, closing) = OPENING.iter().find(|(known, _)| *known == opening)?;
        let (code, end) = self.code(index + 1)?;
        (self.at(end)? == *closing).then_some(())?;
        let next = self.blanks(end + 1);
        let is_marked = self.at(next).is_some_and(|c| MARKS.contains(&c));
        let next = if is_marked { self.blanks(next + 1) } else { next };
        let style = if opening == '(' && !is_marked { Style::Counting } else { Style::Marked };
        Some((Some(code), next, style))
    }

    fn circled(&self, index: usize) -> Option<(Option<String>, usize, Style)> {
        let number = match self.at(index)? {
            c @ '①'..='⑳' => u32::from(c) - u32::from('①') + 1,
            '⓪' => 0,
            _ => return None,
        };
        Some((Some(number.to_string()), self.blanks(index + 1), Style::Counting))
    }

    fn marked(&self, index: usize) -> Option<(Option<String>, usize, Style)> {
        let before = index.checked_sub(1).and_then(|before| self.at(before));
        if !before.is_none_or(|c| is_boundary(c) || is_chinese(c)) || self.follows_measure(index) {
            return None;
        }
        let (code, end) = match self.range(index) {
            Some(end) => (None, end),
            None => self.code(index).map(|(code, end)| (Some(code), end))?,
        };
        let mark = self.blanks(end);
        // The bracket of `（默认0）` closes one that was opened before the word.
        let c = self.at(mark).filter(|c| *c != ')' || before.is_none_or(is_boundary))?;
        let style = if COUNTING_MARKS.contains(&c) { Style::Counting } else { Style::Marked };
        if COUNTING_MARKS.contains(&c) || MARKS.contains(&c) {
            // `--` and `->` are separators, too.
            let more = self.at(mark + 1).is_some_and(|next| matches!((c, next), ('-', '-' | '>') | ('=', '=' | '>')));
            return Some((code, self.blanks(mark + 1 + usize::from(more)), style));
        }
        let is_word = |word: &&&str| word.chars().enumerate().all(|(offset, c)| self.at(mark + offset) == Some(c));
        let word = VERBS.iter().find(is_word)?;
        Some((code, self.blanks(mark + word.chars().count()), style))
    }

    fn bracketed(&self, index: usize) -> Option<(Option<String>, usize, Style)> {
        let (code, end) = self.bounded(index)?;
        let is_opened = self.at(end) == Some('(') && self.at(end + 1).is_some_and(begins_meaning);
        is_opened.then_some((code, end + 1, Style::Unmarked))
    }

    /// Whether the words before a position announce a measure: `长度为`.
    fn follows_measure(&self, index: usize) -> bool {
        let from = index.saturating_sub(6);
        let before: String = self.chars.get(from..index).unwrap_or_default().iter().map(|(_, c)| *c).collect();
        let before = before.trim_end_matches(['为', '是', '=', ':']);
        ["长度", "位数", "精度", "小数", "最大", "最小"].iter().any(|word| before.ends_with(word))
    }

    fn spaced(&self, index: usize) -> Option<(Option<String>, usize, Style)> {
        let (code, end) = self.bounded(index)?;
        let next = self.blanks(end);
        (next > end && self.at(next).is_some_and(begins_meaning)).then_some((code, next, Style::Unmarked))
    }

    fn direct(&self, index: usize, first: Option<&Item>) -> Option<(Option<String>, usize, Style)> {
        let before = index.checked_sub(1).and_then(|before| self.at(before));
        let (code, end) = self.bounded(index).or_else(|| {
            // In a list without delimiters, a number of the same length as the first one is the next code: `1男2女`.
            let first = first?.code.as_ref()?;
            let (code, end) = self.code(index).filter(|(code, _)| code.len() == first.len())?;
            before.is_some_and(is_chinese).then_some((Some(code), end))
        })?;
        let is_number = |code: &String| code.ends_with(|c: char| c.is_ascii_digit());
        let is_code = code.as_ref().is_none_or(is_number) && self.at(end).is_some_and(begins_meaning);
        is_code.then_some((code, end, Style::Unmarked))
    }

    /// A code or a range of codes after a boundary.
    fn bounded(&self, index: usize) -> Option<(Option<String>, usize)> {
        let before = index.checked_sub(1).and_then(|before| self.at(before));
        if !before.is_none_or(is_boundary) {
            return None;
        }
        if let Some(end) = self.range(index) {
            return Some((None, end));
        }
        let (code, end) = self.code(index)?;
        let letters = code.bytes().filter(u8::is_ascii_alphabetic).count();
        // English words in a sentence aren't codes, and neither are long numbers.
        let can_be = if letters == code.len() { letters == 1 } else { code.len() - letters <= 4 };
        can_be.then_some((Some(code), end))
    }

    /// The code at a position: digits, or capital letters followed by digits.
    fn code(&self, index: usize) -> Option<(String, usize)> {
        let letters = self.run(index, |c| c.is_ascii_uppercase());
        let digits = self.run(letters, |c| c.is_ascii_digit());
        let (number_of_letters, number_of_digits) = (letters - index, digits - letters);
        let code: String = self.chars.get(index..digits)?.iter().map(|(_, c)| *c).collect();
        let is_ended = !self.at(digits).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == '%');
        let fits = number_of_letters <= MOST_LETTERS && number_of_digits <= MOST_DIGITS && !code.is_empty();
        (fits && is_ended).then_some((code, digits))
    }

    /// The end of a range of codes at a position: `11~99`, `3-9`.
    fn range(&self, index: usize) -> Option<usize> {
        let (from, middle) = self.code(index)?;
        matches!(self.at(middle)?, '~' | '-' | '至').then_some(())?;
        let (to, end) = self.code(middle + 1)?;
        (from.len() <= to.len() && from < to || from.len() < to.len()).then_some(end)
    }

    fn run(&self, index: usize, is_part: fn(char) -> bool) -> usize {
        let run = self.chars.get(index..).unwrap_or_default().iter().take(MOST_DIGITS + MOST_LETTERS);
        index + run.take_while(|(_, c)| is_part(*c)).count()
    }

    fn blanks(&self, index: usize) -> usize {
        index + self.chars.get(index..).unwrap_or_default().iter().take_while(|(_, c)| c.is_whitespace()).count()
    }
}

/// Whether a code can follow a character.
fn is_boundary(c: char) -> bool {
    c.is_whitespace() || is_delimiter(c) || matches!(c, '(' | '[' | ':' | '{' | '"' | '“' | '=' | '，' | '；' | '：')
}

fn begins_meaning(c: char) -> bool {
    is_chinese(c) && !is_delimiter(c) && !matches!(c, '：' | '（' | '）' | '“' | '”' | '‘' | '’')
}

/// The text before the verb in `男为1`, if it is neither a field nor a measure.
fn named(before: &str) -> Option<&str> {
    const OTHERS: [&str; 8] = ["默认", "缺省", "固定", "至少", "至多", "最多", "最少", "不"];
    let value = before.strip_suffix('为')?;
    let is_other = OTHERS.iter().any(|word| value.contains(word)) || super::super::lexicon::is_kind(value);
    (!is_other).then_some(value)
}

/// The start and the words before a code at the end of a piece of text, and the code: `男(1)`, `男-1`, `男：1`.
pub(super) fn behind(piece: &str) -> Option<(usize, &str, String)> {
    let plain: String = piece.chars().map(half_width).collect();
    let bare = plain.trim_end_matches([')', ']']);
    let digits = bare.len() - bare.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (code_start, code) = match digits {
        0 => {
            let at = bare.len().checked_sub(1)?;
            (at, bare.get(at..).filter(|code| code.bytes().all(|b| b.is_ascii_uppercase()))?)
        }
        1..=MOST_DIGITS => (bare.len() - digits, bare.get(bare.len() - digits..)?),
        _ => return None,
    };
    let before = bare.get(..code_start)?;
    let closes = bare.len() < plain.len();
    let value = if closes {
        before.strip_suffix(['(', '['])
    } else {
        before.strip_suffix([':', '=', '-']).or_else(|| named(before))
    }?;
    // Count characters, not bytes, because half-width characters have other byte lengths.
    let number = value.chars().count();
    let from = value.rfind([':', '(']).map_or(0, |at| value.get(..=at).unwrap_or_default().chars().count());
    let offset = |number: usize| piece.char_indices().nth(number).map_or(piece.len(), |(at, _)| at);
    let (start, end) = (offset(from), offset(number));
    let zh = piece.get(start..end)?.trim();
    (!meaning::is_measure(zh)).then(|| (start, zh, code.to_owned()))
}
