//! The main job end to end, as a transcript: `cargo xtask demo`.
//!
//! Every line of it is computed here and now. Nothing goes over a network: the answers are made with the same codec.

mod chapters;
mod page;
mod platform;
mod requests;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use page::Page;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The sample key of WeChat Pay's public documentation: nobody's secret, and masked in the transcript all the same.
const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

/// Shows the five operations from Rust values to signed XML and back, what is refused and why, and the four templates.
///
/// Nothing goes over a network. All persons, numbers and addresses are made up, or the vendor document's own.
#[derive(Parser)]
#[command(name = "demo")]
struct Arguments {}

fn main() -> ExitCode {
    Arguments::parse();
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    match tell(&mut out) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads only the beginning has read enough.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the whole transcript.
///
/// # Errors
/// If it cannot be written, or anything comes out otherwise than the transcript says.
pub(crate) fn tell(out: &mut dyn Write) -> Result<()> {
    chapters::tell(&mut Page::new(out))?;
    Ok(out.flush()?)
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
