//! How a command ends: its exit code, and the message if it could not do its work.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use wxmed::{Bilingual, Lang};
use wxmed_commands::output::{BAD, styled};
use wxmed_commands::{self as commands, Outcome};

/// How a command ended, if it has reported everything itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Success.
    Fine,
    /// The command found something to report.
    Found,
    /// The command could not do its work, and has reported why.
    NotRun,
}

impl From<Outcome> for Ended {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::Fine,
            Outcome::Found => Self::Found,
        }
    }
}

/// The reason why a command could not do its work.
pub(crate) enum Failure {
    /// The reader of the output has closed it.
    ClosedPipe,
    /// Any other reason.
    Message(Bilingual),
}

/// What a command returns.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with a message in both languages.
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Message(Bilingual::new(zh, en))
    }

    /// An error whose `Display` is English, or Chinese with the alternate flag.
    pub(crate) fn of(error: impl Display) -> Self {
        Self::new(format!("{error:#}"), error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::of(error),
        }
    }
}

impl From<commands::Failure> for Failure {
    fn from(failure: commands::Failure) -> Self {
        match failure {
            commands::Failure::ClosedPipe => Self::ClosedPipe,
            commands::Failure::Message(text) => Self::new(text.clone(), text),
        }
    }
}

/// The exit code of a command: 0, 1 if it found something, or 2 if it could not do its work. In the last case, the
/// reason is written to standard error.
pub(crate) fn exit_code(end: Result<Ended>, lang: Lang) -> ExitCode {
    match end {
        Ok(Ended::Fine) => ExitCode::SUCCESS,
        Ok(Ended::Found) => ExitCode::from(1),
        Ok(Ended::NotRun) => ExitCode::from(2),
        Err(Failure::ClosedPipe) => commands::exit_code(Err(commands::Failure::ClosedPipe)),
        Err(Failure::Message(message)) => {
            complain(&message, lang);
            ExitCode::from(2)
        }
    }
}

/// Writes an error to standard error. If that fails, only the exit code shows it.
pub(crate) fn complain(message: &Bilingual, lang: Lang) {
    let label = match lang {
        Lang::Zh => "错误：",
        Lang::En => "error: ",
    };
    let mut err = anstream::AutoStream::auto(io::stderr()).lock();
    let _ = writeln!(err, "{}{}", styled(BAD.bold(), label), message.in_lang(lang));
}
