//! How a cell says that its row is nested.

use super::name::Step;

/// A row that others may be nested in.
pub(super) struct Level {
    pub(super) depth: usize,
    pub(super) path: Vec<Step>,
    pub(super) holds: Holds,
}

/// Whether a row can have others inside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Fields,
    Nothing,
    /// Its own name could not be read.
    Unnamed,
}

/// How deep a level is: a number, or as many marks.
pub(super) fn depth_of(text: &str) -> Option<usize> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let others = text.chars().filter(|c| !c.is_ascii_digit() && !"级层第Ll ".contains(*c)).count();
    match digits.parse() {
        Ok(depth) if others == 0 => Some(depth),
        _ if digits.is_empty() && text.chars().all(|c| "+-*.·>".contains(c)) => Some(text.chars().count()),
        _ => "一二三四五六七八九"
            .chars()
            .position(|c| text.trim_matches(['第', '级', '层']).chars().eq([c]))
            .map(|at| at + 1),
    }
}
