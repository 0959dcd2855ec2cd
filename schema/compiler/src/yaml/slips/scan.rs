//! Finds positions where YAML punctuation is possible: scans the text line by line, and tracks quotes, blocks and
//! brackets.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::{Slip, SlipKind, bracket, is_colon, is_quote, key_before_a_colon, resembles};
use crate::confusable::{self, Likeness};
use crate::grammar;

/// All slips of a text, in order.
pub(super) fn slips(text: &str) -> Vec<Slip> {
    Scanner::through(text).slips
}

/// The offset of the bracket that is unclosed at the end of a text.
pub(in crate::yaml) fn open_bracket(text: &str) -> Option<usize> {
    Scanner::through(text).open.last().map(|(_, at)| *at)
}

/// The quoted texts that span several lines, including the quotes.
pub(in crate::yaml) fn long_quotes(text: &str) -> Vec<Range<usize>> {
    Scanner::through(text).long_quotes
}

/// Whether any shape of the language has a key with this name.
fn is_known(key: &str) -> bool {
    static KEYS: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    let keys = || grammar::shapes().iter().flat_map(|shape| shape.keys.iter().map(|key| key.name)).collect();
    KEYS.get_or_init(keys).contains(key)
}

fn is_odd_space(c: char) -> Option<Likeness> {
    confusable::meant(c)
        .map(|(likeness, _)| likeness)
        .filter(|likeness| matches!(likeness, Likeness::Space | Likeness::Invisible))
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The open brackets, and their offsets.
    open: Vec<(char, usize)>,
    long_quotes: Vec<Range<usize>>,
    slips: Vec<Slip>,
}

impl<'t> Scanner<'t> {
    fn through(text: &'t str) -> Self {
        let mut scanner = Self { text, at: 0, open: Vec::new(), long_quotes: Vec::new(), slips: Vec::new() };
        while scanner.at < text.len() {
            scanner.line();
        }
        scanner
    }

    /// The innermost open bracket.
    fn around(&self) -> Option<char> {
        self.open.last().map(|(bracket, _)| *bracket)
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The rest of the line. It takes linear time, so call it only before skipping to the end of the line.
    fn rest_of_line(&self) -> &str {
        self.rest().split('\n').next().unwrap_or_default()
    }

    fn next_line(&mut self) {
        self.at += self.rest_of_line().len() + 1;
    }

    fn add(&mut self, start: usize, end: usize, kind: SlipKind, instead: &str) {
        self.slips.push(Slip { start, end, kind, instead: instead.to_owned() });
    }

    /// Records a character that looks like punctuation, with its replacement.
    fn confusable(&mut self, start: usize, c: char, instead: &str) {
        if let Some((likeness, _)) = confusable::meant(c) {
            self.add(start, start + c.len_utf8(), SlipKind::Confusable(likeness), instead);
        }
    }

    fn confusables(&mut self, start: usize, end: usize) {
        let written = self.text.get(start..end).unwrap_or_default();
        for run in confusable::runs(written) {
            let instead = confusable::as_meant(written.get(run.start..run.end).unwrap_or_default());
            self.add(start + run.start, start + run.end, SlipKind::Confusable(run.likeness), &instead);
        }
    }

    /// Scans a line outside quotes and block scalars.
    fn line(&mut self) {
        let line_start = self.at;
        if line_start == 0 && self.peek() == Some('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
        }
        self.indentation();
        if !self.open.is_empty() {
            return self.flow();
        }
        // The column is counted once, after the last dash, because a line may consist of dashes.
        let mut entry = self.at;
        loop {
            match self.peek() {
                None | Some('\n') => return self.next_line(),
                Some('#') => return self.next_line(),
                Some('＃') => {
                    self.confusable(self.at, '＃', "#");
                    return self.next_line();
                }
                Some(_) if self.dash() => entry = self.at,
                Some(_) => break,
            }
        }
        let column = self.text.get(line_start..entry).map_or(0, |passed| passed.chars().count());
        self.entry(column);
    }

    fn indentation(&mut self) {
        while let Some(c) = self.peek() {
            match (c, is_odd_space(c)) {
                (' ', _) => self.at += 1,
                ('\t', _) => {
                    self.add(self.at, self.at + 1, SlipKind::Tab, "\t");
                    self.at += 1;
                }
                (_, Some(likeness)) => self.spaces(likeness, SlipKind::Indentation(likeness)),
                _ => return,
            }
        }
    }

    /// Records a run of characters of one kind that look like spaces.
    fn spaces(&mut self, likeness: Likeness, kind: SlipKind) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.find(|c| is_odd_space(c) != Some(likeness)).unwrap_or(rest.len());
        let instead = confusable::as_meant(rest.get(..end).unwrap_or_default());
        self.add(self.at, self.at + end, kind, &instead);
        self.at += end;
    }

