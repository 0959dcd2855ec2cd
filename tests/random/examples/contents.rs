//! Writes random contents into a folder. Arguments: their number, the approximate number of rows of each, the seed, and
//! the folder.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use wxmed_random::specs::contents;

const USAGE: &str = "usage: contents NUMBER ROWS SEED FOLDER";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match write(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(arguments: &[String]) -> Result<(), String> {
    let [number, rows, seed, folder] = arguments else { return Err(USAGE.to_owned()) };
    let number: usize = number.parse().map_err(|_| USAGE)?;
    let (rows, seed) = (rows.parse().map_err(|_| USAGE)?, seed.parse().map_err(|_| USAGE)?);
    let failed = |error| format!("{folder}: {error}");
    fs::create_dir_all(folder).map_err(failed)?;
    for (file, text) in contents(seed, rows).take(number).flat_map(|unit| unit.files) {
        fs::write(Path::new(folder).join(format!("{file}.yaml")), text).map_err(failed)?;
    }
    Ok(())
}
