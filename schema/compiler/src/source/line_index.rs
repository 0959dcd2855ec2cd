//! An index of lines and columns of a text.

use super::Position;

/// The maximum number of bytes that are counted to find a column.
const STEP: usize = 1024;

/// The starts of lines, and known columns in long lines.
#[derive(Debug, Default)]
pub struct LineIndex(Vec<Mark>);

/// A byte whose line and column are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    byte: usize,
    /// Starts at 0.
    line: usize,
    /// In characters, starting at 0.
    column: usize,
}

impl LineIndex {
    /// Builds the index of a text.
    pub fn of(text: &str) -> Self {
        let mut marks = vec![Mark { byte: 0, line: 0, column: 0 }];
        let (mut line, mut column, mut last) = (0, 0, 0);
        for (byte, c) in text.char_indices() {
            column += 1;
            let next = byte + c.len_utf8();
            if c == '\n' {
                (line, column) = (line + 1, 0);
            }
            if column == 0 || next - last >= STEP {
                marks.push(Mark { byte: next, line, column });
                last = next;
            }
        }
        Self(marks)
    }

    /// The line and column of a byte offset.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let byte = byte.min(text.len());
        let behind = self.0.partition_point(|mark| mark.byte <= byte);
        let mark = behind.checked_sub(1).and_then(|at| self.0.get(at)).copied();
        let mark = mark.unwrap_or(Mark { byte: 0, line: 0, column: 0 });
        let between = text.get(mark.byte..byte).map_or(0, |between| between.chars().count());
        Position { line: mark.line + 1, column: mark.column + between + 1 }
    }

    /// The start of the line that contains a byte offset.
    pub fn line_start(&self, byte: usize) -> usize {
        let behind = self.0.partition_point(|mark| mark.byte <= byte);
        let before = self.0.get(..behind).unwrap_or_default();
        let line = before.last().map_or(0, |mark| mark.line);
        let first = self.0.partition_point(|mark| mark.line < line);
        self.0.get(first).map_or(0, |mark| mark.byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_equal_those_found_by_counting() {
        let long = "甲b丙 ".repeat(700);
        for text in ["", "\n", "a", "甲\n\r\n乙丙", &long, &format!("{long}\n{long}丁\nd")] {
            let line_index = LineIndex::of(text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..byte];
                let start = before.rfind('\n').map_or(0, |newline| newline + 1);
                let position =
                    Position { line: before.matches('\n').count() + 1, column: text[start..byte].chars().count() + 1 };
                assert_eq!(line_index.position(text, byte), position);
                assert_eq!(line_index.line_start(byte), start);
            }
        }
    }

    #[test]
    fn a_lookup_counts_at_most_one_step() {
        let text = "甲".repeat(100_000);
        let line_index = LineIndex::of(&text);
        assert!(line_index.0.windows(2).all(|pair| pair[1].byte - pair[0].byte < STEP + 4));
    }
}
