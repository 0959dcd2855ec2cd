//! A parser of the syntax of `regex-lite`, as far as it affects which texts match.

use std::iter::Peekable;
use std::str::Chars;

use super::{LINE, Look, OTHER, RETURN, WORD};

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A character of these kinds.
    Set(u8),
    Look(Look),
    Concat(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        of: Box<Node>,
        min: u32,
        max: Option<u32>,
    },
}

/// Ranges of characters.
type Ranges = Vec<(u32, u32)>;

const LAST: u32 = 0x10_ffff;
const DIGITS: &[(u32, u32)] = &[(0x30, 0x39)];
const SPACES: &[(u32, u32)] = &[(0x09, 0x0d), (0x20, 0x20)];
const WORDS: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];
/// The maximum nesting of a pattern that is analysed.
const MAX_DEPTH: usize = 50;

/// Parses a pattern; `None` if it contains unsupported syntax.
pub(super) fn pattern(text: &str) -> Option<Node> {
    let mut reader = PatternReader { chars: text.chars().peekable() };
    let node = reader.either(Flags::default(), MAX_DEPTH)?;
    reader.chars.next().is_none().then_some(node)
}

#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    verbose: bool,
    multi_line: bool,
    dot_is_all: bool,
}

struct PatternReader<'t> {
    chars: Peekable<Chars<'t>>,
}

