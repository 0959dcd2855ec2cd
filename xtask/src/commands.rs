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

use crate::failure::Result;
use crate::report::Report;
use crate::workspace::Workspace;
use crate::{Outcome, output};

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

impl Command {
    /// Does what the command says.
    pub(crate) fn run(self, workspace: &Workspace) -> Result<Outcome> {
        match self {
            Command::Regen(arguments) => arguments.run(workspace),
            Command::Lint(arguments) => arguments.run(workspace),
            Command::Fmt(arguments) => arguments.run(workspace),
            Command::Breaking(arguments) => arguments.run(workspace),
            Command::NewCity(arguments) => arguments.run(workspace),
            Command::Export(arguments) => arguments.run(workspace),
            Command::Demo(arguments) => arguments.run(workspace),
            Command::ExplainSign(arguments) => arguments.run(workspace),
            Command::Sandbox(arguments) => arguments.run(workspace),
            Command::Scale(arguments) => arguments.run(workspace),
        }
    }
}

/// Tells on standard error why specs cannot be used as they are.
fn refuse(findings: &Report) -> Result<Outcome> {
    findings.draw(output::remark)?;
    output::remark(format_args!("{}: nothing was made of these specs", findings.summary()))?;
    Ok(Outcome::Found)
}
