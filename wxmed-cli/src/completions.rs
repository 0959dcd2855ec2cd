//! Completions for shells.

use std::io::{self, Write};

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use crate::end::Result;

/// Write completions for a shell to standard output
#[derive(Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, mut command: Command) -> Result<()> {
        let mut text = Vec::new();
        generate(self.shell, &mut command, "wxmed", &mut text);
        let mut out = io::stdout().lock();
        out.write_all(&text)?;
        Ok(out.flush()?)
    }
}
