//! The commands, one module each.

mod breaking;
mod demo;
mod explain_sign;
mod export;
mod fmt;
mod lint;
mod new_city;
mod regen;
mod sandbox;
mod scale;

use clap::Subcommand;
use wxmed_commands::{Outcome, Result};

use crate::workspace::Workspace;

/// A command and its arguments.
#[derive(Subcommand)]
pub(crate) enum Command {
    Regen(regen::Arguments),
    Lint(lint::Arguments),
    Fmt(fmt::Arguments),
    Breaking(breaking::Arguments),
    NewCity(new_city::Arguments),
    Export(export::Arguments),
    Demo(demo::Arguments),
    ExplainSign(explain_sign::Arguments),
    Sandbox(sandbox::Arguments),
    Scale(scale::Arguments),
}

/// How a command ended.
pub(crate) enum End {
    /// The command ended with this outcome.
    Own(Outcome),
    /// The command ran another program, which exited with this code.
    Forwarded(u8),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self, workspace: &Workspace) -> Result<End> {
        Ok(match self {
            Command::Regen(arguments) => End::Own(arguments.run(workspace)?),
            Command::Lint(arguments) => End::Own(arguments.run(workspace)?),
            Command::Fmt(arguments) => End::Own(arguments.run(workspace)?),
            Command::Breaking(arguments) => End::Own(arguments.run(workspace)?),
            Command::NewCity(arguments) => End::Own(arguments.run(workspace)?),
            Command::Export(arguments) => End::Own(arguments.run(workspace)?),
            Command::Demo(arguments) => End::Forwarded(arguments.run(workspace)?),
            Command::ExplainSign(arguments) => End::Forwarded(arguments.run(workspace)?),
            Command::Sandbox(arguments) => End::Forwarded(arguments.run(workspace)?),
            Command::Scale(arguments) => End::Forwarded(arguments.run(workspace)?),
        })
    }
}

/// The details of a command and its examples, for the long help.
fn long(about: &str, examples: &str) -> String {
    format!("{about}\n\n{examples}")
}
