//! Rewrites a file with a disordered layout.

use wxmed_compiler::yaml::{Kind, Node};

/// A deterministic random number generator.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    WithComments,
}

/// A text with the same tree, but with another key order and layout.
pub(super) fn rewritten(tree: &Node, dice: &mut Dice, style: Style) -> String {
    let mut writer = Writer { out: String::new(), dice, style, remarks: 0 };
    writer.rest_of_line();
    writer.block(tree, 0, None);
    writer.loose();
    writer.out
}

struct Writer<'d> {
    out: String,
    dice: &'d mut Dice,
    style: Style,
    remarks: usize,
}

impl Writer<'_> {
    fn once_in(&mut self, times: usize) -> bool {
        self.dice.below(times) == 0
    }

    fn remark(&mut self) {
        self.out.push_str(&format!("# remark {} of some", self.remarks));
        self.remarks += 1;
    }

    /// Ends a line, randomly with a comment and with blank or comment lines after it.
    fn rest_of_line(&mut self) {
        if self.style == Style::WithComments && self.once_in(6) {
            let is_new = self.out.is_empty() || self.out.ends_with(['\n', ' ']);
            self.out.push_str(if is_new { "" } else { "  " });
            self.remark();
        }
        let spaces = self.dice.below(3) * usize::from(self.once_in(4));
        self.out.push_str(&" ".repeat(spaces));
        let end = if self.once_in(20) { "\r\n" } else { "\n" };
        self.out.push_str(end);
        self.loose();
    }

    fn loose(&mut self) {
        while self.once_in(8) {
            let spaces = self.dice.below(9);
            self.out.push_str(&" ".repeat(spaces));
            if self.style == Style::WithComments {
                self.remark();
            }
            self.out.push('\n');
        }
    }

    fn pairs<'n>(&mut self, pairs: &'n [(Node, Node)], below: Option<&str>) -> Vec<(&'n str, &'n Node)> {
        let mut pairs: Vec<(&str, &Node)> =
            pairs.iter().map(|(key, value)| (super::super::text_of(key).unwrap(), value)).collect();
        // The names below these keys are arbitrary, and their order is significant.
        if !matches!(below, Some("when" | "fields" | "outer")) {
            self.dice.shuffle(&mut pairs);
        }
        pairs
    }

    /// Writes a value in block style, starting at the beginning of a line.
    fn block(&mut self, node: &Node, indent: usize, below: Option<&str>) {
        match &node.kind {
            Kind::Map(pairs) if !pairs.is_empty() => {
                for (key, value) in self.pairs(pairs, below) {
                    self.out.push_str(&" ".repeat(indent));
                    self.text(key);
                    self.out.push(':');
                    self.value(value, indent, Some(key));
                }
            }
            Kind::List(items) if !items.is_empty() => {
                for item in items {
                    self.out.push_str(&" ".repeat(indent));
                    self.out.push('-');
                    // The key only determines the shape of mappings, so inner lists don't need it.
                    self.value(item, indent, None);
                }
            }
            _ => {
                self.out.push_str(&" ".repeat(indent));
                self.brackets(node, indent, below);
                self.rest_of_line();
            }
        }
    }

    /// Writes a value after its key or its dash.
    fn value(&mut self, node: &Node, indent: usize, below: Option<&str>) {
        let is_short = match &node.kind {
            Kind::Scalar(_) => true,
            Kind::List(items) => items.is_empty() || self.once_in(3),
            Kind::Map(pairs) => pairs.is_empty() || self.once_in(3),
        };
        if is_short {
            self.out.push(' ');
            self.brackets(node, indent, below);
            return self.rest_of_line();
        }
        let deeper = indent + 1 + self.dice.below(4);
        let is_list = matches!(node.kind, Kind::List(_));
        if below.is_none() && self.once_in(2) {
            // Its first line is on the line of the dash.
            let mut inner =
                Writer { out: String::new(), dice: &mut *self.dice, style: Style::Plain, remarks: self.remarks };
            inner.block(node, indent + 2, below);
            let text = inner.out;
            self.out.push(' ');
            self.out.push_str(text.trim_start_matches(' '));
            return;
        }
        self.rest_of_line();
        let deeper = if is_list && below.is_some() && self.once_in(3) { indent } else { deeper };
        self.block(node, deeper, below);
    }

    /// Writes a value in flow style, randomly on several lines.
    fn brackets(&mut self, node: &Node, indent: usize, below: Option<&str>) {
        let space = |writer: &mut Self| match writer.dice.below(9) {
            0 => {
                writer.rest_of_line();
                let spaces = indent + 1 + writer.dice.below(6);
                writer.out.push_str(&" ".repeat(spaces));
            }
            1 | 2 => writer.out.push_str("  "),
            _ => writer.out.push(' '),
        };
        match &node.kind {
            Kind::Scalar(text) => self.text(text),
            Kind::List(items) => {
                self.out.push('[');
                for item in items {
                    space(self);
                    self.brackets(item, indent, None);
                    self.out.push(',');
                }
                space(self);
                self.out.push(']');
            }
            Kind::Map(pairs) => {
                self.out.push('{');
                for (index, (key, value)) in self.pairs(pairs, below).into_iter().enumerate() {
                    self.out.push_str(if index > 0 { "," } else { "" });
                    space(self);
                    self.text(key);
                    self.out.push(':');
                    space(self);
                    self.brackets(value, indent, Some(key));
                }
                space(self);
                self.out.push('}');
            }
        }
    }

    fn text(&mut self, text: &str) {
        let is_word = text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_') && !text.is_empty() && text != "null";
        let is_plain = text.chars().all(|c| c.is_alphabetic() || c == '_') && is_word;
        let is_visible = text.chars().all(|c| !c.is_control());
        match self.dice.below(4) {
            0 | 1 if is_plain => self.out.push_str(text),
            2 if is_visible => self.out.push_str(&format!("'{}'", text.replace('\'', "''"))),
            _ => {
                let escaped: String = text
                    .chars()
                    .map(|c| match c {
                        '"' | '\\' => format!("\\{c}"),
                        c if c.is_control() => format!("\\x{:02x}", u32::from(c)),
                        c => c.to_string(),
                    })
                    .collect();
                self.out.push_str(&format!("\"{escaped}\""));
            }
        }
    }
}