    /// Scans the space after punctuation.
    fn space(&mut self) {
        while let Some(c) = self.peek() {
            match (c, is_odd_space(c)) {
                (' ' | '\t', _) => self.at += 1,
                (_, Some(likeness)) => self.spaces(likeness, SlipKind::Confusable(likeness)),
                _ => return,
            }
        }
    }

    /// Scans the dash of an item, if there is one.
    fn dash(&mut self) -> bool {
        let Some(c) = self.peek() else { return false };
        let behind = self.text.get(self.at + c.len_utf8()..).unwrap_or_default();
        let next = behind.chars().next();
        let has_space = next.is_none_or(|next| next.is_whitespace() || is_odd_space(next).is_some());
        let begins_entry = key_before_a_colon(behind).is_some_and(|(key, ..)| is_known(&key));
        match c {
            '-' if has_space => {}
            '-' if begins_entry => self.add(self.at + 1, self.at + 1, SlipKind::NoSpace("-"), " "),
            c if resembles(c, "-") && has_space => self.confusable(self.at, c, "-"),
            c if resembles(c, "-") && begins_entry => self.confusable(self.at, c, "- "),
            _ => return false,
        }
        self.at += c.len_utf8();
        self.space();
        true
    }

    /// Scans a key with its value, or a text.
    fn entry(&mut self, column: usize) {
        if matches!(self.peek(), Some('"' | '\'')) {
            self.quoted();
            self.space();
            match self.peek() {
                Some(c) if is_colon(c) => self.colon(c),
                _ => return self.behind_a_quote(),
            }
        } else if let Some((key, at, _)) = key_before_a_colon(self.rest()) {
            let colon = self.text.get(self.at + at..).and_then(|rest| rest.chars().next()).unwrap_or(':');
            let behind = self.text.get(self.at + at + colon.len_utf8()..).and_then(|rest| rest.chars().next());
            let is_mark = colon != ':' || behind.is_none_or(|c| c.is_whitespace() || is_odd_space(c).is_some());
            if is_mark || is_known(&key) {
                self.confusables(self.at, self.at + at);
                self.at += at;
                self.colon(colon);
            }
        }
        self.value(column);
    }

    /// Scans a colon and the space after it.
    fn colon(&mut self, c: char) {
        let (start, end) = (self.at, self.at + c.len_utf8());
        self.at = end;
        let has_space =
            self.peek().is_none_or(|next| next.is_whitespace() || is_odd_space(next) == Some(Likeness::Space));
        match (c, has_space) {
            (':', true) => {}
            (':', false) => self.add(start, end, SlipKind::NoSpace(":"), ": "),
            (c, true) => self.confusable(start, c, ":"),
            (c, false) => self.confusable(start, c, ": "),
        }
        self.space();
    }

    /// Scans the value of an entry of a mapping or a list, at least to the end of its line.
    fn value(&mut self, column: usize) {
        match self.peek() {
            None | Some('\n') => self.next_line(),
            Some('"' | '\'') => {
                self.quoted();
                self.behind_a_quote();
            }
            Some('|' | '>') => {
                self.next_line();
                self.block(column);
            }
            Some(c) if bracket(c).is_some() => self.flow(),
            Some(c) if is_quote(c) => {
                let line = self.rest_of_line().trim_end();
                // The text was quoted because it contains a colon or a comment.
                if line.contains(": ") || line.contains(" #") {
                    self.curly(line.len());
                }
                self.next_line();
            }
            Some(_) => self.next_line(),
        }
    }

    /// Records typographic quotation marks around a text of this length.
    fn curly(&mut self, length: usize) {
        let written = self.text.get(self.at..self.at + length).unwrap_or_default();
        let ends = (written.chars().next(), written.chars().next_back());
        if let (Some(first), Some(last)) = ends
            && written.chars().nth(1).is_some()
            && is_quote(last)
        {
            let (start, end) = (self.at, self.at + length);
            self.confusable(start, first, "\"");
            self.confusable(end - last.len_utf8(), last, "\"");
        }
    }

