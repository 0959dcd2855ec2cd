//! Checks whether a pattern can match any text.
//!
//! The pattern is traversed as a graph, tracking the preceding and the following kinds of characters, as far as anchors
//! and word boundaries depend on them. Unsupported syntax counts as possible: only a pattern that certainly matches
//! nothing is an error.

mod read;

use std::collections::HashSet;

use read::Node;

/// Kinds of characters that anchors and boundaries distinguish, and the end of the text, as bits.
const LINE: u8 = 1;
const RETURN: u8 = 2;
const WORD: u8 = 4;
const OTHER: u8 = 8;
const END: u8 = 16;
const CHARACTERS: [u8; 4] = [LINE, RETURN, WORD, OTHER];
const ANY: u8 = LINE | RETURN | WORD | OTHER | END;
/// Before the first character.
const START: u8 = END;

/// A condition on the characters around a position of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Start,
    End,
    LineStart,
    LineEnd,
    Boundary,
    NoBoundary,
    WordStart,
    WordEnd,
    NoWordBefore,
    NoWordAfter,
}

impl Look {
    /// The kinds of characters that may follow after one kind of character if this condition holds; 0 if it can't hold.
    fn allows(self, before: u8) -> u8 {
        let is_word = before == WORD;
        let when = |holds: bool, after: u8| if holds { after } else { 0 };
        match self {
            Look::Start => when(before == START, ANY),
            Look::End => END,
            Look::LineStart => when(before == START || before == LINE, ANY),
            Look::LineEnd => END | LINE,
            Look::Boundary => {
                if is_word {
                    ANY & !WORD
                } else {
                    WORD
                }
            }
            Look::NoBoundary => {
                if is_word {
                    WORD
                } else {
                    ANY & !WORD
                }
            }
            Look::WordStart => when(!is_word, WORD),
            Look::WordEnd => when(is_word, ANY & !WORD),
            Look::NoWordBefore => when(!is_word, ANY),
            Look::NoWordAfter => ANY & !WORD,
        }
    }
}

/// A step of the graph, which refers to the next steps by index.
enum Step {
    /// One character of these kinds.
    Take(u8, usize),
    Look(Look, usize),
    Either(Vec<usize>),
    Done,
}

/// The maximum number of steps that are traversed.
const MOST_STEPS: usize = 20_000;

/// Whether a pattern can match a whole text; true if that is unknown.
pub(super) fn takes_something(pattern: &str) -> bool {
    let Some(node) = read::pattern(pattern) else { return true };
    let mut graph = Graph { steps: vec![Step::Done] };
    let Some(first) = graph.add(&node, 0) else { return true };
    graph.reaches_the_end(first)
}

struct Graph {
    steps: Vec<Step>,
}

impl Graph {
    fn push(&mut self, step: Step) -> Option<usize> {
        let index = self.steps.len();
        self.steps.push(step);
        (index < MOST_STEPS).then_some(index)
    }

    /// Adds a part of a pattern that continues at step `then`. Returns its first step, or `None` if the graph is too
    /// large.
    fn add(&mut self, node: &Node, then: usize) -> Option<usize> {
        match node {
            Node::Set(kinds) => self.push(Step::Take(*kinds, then)),
            Node::Look(look) => self.push(Step::Look(*look, then)),
            Node::Concat(parts) => parts.iter().rev().try_fold(then, |then, part| self.add(part, then)),
            Node::Either(parts) => {
                let starts: Option<Vec<usize>> = parts.iter().map(|part| self.add(part, then)).collect();
                self.push(Step::Either(starts?))
            }
            Node::Repeat { of, min, max } => {
                // More than two repetitions make no difference.
                let then = match max {
                    Some(max) if *max == *min && *min <= 2 => then,
                    Some(1) => {
                        let once = self.add(of, then)?;
                        self.push(Step::Either(vec![once, then]))?
                    }
                    Some(_) | None => {
                        let turn = self.push(Step::Either(Vec::new()))?;
                        let again = self.add(of, turn)?;
                        if let Some(step) = self.steps.get_mut(turn) {
                            *step = Step::Either(vec![again, then]);
                        }
                        turn
                    }
                };
                (0..(*min).min(2)).try_fold(then, |then, _| self.add(of, then))
            }
        }
    }

    fn reaches_the_end(&self, first: usize) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![(first, START, ANY)];
        while let Some((index, before, after)) = open.pop() {
            if after == 0 || !seen.insert((index, before, after)) {
                continue;
            }
            match self.steps.get(index) {
                Some(Step::Done) if after & END != 0 => return true,
                Some(Step::Take(kinds, then)) => {
                    let taken = CHARACTERS.into_iter().filter(|kind| kinds & after & kind != 0);
                    open.extend(taken.map(|kind| (*then, kind, ANY)));
                }
                Some(Step::Look(look, then)) => open.push((*then, before, after & look.allows(before))),
                Some(Step::Either(all)) => open.extend(all.iter().map(|then| (*then, before, after))),
                Some(Step::Done) | None => {}
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::takes_something;

    #[test]
    fn impossible_patterns_are_detected() {
        for nothing in [
            r"[^\s\S]",
            r"[^\w\W]",
            r"[^\d\D]+",
            "$a",
            "a^",
            r"a\zb",
            r"a\Ab",
            "(?:$a|b^)",
            "(^a){2}",
            "(a$){3,}",
            r"a\bb",
            r"\Ba",
            r"a\B",
            r"\b",
            r"a\b{start}",
            r"(?x) $ a # never",
            "[^\\x00-\\x{10FFFF}]",
            "a(?:b[^\\s\\S]|$c)d",
            "(?m)a^b",
            "(?-m)a$\\n",
        ] {
            assert!(!takes_something(nothing), "{nothing}");
        }
        for something in [
            "",
            "a",
            "[0-9]{4}",
            "^a$",
            "^^a$$",
            r"\Aa\z",
            r"[\s\S]",
            "[^a]",
            "($a)?b",
            "($a)*",
            "(?:$a|b)",
            r"a\b b",
            r"\ba\b",
            r"a\Bb",
            "(?m)a$\\n^b",
            "(?i)[A-Z]",
            "(^a){1}",
            "(^|b)a",
            "(^a?){2}",
            r"\p{Han}",
            "[[:alpha:]]",
            "[]a]",
            "(?x) [a-z] # $a",
            "(?P<year>[0-9]{4})",
            r"\u4e00",
            r"\x{4e00}+",
            "[一-龥]{2,20}",
            r"[\]\-\\]",
            r"\.",
            "a{2,}",
            "(?s).",
            "a|",
            r"\b{end-half}",
        ] {
            assert!(takes_something(something), "{something}");
        }
    }

    #[test]
    fn large_patterns_terminate() {
        for pattern in [
            "(a|b$c){2}".repeat(300),
            format!("{}a{}", "(".repeat(100), "{2})".repeat(100)),
            "((((a{9}){9}){9}){9}){9}".to_owned(),
        ] {
            assert!(takes_something(&pattern) || pattern.contains("$c"), "{}", pattern.len());
        }
    }
}