impl PatternReader<'_> {
    fn take(&mut self, c: char) -> bool {
        self.chars.next_if_eq(&c).is_some()
    }

    fn either(&mut self, mut flags: Flags, depth: usize) -> Option<Node> {
        let mut parts = vec![self.concat(&mut flags, depth.checked_sub(1)?)?];
        while self.take('|') {
            parts.push(self.concat(&mut flags, depth - 1)?);
        }
        Some(if parts.len() == 1 { parts.pop()? } else { Node::Either(parts) })
    }

    fn concat(&mut self, flags: &mut Flags, depth: usize) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            self.blanks(*flags);
            let Some(c) = self.chars.next_if(|c| !matches!(c, '|' | ')')) else { return Some(Node::Concat(parts)) };
            let node = match c {
                '(' => match self.group(flags, depth)? {
                    Some(node) => node,
                    None => continue,
                },
                '[' => Node::Set(kinds(&self.class(*flags)?)),
                '.' if flags.dot_is_all => Node::Set(LINE | RETURN | WORD | OTHER),
                '.' => Node::Set(RETURN | WORD | OTHER),
                '^' if flags.multi_line => Node::Look(Look::LineStart),
                '^' => Node::Look(Look::Start),
                '$' if flags.multi_line => Node::Look(Look::LineEnd),
                '$' => Node::Look(Look::End),
                '\\' => self.escape()?,
                '*' | '+' | '?' | '{' => return None,
                c => Node::Set(kinds(&[(u32::from(c), u32::from(c))])),
            };
            parts.push(self.repeated(node, *flags)?);
        }
    }

    /// Skips blanks and comments of the verbose mode.
    fn blanks(&mut self, flags: Flags) {
        while flags.verbose && self.chars.peek().is_some_and(|c| c.is_whitespace() || *c == '#') {
            if self.chars.next() == Some('#') {
                while self.chars.next_if(|c| *c != '\n').is_some() {}
            }
        }
    }

    /// A group after its opening parenthesis; `Some(None)` if it only sets flags.
    fn group(&mut self, flags: &mut Flags, depth: usize) -> Option<Option<Node>> {
        let mut inner = *flags;
        if self.take('?') {
            if self.take('P') || self.chars.peek() == Some(&'<') {
                while self.chars.next()? != '>' {}
            } else if self.flags(&mut inner)? == ')' {
                *flags = inner;
                return Some(None);
            }
        }
        let node = self.either(inner, depth)?;
        self.take(')').then_some(Some(node))
    }

    /// Parses flags up to the character that ends them.
    fn flags(&mut self, flags: &mut Flags) -> Option<char> {
        let mut is_set = true;
        loop {
            match self.chars.next()? {
                '-' => is_set = false,
                'x' => flags.verbose = is_set,
                'm' => flags.multi_line = is_set,
                's' => flags.dot_is_all = is_set,
                'i' | 'u' | 'U' => {}
                end @ (':' | ')') => return Some(end),
                _ => return None,
            }
        }
    }

    fn repeated(&mut self, mut node: Node, flags: Flags) -> Option<Node> {
        loop {
            self.blanks(flags);
            let (min, max) = match self.chars.next_if(|c| matches!(c, '*' | '+' | '?' | '{')) {
                None => return Some(node),
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some(_) => self.counts()?,
            };
            self.take('?');
            node = Node::Repeat { of: Box::new(node), min, max };
        }
    }

    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let mut inside = String::new();
        loop {
            match self.chars.next()? {
                '}' => break,
                c => inside.push(c),
            }
        }
        let number = |text: &str| text.trim().parse().ok();
        match inside.split_once(',') {
            None => number(&inside).map(|count| (count, Some(count))),
            Some((min, max)) if max.trim().is_empty() => Some((number(min)?, None)),
            Some((min, max)) => Some((number(min)?, Some(number(max)?))),
        }
    }

    fn escape(&mut self) -> Option<Node> {
        let look = match *self.chars.peek()? {
            'A' => Look::Start,
            'z' => Look::End,
            'B' => Look::NoBoundary,
            '<' => Look::WordStart,
            '>' => Look::WordEnd,
            'b' => {
                self.chars.next();
                return self.boundary().map(Node::Look);
            }
            _ => return self.escaped().map(|ranges| Node::Set(kinds(&ranges))),
        };
        self.chars.next();
        Some(Node::Look(look))
    }

    /// The rest of a boundary after `\b`.
    fn boundary(&mut self) -> Option<Look> {
        if !self.take('{') {
            return Some(Look::Boundary);
        }
        let mut name = String::new();
        while let Some(c) = self.chars.next_if(|c| *c != '}') {
            name.push(c);
        }
        self.take('}').then_some(())?;
        match name.as_str() {
            "start" => Some(Look::WordStart),
            "end" => Some(Look::WordEnd),
            "start-half" => Some(Look::NoWordBefore),
            "end-half" => Some(Look::NoWordAfter),
            _ => None,
        }
    }

    /// The characters that an escape matches.
    fn escaped(&mut self) -> Option<Ranges> {
        let one = |c: u32| Some(vec![(c, c)]);
        match self.chars.next()? {
            'd' => Some(DIGITS.to_vec()),
            's' => Some(SPACES.to_vec()),
            'w' => Some(WORDS.to_vec()),
            'D' => Some(others(DIGITS)),
            'S' => Some(others(SPACES)),
            'W' => Some(others(WORDS)),
            'n' => one(0x0a),
            'r' => one(0x0d),
            't' => one(0x09),
            'f' => one(0x0c),
            'v' => one(0x0b),
            'a' => one(0x07),
            'x' => self.code(2).and_then(one),
            'u' => self.code(4).and_then(one),
            'U' => self.code(8).and_then(one),
            c if c.is_ascii_alphanumeric() => None,
            c => one(u32::from(c)),
        }
    }

    /// A code point, with this many digits or in braces.
    fn code(&mut self, digits: usize) -> Option<u32> {
        let mut text = String::new();
        if self.take('{') {
            while let Some(c) = self.chars.next_if(char::is_ascii_hexdigit) {
                text.push(c);
            }
            self.take('}').then_some(())?;
        } else {
            for _ in 0..digits {
                text.push(self.chars.next()?);
            }
        }
        u32::from_str_radix(&text, 16).ok()
    }

    /// A class after its opening bracket.
    fn class(&mut self, flags: Flags) -> Option<Ranges> {
        let is_negated = self.take('^');
        let mut all: Ranges = Vec::new();
        let mut is_first = true;
        loop {
            let (item, is_one) = match self.chars.next()? {
                ']' if !is_first => break,
                '[' | '&' | '~' => return None,
                c if flags.verbose && (c.is_whitespace() || c == '#') => return None,
                '\\' => {
                    let ranges = self.escaped()?;
                    let is_one = matches!(ranges.as_slice(), [(start, end)] if start == end);
                    (ranges, is_one)
                }
                c => (vec![(u32::from(c), u32::from(c))], true),
            };
            is_first = false;
            let mut rest = self.chars.clone();
            let is_range = is_one && rest.next() == Some('-') && rest.next().is_some_and(|c| c != ']');
            if is_range {
                self.chars.next();
                let last = match self.chars.next()? {
                    '[' => return None,
                    '\\' => self.escaped()?,
                    c => vec![(u32::from(c), u32::from(c))],
                };
                all.push((item.first()?.0, last.last()?.1));
            } else {
                all.extend(item);
            }
        }
        Some(if is_negated { others(&all) } else { all })
    }
}

/// The characters outside these ranges. Surrogates aren't characters.
fn others(ranges: &[(u32, u32)]) -> Ranges {
    let mut taken: Ranges = ranges.iter().copied().chain([(0xd800, 0xdfff)]).collect();
    taken.sort_unstable();
    let mut next = 0;
    let mut others = Vec::new();
    for (start, end) in taken {
        if start > next {
            others.push((next, start - 1));
        }
        next = next.max(end.saturating_add(1));
    }
    if next <= LAST {
        others.push((next, LAST));
    }
    others
}

/// The kinds of the characters in these ranges.
fn kinds(ranges: &[(u32, u32)]) -> u8 {
    let meets = |(start, end): (u32, u32)| ranges.iter().any(|(first, last)| *first <= end && start <= *last);
    let of_lines = [(0x0a, LINE), (0x0d, RETURN)].map(|(c, kind)| if meets((c, c)) { kind } else { 0 });
    let word = if WORDS.iter().any(|range| meets(*range)) { WORD } else { 0 };
    let known: Ranges = WORDS.iter().copied().chain([(0x0a, 0x0a), (0x0d, 0x0d)]).collect();
    let other = if others(&known).into_iter().any(meets) { OTHER } else { 0 };
    of_lines.iter().fold(word | other, |all, kind| all | kind)
}
