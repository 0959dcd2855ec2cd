//! Generates many made-up cities, or compares them with the same structs written by hand.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use wxmed_commands::output::{self, STRONG, styled};
use wxmed_commands::{Failure, Result};

use crate::scale_bench::{self, Measured, Size};
use crate::workspace::Workspace;

/// Generate many made-up cities, and compare their compile time with that of hand-written structs.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
    /// The seed: other seeds generate other cities
    #[arg(long, global = true, default_value_t = 1)]
    seed: u32,
}

#[derive(Subcommand)]
enum What {
    /// Write the specs of cities, of about 40 rows each, into a folder
    ///
    /// Runs the example `contents` of the package `wxmed-random` and returns its exit code.
    Write {
        /// The number of cities
        #[arg(long, value_name = "N", default_value_t = 10)]
        cities: usize,
        /// The folder; it is created if it does not exist
        folder: PathBuf,
    },
    /// Check crates with generated cities and crates with hand-written ones, and print the CPU seconds of each
    ///
    /// The hand-written structs derive Clone, Debug, Serialize and Deserialize, and validate nothing. Dependencies are built
    /// before. The result is the time to check one crate, minus that of an empty crate.
    Measure {
        /// The number of cities in a crate
        #[arg(long, value_name = "N,…", value_delimiter = ',', default_values_t = [10, 100, 333])]
        cities: Vec<usize>,
    },
}

const AFTER_HELP: &str = "\
The same seed generates the same cities, and the first cities don't depend on how many are generated.

Examples:
  cargo xtask scale write --cities 333 /tmp/cities
  cargo run --release -p xtask -- lint /tmp/cities
  cargo xtask scale measure
  cargo xtask scale measure --cities 10,20,40";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<u8> {
        match self.what {
            What::Write { cities, folder } => scale_bench::write(workspace, cities, self.seed, &folder),
            What::Measure { cities } => measure(workspace, &cities, self.seed),
        }
    }
}

fn measure(workspace: &Workspace, numbers: &[usize], seed: u32) -> Result<u8> {
    let folder = workspace.path("target/scale/specs");
    if folder.exists() {
        // An earlier run may have written more cities.
        fs::remove_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    }
    let most = numbers.iter().copied().max().unwrap_or_default();
    let written = scale_bench::write(workspace, most, seed, &folder)?;
    if written != 0 {
        return Ok(written);
    }
    let Size { rows, lines, code } = scale_bench::size(workspace, &folder)?;
    let per_row = |lines: usize| lines as f64 / rows as f64;
    output::line(format_args!(
        "{rows} rows in {most} cities; the macro writes {:.1} lines for each row, {:.1} of them code; CPU seconds of \
         `cargo check`:",
        per_row(lines),
        per_row(code)
    ))?;
    let title = format!("{:>8} {:>12} {:>12} {:>12} {:>8}", "cities", "wxmed", "one of them", "by hand", "ratio");
    output::line(styled(STRONG, title))?;
    scale_bench::measure(workspace, &folder, numbers, |Measured { cities, all, one, by_hand }| {
        let ratio = all / by_hand;
        output::line(format_args!("{cities:>8} {all:>10.2} s {one:>10.2} s {by_hand:>10.2} s {ratio:>8.2}"))
    })?;
    Ok(0)
}
