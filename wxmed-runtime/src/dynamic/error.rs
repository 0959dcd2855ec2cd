use std::fmt;
use std::io;

use crate::error::names;

/// Why specs can't be loaded.
#[non_exhaustive]
pub enum SpecsError {
    /// A file or a folder can't be read; the error names it.
    Unreadable(io::Error),
    /// There is no spec in the folder.
    Empty(String),
    /// The specs have mistakes: one text for each, with its file, line and column, and the line itself.
    Wrong(Vec<String>),
}

/// English, or Chinese with the alternate flag (`{:#}`); the mistakes themselves are in English.
impl fmt::Display for SpecsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, f.alternate()) {
            (Self::Unreadable(error), false) => write!(f, "the specs cannot be read: {error}"),
            (Self::Unreadable(error), true) => write!(f, "规格文件无法读取：{error}"),
            (Self::Empty(path), false) => write!(f, "there is no `.yaml` file in {path}"),
            (Self::Empty(path), true) => write!(f, "{path} 中没有 .yaml 文件"),
            (Self::Wrong(mistakes), _) => f.write_str(&mistakes.join("\n")),
        }
    }
}

impl std::error::Error for SpecsError {}

/// A name that is not the name of a content.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownContent {
    /// The name that was looked up.
    pub name: String,
    /// The names of the existing contents.
    pub known: Vec<String>,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for UnknownContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let help = names(&self.name, &self.known);
        match f.alternate() {
            true => write!(f, "没有名为 {} 的内容；{help:#}", self.name),
            false => write!(f, "there is no content called {}; {help}", self.name),
        }
    }
}

impl std::error::Error for UnknownContent {}
