//! The layout of the transcript: numbered headings, labels, blocks and wrapped sentences.

use std::fmt::Display;
use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};
use wxmed::{Bilingual, Severity, Violations};

const HEADING: Style = AnsiColor::Cyan.on_default().bold();
const LABEL: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();

/// The width at which sentences are wrapped. Blocks keep their lines.
const WIDTH: usize = 96;

/// The languages of the explanations.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Langs {
    Both,
    Chinese,
    English,
}

impl Langs {
    /// The text in each of the languages, English first.
    fn of<'t>(self, english: &'t str, chinese: &'t str) -> impl Iterator<Item = &'t str> {
        let english = (self != Self::Chinese).then_some(english);
        let chinese = (self != Self::English).then_some(chinese);
        english.into_iter().chain(chinese)
    }
}

pub(crate) struct Page<'o> {
    out: &'o mut dyn Write,
    langs: Langs,
    headings: usize,
}

impl<'o> Page<'o> {
    pub(crate) fn new(out: &'o mut dyn Write, langs: Langs) -> Self {
        Self { out, langs, headings: 0 }
    }

    /// A numbered heading with a rule below it.
    pub(crate) fn heading(&mut self, title: &Bilingual) -> io::Result<()> {
        self.headings += 1;
        let title: Vec<&str> = self.langs.of(&title.en, &title.zh).collect();
        let title = format!("{}. {}", self.headings, title.join(" · "));
        let rule = "─".repeat(width(&title));
        write!(self.out, "\n{HEADING}{title}\n{rule}{HEADING:#}\n")
    }

    /// The label of the following block.
    pub(crate) fn label(&mut self, english: &str, chinese: &str) -> io::Result<()> {
        let label: Vec<&str> = self.langs.of(english, chinese).collect();
        self.caption(&label.join(" "))
    }

    /// The label of the following block, the same in all languages.
    pub(crate) fn caption(&mut self, label: &str) -> io::Result<()> {
        write!(self.out, "\n  {LABEL}{label}{LABEL:#}\n")
    }

    /// The label of a request or response, with a remark.
    pub(crate) fn traffic_line(&mut self, line: &str, english: &str, chinese: &str) -> io::Result<()> {
        let remark: Vec<&str> = self.langs.of(english, chinese).collect();
        write!(self.out, "\n  {LABEL}{line}{LABEL:#} · {}\n", remark.join(" "))
    }

    /// Lines without changes.
    pub(crate) fn block(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| writeln!(self.out, "    {line}"))
    }

    /// An explanation, wrapped.
    pub(crate) fn sentence(&mut self, english: impl AsRef<str>, chinese: impl AsRef<str>) -> io::Result<()> {
        for text in self.langs.of(english.as_ref(), chinese.as_ref()) {
            wrapped(text, WIDTH - 4).iter().try_for_each(|line| writeln!(self.out, "    {line}"))?;
        }
        Ok(())
    }

    /// A successful result.
    pub(crate) fn good(&mut self, english: impl AsRef<str>, chinese: impl AsRef<str>) -> io::Result<()> {
        self.marked(GOOD, "✓", english.as_ref(), chinese.as_ref())
    }

    /// A successful line in a single language.
    pub(crate) fn good_line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "    {GOOD}✓{GOOD:#} {line}")
    }

    /// A refusal or an error.
    pub(crate) fn bad(&mut self, english: impl AsRef<str>, chinese: impl AsRef<str>) -> io::Result<()> {
        self.marked(BAD, "✗", english.as_ref(), chinese.as_ref())
    }

    /// An error, which is English in itself, and Chinese with the alternate flag.
    pub(crate) fn error(&mut self, error: &impl Display) -> io::Result<()> {
        self.bad(error.to_string(), format!("{error:#}"))
    }

    /// All violations of a request or a content.
    pub(crate) fn violations(&mut self, violations: &Violations) -> io::Result<()> {
        for violation in violations {
            match violation.severity {
                Severity::Error => self.error(violation)?,
                Severity::Warning => {
                    self.marked(Style::new(), " ", &format!("warning: {violation}"), &format!("警告：{violation:#}"))?
                }
            }
        }
        Ok(())
    }

    fn marked(&mut self, style: Style, mark: &str, english: &str, chinese: &str) -> io::Result<()> {
        let mut mark = mark;
        for text in self.langs.of(english, chinese) {
            for line in wrapped(text, WIDTH - 6) {
                writeln!(self.out, "    {style}{mark}{style:#} {line}")?;
                mark = " ";
            }
        }
        Ok(())
    }
}

/// Breaks between words, and anywhere in Chinese, which has no spaces.
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

/// A mark that must not begin a line.
fn is_closing(character: char) -> bool {
    "，。；：、）”》？！".contains(character)
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The number of columns that a terminal gives to a character: two for East Asian scripts.
fn columns(character: char) -> usize {
    if matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}')
    {
        2
    } else {
        1
    }
}
