//! The Chinese texts of the help.

mod arguments;
mod commands;

pub(super) use arguments::ARGUMENTS;
pub(super) use commands::COMMANDS;

/// The texts of a command. Missing ones are empty.
pub(super) struct Texts {
    /// What the command does.
    pub(super) about: &'static str,
    /// More details, for the long help.
    pub(super) more: &'static str,
    /// The text below the options in the long help.
    pub(super) details: &'static str,
    /// The examples, below the options in both kinds of help.
    pub(super) examples: &'static str,
}

/// The texts of a command, by its path: `spec lint`.
pub(super) fn texts(path: &str) -> Option<&'static Texts> {
    COMMANDS.iter().find(|(other, _)| *other == path).map(|(_, texts)| texts)
}

/// The text of an argument or, as `ID=VALUE`, of one of its possible values.
pub(super) fn argument(path: &str, id: &str) -> Option<&'static str> {
    let of =
        |path: &str| ARGUMENTS.iter().find(|(one, other, _)| *one == path && *other == id).map(|(_, _, text)| *text);
    of(path).or_else(|| of("*"))
}

/// The heading above an argument.
pub(super) fn heading(english: Option<&str>, is_positional: bool) -> &'static str {
    match english {
        Some("Account and connection") => "账户与连接",
        _ if is_positional => "参数",
        _ => "选项",
    }
}
