//! Drives the fuzz targets on any Rust: `cargo run --release -p wxmed-fuzz -- --seconds 60`.
#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use wxmed_fuzz::{TARGETS, Target, Until, drive};

/// Calls fuzz targets with randomly mutated seeds.
#[derive(Parser)]
struct Arguments {
    /// The targets; all of them by default.
    targets: Vec<String>,
    /// How often each target is called.
    #[arg(long, conflicts_with = "seconds")]
    executions: Option<u64>,
    /// How long each target runs.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The seed of the random numbers; the same seed results in the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Calls the targets only with this file, to reproduce a crash.
    #[arg(long)]
    input: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let targets: Vec<Target> = if arguments.targets.is_empty() {
        TARGETS.to_vec()
    } else {
        let named = |name: &String| Target::named(name).ok_or_else(|| format!("there is no target `{name}`"));
        arguments.targets.iter().map(named).collect::<Result<_, _>>()?
    };
    if let Some(path) = &arguments.input {
        let input = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        targets.iter().for_each(|target| (target.run)(&input));
        return Ok(());
    }
    let until = match arguments.executions {
        Some(most) => Until::Executions(most),
        None => Until::Elapsed(Duration::from_secs(arguments.seconds)),
    };
    for target in &targets {
        match drive(target, until, arguments.seed) {
            Ok(run) => println!("{}: {} executions in {:.1} s", target.name, run.executions, run.took.as_secs_f64()),
            Err(crash) => {
                let path = PathBuf::from(format!("{}-crash-{}", target.name, crash.executions));
                std::fs::write(&path, &crash.input).map_err(|error| format!("{}: {error}", path.display()))?;
                return Err(format!(
                    "{}: a panic after {} executions; its input is in {}",
                    target.name,
                    crash.executions,
                    path.display()
                ));
            }
        }
    }
    Ok(())
}
