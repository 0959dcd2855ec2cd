//! How a cell indicates the nesting of its row.

use super::name::Step;

/// A row that may contain others.
pub(super) struct Level {
    pub(super) depth: usize,
    pub(super) path: Vec<Step>,
    pub(super) holds: Holds,
}

/// Whether a row can contain others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Fields,
    Nothing,
    /// It may, but its name couldn't be read.
    Unnamed,
}

/// The depth of a level: a number, or a number of marks.
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
