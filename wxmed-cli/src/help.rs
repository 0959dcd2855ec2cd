//! The help in Chinese. The English one comes from the arguments.

use clap::Command;
use wxmed::Lang;

/// The command line with its help in a language.
pub(crate) fn in_lang(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => command,
        Lang::Zh => command,
    }
}
