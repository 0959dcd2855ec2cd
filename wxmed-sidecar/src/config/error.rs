//! Errors of a configuration, with their positions.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use wxmed::{Bilingual, Lang};

/// All errors of a configuration, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors {
    pub(super) path: String,
    pub(super) errors: Vec<ConfigError>,
}

/// An error in a configuration. It never contains a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: Bilingual,
    /// The part of the line that is shown.
    pub(super) excerpt: Option<Excerpt>,
}

/// The line up to the mistake, without values that may be secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) mark: Range<usize>,
}

impl ConfigErrors {
    /// Creates the error of a file that can't be read.
    pub(super) fn unreadable(path: &str, reason: std::io::Error) -> Self {
        let message = match reason.kind() {
            std::io::ErrorKind::NotFound => Bilingual::of(
                "没有这个文件。wxmed serve init 可生成配置文件",
                "there is no such file. `wxmed serve init` writes a configuration",
            ),
            _ => Bilingual::new(format!("无法读取：{reason}"), format!("can't be read: {reason}")),
        };
        let error = ConfigError { line: 1, column: 1, message, excerpt: None };
        Self { path: path.to_owned(), errors: vec![error] }
    }

    /// The path of the file, as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The errors; at least one.
    pub fn errors(&self) -> &[ConfigError] {
        &self.errors
    }

    /// Formats the errors with their lines, as a compiler does; with colours if `in_colour` is set.
    pub fn render(&self, lang: Lang, in_colour: bool) -> String {
        let renderer = if in_colour { Renderer::styled() } else { Renderer::plain() };
        let shown = self.errors.iter().map(|error| self.render_one(error, lang, &renderer));
        shown.collect::<Vec<_>>().join("\n\n")
    }

    fn render_one(&self, error: &ConfigError, lang: Lang, renderer: &Renderer) -> String {
        let label = match lang {
            Lang::Zh => "错误",
            Lang::En => "error",
        };
        let title = Level::ERROR.with_name(label).primary_title(error.message.in_lang(lang));
        let Some(excerpt) = &error.excerpt else {
            let origin = annotate_snippets::Origin::path(self.path.as_str());
            let origin = origin.line(error.line).char_column(error.column);
            return renderer.render(&[title.element(origin)]);
        };
        let mark = AnnotationKind::Primary.span(excerpt.mark.clone());
        let snippet = Snippet::source(excerpt.text.as_str()).line_start(error.line);
        renderer.render(&[title.element(snippet.path(self.path.as_str()).annotation(mark))])
    }
}

impl ConfigError {
    /// The line, starting at 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, starting at 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// What is wrong, and what to do.
    pub fn message(&self) -> &Bilingual {
        &self.message
    }
}

/// A line for each error: English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lang = if f.alternate() { Lang::Zh } else { Lang::En };
        for (number, error) in self.errors.iter().enumerate() {
            let end = if number == 0 { "" } else { "\n" };
            let message = error.message.in_lang(lang);
            write!(f, "{end}{}:{}:{}: {message}", self.path, error.line, error.column)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigErrors {}
