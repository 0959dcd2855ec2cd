//! How the transcript looks: numbered headings, labels, blocks and wrapped sentences.

use std::fmt::Display;
use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

const HEADING: Style = AnsiColor::Cyan.on_default().bold();
const LABEL: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();

/// Sentences are wrapped at this width; what a machine wrote keeps its own lines.
const WIDTH: usize = 96;

pub(crate) struct Page<'o> {
    out: &'o mut dyn Write,
    headings: usize,
}

impl<'o> Page<'o> {
    pub(crate) fn new(out: &'o mut dyn Write) -> Self {
        Self { out, headings: 0 }
    }

    /// A numbered heading with a rule below it.
    pub(crate) fn heading(&mut self, title: impl Display) -> io::Result<()> {
        self.headings += 1;
        let title = format!("{}. {title}", self.headings);
        let rule = "─".repeat(width(&title));
        write!(self.out, "\n{HEADING}{title}\n{rule}{HEADING:#}\n")
    }

    /// The name of what follows.
    pub(crate) fn label(&mut self, label: impl Display) -> io::Result<()> {
        write!(self.out, "\n  {LABEL}{label}{LABEL:#}\n")
    }

    /// Lines as they are.
    pub(crate) fn block(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| writeln!(self.out, "    {line}"))
    }

    /// A sentence, wrapped.
    pub(crate) fn sentence(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        wrapped(text.as_ref(), WIDTH - 4).iter().try_for_each(|line| writeln!(self.out, "    {line}"))
    }

    /// A sentence about something that is as it should be.
    pub(crate) fn good(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        self.marked(GOOD, "✓", text.as_ref())
    }

    /// A sentence about something that was refused.
    pub(crate) fn bad(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        self.marked(BAD, "✗", text.as_ref())
    }

    /// A sentence that continues the last one.
    pub(crate) fn beside(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        self.marked(Style::new(), " ", text.as_ref())
    }

    fn marked(&mut self, style: Style, mark: &str, text: &str) -> io::Result<()> {
        for (index, line) in wrapped(text, WIDTH - 6).iter().enumerate() {
            let mark = if index == 0 { mark } else { " " };
            writeln!(self.out, "    {style}{mark}{style:#} {line}")?;
        }
        Ok(())
    }
}

/// Breaks between words, and within a run of Chinese, which has no spaces, wherever the line is full.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_inclusive(' ') {
            if !line.is_empty() && width(&line) + width(word.trim_end()) > most {
                lines.push(std::mem::take(&mut line));
            }
            for character in word.chars() {
                if columns(character) == 2 && width(&line) + 2 > most && !is_closing(character) {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(character);
            }
        }
        lines.push(line);
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A mark that never begins a line.
fn is_closing(character: char) -> bool {
    "，。；：、）”》？！".contains(character)
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// How many columns a terminal gives to a character: two for the scripts of East Asia.
fn columns(character: char) -> usize {
    if matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}')
    {
        2
    } else {
        1
    }
}
