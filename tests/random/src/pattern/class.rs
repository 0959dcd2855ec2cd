//! The characters of a class that XML can contain.

use regex_syntax::ast::{ClassAscii, ClassAsciiKind, ClassBracketed, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem};

use super::Unit;
use crate::dice::Scatter;

/// The characters that can be sent.
const XML: [(char, char); 5] =
    [('\t', '\n'), ('\r', '\r'), (' ', '\u{D7FF}'), ('\u{E000}', '\u{FFFD}'), ('\u{10000}', char::MAX)];

/// Characters that are preferred if a class has them.
const USUAL: &str = "a0Z9-_. 张三医保，（ئۇي😀é&<]\"";

const DIGITS: &[(char, char)] = &[('0', '9')];
const SPACES: &[(char, char)] = &[('\t', '\r'), (' ', ' ')];
const WORDS: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// Characters, as ranges.
#[derive(Clone, Debug, Default)]
pub(super) struct Class(Vec<(char, char)>);

impl Class {
    /// A single character.
    pub(super) fn one(c: char) -> Self {
        Self(vec![(c, c)])
    }

    /// Every character except these.
    pub(super) fn all_but(excluded: &[char]) -> Self {
        Self(excluded.iter().map(|c| (*c, *c)).collect()).negated(true)
    }

    /// `\d`, `\s` or `\w`, or the opposite: ASCII only, as in the patterns of specs.
    pub(super) fn perl(class: &ClassPerl) -> Self {
        let ranges = match class.kind {
            ClassPerlKind::Digit => DIGITS,
            ClassPerlKind::Space => SPACES,
            ClassPerlKind::Word => WORDS,
        };
        Self(ranges.to_vec()).negated(class.negated)
    }

    /// A bracketed class; `None` if the patterns of specs don't have such a class.
    pub(super) fn bracketed(class: &ClassBracketed, ignores_case: bool) -> Option<Self> {
        let ClassSet::Item(item) = &class.kind else { return None };
        Some(Self::item(item)?.folded(ignores_case).negated(class.negated))
    }

    fn item(item: &ClassSetItem) -> Option<Self> {
        Some(match item {
            ClassSetItem::Empty(_) => Self::default(),
            ClassSetItem::Literal(literal) => Self::one(literal.c),
            ClassSetItem::Range(range) => Self(vec![(range.start.c, range.end.c)]),
            ClassSetItem::Ascii(class) => Self::ascii(class),
            ClassSetItem::Perl(class) => Self::perl(class),
            ClassSetItem::Union(union) => Self(
                union
                    .items
                    .iter()
                    .map(Self::item)
                    .collect::<Option<Vec<_>>>()?
                    .into_iter()
                    .flat_map(|one| one.0)
                    .collect(),
            ),
            ClassSetItem::Unicode(_) | ClassSetItem::Bracketed(_) => return None,
        })
    }

    fn ascii(class: &ClassAscii) -> Self {
        let ranges: &[(char, char)] = match class.kind {
            ClassAsciiKind::Alnum => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
            ClassAsciiKind::Alpha => &[('A', 'Z'), ('a', 'z')],
            ClassAsciiKind::Ascii => &[('\0', '\x7F')],
            ClassAsciiKind::Blank => &[('\t', '\t'), (' ', ' ')],
            ClassAsciiKind::Cntrl => &[('\0', '\x1F'), ('\x7F', '\x7F')],
            ClassAsciiKind::Digit => DIGITS,
            ClassAsciiKind::Graph => &[('!', '~')],
            ClassAsciiKind::Lower => &[('a', 'z')],
            ClassAsciiKind::Print => &[(' ', '~')],
            ClassAsciiKind::Punct => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
            ClassAsciiKind::Space => SPACES,
            ClassAsciiKind::Upper => &[('A', 'Z')],
            ClassAsciiKind::Word => WORDS,
            ClassAsciiKind::Xdigit => &[('0', '9'), ('A', 'F'), ('a', 'f')],
        };
        Self(ranges.to_vec()).negated(class.negated)
    }

    /// The same with both cases of ASCII letters, if case is ignored.
    pub(super) fn folded(mut self, ignores_case: bool) -> Self {
        if !ignores_case {
            return self;
        }
        let letters = |first: char, last: char, other: fn(&char) -> char| {
            let shared = |(start, end): &(char, char)| (first.max(*start), last.min(*end));
            self.0
                .iter()
                .map(shared)
                .filter(|(start, end)| start <= end)
                .map(move |(start, end)| (other(&start), other(&end)))
                .collect::<Vec<_>>()
        };
        let folded =
            [letters('a', 'z', char::to_ascii_uppercase), letters('A', 'Z', char::to_ascii_lowercase)].concat();
        self.0.extend(folded);
        self
    }

    fn negated(self, is_negated: bool) -> Self {
        if !is_negated {
            return self;
        }
        let mut ranges = self.0;
        ranges.sort_unstable();
        let (mut rest, mut free) = (Vec::new(), Some('\0'));
        for (start, end) in ranges {
            let Some(first) = free else { break };
            if first < start {
                rest.push((first, before(start)));
            }
            if end >= first {
                free = after(end);
            }
        }
        rest.extend(free.map(|first| (first, char::MAX)));
        Self(rest)
    }

    /// The same without the characters that XML can't contain.
    pub(super) fn sendable(&self) -> Self {
        let within = |(start, end): &(char, char)| {
            let (start, end) = (*start, *end);
            XML.into_iter()
                .map(move |(first, last)| (first.max(start), last.min(end)))
                .filter(|(start, end)| start <= end)
        };
        Self(self.0.iter().flat_map(within).collect())
    }

    /// The shortest character; `None` if the class is empty.
    pub(super) fn shortest(&self) -> Option<char> {
        self.0.iter().map(|(start, _)| *start).min()
    }

    /// One of the characters that fit.
    pub(super) fn draw(&self, room: usize, unit: Unit, scatter: &mut Scatter) -> Option<char> {
        let fits = |c: &char| unit.of(*c) <= room;
        let is_wide = self.0.iter().any(|(start, end)| u32::from(*end) - u32::from(*start) > 200);
        if is_wide && !scatter.once_in(3) {
            let usual: Vec<char> = USUAL.chars().filter(|c| self.has(*c) && fits(c)).collect();
            if let Some(c) = usual.get(scatter.below(usual.len())) {
                return Some(*c);
            }
        }
        let mut drawn = (0..8).filter_map(|_| self.nth(scatter.below(self.size())));
        drawn.find(fits).or_else(|| self.shortest())
    }

    fn has(&self, c: char) -> bool {
        self.0.iter().any(|(start, end)| (*start..=*end).contains(&c))
    }

    fn size(&self) -> usize {
        self.0.iter().map(|(start, end)| (*start..=*end).count_quickly()).sum()
    }

    fn nth(&self, mut number: usize) -> Option<char> {
        for (start, end) in &self.0 {
            let size = (*start..=*end).count_quickly();
            if number < size {
                return (*start..=*end).nth(number);
            }
            number -= size;
        }
        None
    }
}

/// The number of characters of a range.
trait CountQuickly {
    fn count_quickly(&self) -> usize;
}

impl CountQuickly for std::ops::RangeInclusive<char> {
    fn count_quickly(&self) -> usize {
        self.size_hint().0
    }
}

fn before(c: char) -> char {
    ('\0'..c).next_back().unwrap_or_default()
}

fn after(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}
