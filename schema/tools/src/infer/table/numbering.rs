//! Nesting by row numbers: `1.1` is in `1`, and `（1）` is in `1` or contains `1.1`.

use crate::infer::columns::in_brackets;

/// The numbers of a table so far.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Whether the first number was in brackets, so that such numbers are the outer ones.
    begins_with_brackets: Option<bool>,
    /// The last number without brackets.
    plain: String,
}

impl Numbering {
    /// The section of a number, which becomes the current one.
    pub(super) fn section(&mut self, text: &str) -> String {
        let number = in_brackets(text);
        let brackets_are_outer = *self.begins_with_brackets.get_or_insert(number.is_some());
        match number {
            Some(number) if brackets_are_outer => number.to_string(),
            Some(number) => format!("{}.({number})", self.plain),
            None => {
                text.trim_end_matches('.').clone_into(&mut self.plain);
                self.plain.clone()
            }
        }
    }

    /// The section that contains a number.
    pub(super) fn outer(&self, text: &str) -> Option<String> {
        match (in_brackets(text), self.begins_with_brackets) {
            (Some(_), Some(false)) => Some(self.plain.clone()),
            (Some(_), _) => None,
            (None, _) => text.trim_end_matches('.').rsplit_once('.').map(|(outer, _)| outer.to_owned()),
        }
    }
}
