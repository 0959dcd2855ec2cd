//! The help in Chinese. The English help comes from the doc comments of the arguments.

mod mistake;
mod zh;

use std::borrow::Cow;

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use wxmed::Lang;

use zh::{Texts, argument, heading, texts};

/// Prints the error of a command line, or the requested help, and ends the program.
pub(crate) fn end(error: clap::Error, lang: Lang) -> ! {
    match lang {
        Lang::En => error.exit(),
        Lang::Zh => error.apply::<mistake::Chinese>().exit(),
    }
}

/// The command line with its help in a language.
pub(crate) fn in_lang(mut command: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => command,
        Lang::Zh => {
            // `build` adds the options and the command that print help.
            command.build();
            translated(command, "")
        }
    }
}

/// The template replaces the parts of a help that clap writes in English.
const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

fn translated(command: Command, path: &str) -> Command {
    let Some(Texts { about, more, details, examples }) = texts(path) else { return command };
    let below = |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    command
        .about(*about)
        .long_about(below(&[about, more]))
        .after_help(*examples)
        .after_long_help(below(&[details, examples]))
        .subcommand_help_heading("命令")
        .help_template(TEMPLATE)
        .mut_args(|arg| of_argument(arg, path))
        .mut_subcommands(|inner| {
            let path = match path {
                "" => inner.get_name().to_owned(),
                path => format!("{path} {}", inner.get_name()),
            };
            translated(inner, &path)
        })
}

fn of_argument(arg: Arg, path: &str) -> Arg {
    let Some(text) = argument(path, arg.get_id().as_str()) else { return arg };
    let (short, long) = with_values(&arg, path, text);
    let heading = heading(arg.get_help_heading(), arg.is_positional());
    arg.help(short).long_help(long).help_heading(heading).hide_default_value(true).hide_possible_values(true)
}

/// The text of an argument with its possible values and its default, for the short and for the long help.
fn with_values(arg: &Arg, path: &str, text: &str) -> (String, String) {
    let (mut short, mut long) = (text.to_owned(), text.to_owned());
    let values = arg.get_possible_values();
    let values: Vec<&PossibleValue> = values.iter().filter(|value| !value.is_hide_set()).collect();
    if arg.get_action().takes_values() && !values.is_empty() && values.len() < MANY {
        let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
        short += &format!("［可取 {}］", names.join("、"));
        long += "\n\n可取：";
        for name in names {
            let about = argument(path, &format!("{}={name}", arg.get_id()));
            long += &about.map_or_else(|| format!("\n- {name}"), |about| format!("\n- {name}：{about}"));
        }
    }
    let defaults: Vec<Cow<'_, str>> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        short += &format!("［默认 {}］", defaults.join("、"));
        long += &format!("\n\n［默认 {}］", defaults.join("、"));
    }
    (short, long)
}

/// Possible values are listed only if there are at most this many.
const MANY: usize = 10;

#[cfg(test)]
mod tests {
    use super::zh::{ARGUMENTS, COMMANDS};
    use super::*;
    use crate::program;

    /// Each command with its path, except those that print help.
    fn commands(command: &Command, path: &str, found: &mut Vec<(String, Command)>) {
        found.push((path.to_owned(), command.clone()));
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            commands(inner, format!("{path} {}", inner.get_name()).trim(), found);
        }
    }

    fn all() -> Vec<(String, Command)> {
        let mut command = program::command(Lang::En);
        command.build();
        let mut found = Vec::new();
        commands(&command, "", &mut found);
        found
    }

    #[test]
    fn each_command_and_each_argument_has_its_chinese_text() {
        for (path, command) in all() {
            let texts = texts(&path).unwrap_or_else(|| panic!("`{path}` has no text"));
            assert_eq!(texts.examples.is_empty(), command.get_after_help().is_none(), "examples of `{path}`");
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(argument(&path, id).is_some(), "`{path}` `{id}` has no text");
                let described = arg.get_possible_values().into_iter().filter(|value| value.get_help().is_some());
                for value in described.filter(|_| !arg.is_hide_possible_values_set()) {
                    let id = format!("{id}={}", value.get_name());
                    assert!(argument(&path, &id).is_some(), "`{path}` `{id}` has no text");
                }
            }
        }
    }

    /// The commands in the examples, without their explanations.
    fn called(examples: &str) -> Vec<&str> {
        let lines = examples.lines().filter_map(|line| line.strip_prefix("  ")?.split("  ").next());
        lines.filter(|line| line.contains("wxmed ")).collect()
    }

    #[test]
    fn there_are_no_unused_texts_and_the_examples_have_the_same_commands() {
        let all = all();
        for (path, texts) in COMMANDS.iter().filter(|(path, _)| !path.ends_with("help")) {
            let command = all.iter().find(|(other, _)| other == path).map(|(_, command)| command);
            let english = command.unwrap_or_else(|| panic!("there is no command `{path}`")).get_after_help();
            let english = english.map(ToString::to_string).unwrap_or_default();
            assert_eq!(called(&english), called(texts.examples), "`{path}`");
        }
        for (path, id, _) in ARGUMENTS {
            let name = id.split('=').next().unwrap_or_default();
            let is_of = |(other, command): &(String, Command)| {
                (*path == "*" || other == path) && command.get_arguments().any(|arg| arg.get_id() == name)
            };
            assert!(all.iter().any(is_of), "`{path}` has no `{id}`");
        }
    }
}