    /// Skips a quoted text, starting at its opening quote.
    fn quoted(&mut self) {
        let Some(quote) = self.peek() else { return };
        let start = self.at;
        self.at += 1;
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '\\' if quote == '"' => self.at += self.peek().map_or(0, char::len_utf8),
                c if c == quote && quote == '\'' && self.peek() == Some('\'') => self.at += 1,
                c if c == quote => {
                    if self.text.get(start..self.at).is_some_and(|quoted| quoted.contains('\n')) {
                        self.long_quotes.push(start..self.at);
                    }
                    return;
                }
                _ => {}
            }
        }
    }

    /// Scans the rest of a line after a closing quote outside brackets: nothing, or a comment.
    fn behind_a_quote(&mut self) {
        let line = self.rest_of_line();
        let end = line.find(" #").unwrap_or(line.len());
        if confusable::only_looks_like_ascii(line.get(..end).unwrap_or_default()) {
            self.confusables(self.at, self.at + end);
        }
        self.next_line();
    }

    /// Skips a block scalar, which is indented deeper than its key.
    fn block(&mut self, column: usize) {
        while self.at < self.text.len() {
            let line = self.rest_of_line();
            let indent = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && indent <= column {
                return;
            }
            self.next_line();
        }
    }

    /// Scans the text between brackets, until they are closed or the line ends.
    fn flow(&mut self) {
        let mut is_start = true;
        while let Some(c) = self.peek() {
            if c == '\n' {
                self.at += 1;
                return;
            }
            if is_start {
                self.space();
                is_start = false;
                self.flow_start();
                continue;
            }
            if let Some((ascii, opens)) = bracket(c) {
                if ascii != c {
                    self.confusable(self.at, c, ascii.encode_utf8(&mut [0; 4]));
                }
                let start = self.at;
                self.at += c.len_utf8();
                if opens {
                    self.open.push((ascii, start));
                    is_start = true;
                } else {
                    self.open.pop();
                    if self.open.is_empty() {
                        return self.behind_a_quote();
                    }
                }
                continue;
            }
            is_start = self.flow_mark(c);
        }
    }

    /// Scans punctuation between brackets, other than brackets. Returns whether a new entry or value begins after it.
    fn flow_mark(&mut self, c: char) -> bool {
        let start = self.at;
        self.at += c.len_utf8();
        match c {
            ',' => true,
            ':' => self.peek().is_none_or(char::is_whitespace),
            ' ' if self.peek() == Some('#') => {
                self.at += self.rest_of_line().len();
                false
            }
            c if resembles(c, ",") => {
                let next = self.rest().trim_start_matches(|c: char| c == ' ' || is_odd_space(c).is_some());
                let begins_entry = key_before_a_colon(next).is_some_and(|(key, ..)| is_known(&key));
                if begins_entry && self.around() == Some('{') {
                    self.confusable(start, c, ", ");
                }
                begins_entry
            }
            _ => false,
        }
    }

    /// Scans the start of an entry between brackets: a quoted text or a key.
    fn flow_start(&mut self) {
        let Some(c) = self.peek() else { return };
        if matches!(c, '"' | '\'') {
            return self.quoted();
        }
        if is_quote(c) {
            let line = self.rest();
            let mut behind = line.char_indices().skip(1).take_while(|(_, c)| *c != '\n');
            let close = behind.find(|(_, c)| is_quote(*c)).map(|(at, c)| at + c.len_utf8());
            let has_marks = |inside: &str| inside.contains(['[', ']', '{', '}', ',', '#', ':']);
            if let Some(close) = close.filter(|close| line.get(..*close).is_some_and(has_marks)) {
                self.curly(close);
                self.at += close;
            }
            return;
        }
        if self.around() == Some('{')
            && let Some((key, at, end)) = key_before_a_colon(self.rest())
        {
            let colon = self.text.get(self.at + at..self.at + end).and_then(|colon| colon.chars().next());
            if let Some(colon) = colon.filter(|colon| *colon != ':' || is_known(&key)) {
                self.confusables(self.at, self.at + at);
                self.at += at;
                self.colon(colon);
                // The value begins here.
                if self.peek().is_some_and(|c| bracket(c).is_none()) {
                    self.flow_start_of_value();
                }
            }
        }
    }

    fn flow_start_of_value(&mut self) {
        if self.peek().is_some_and(|c| matches!(c, '"' | '\'') || is_quote(c)) {
            self.flow_start();
        }
    }
}
