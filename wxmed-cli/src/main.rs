//! The program `wxmed`: a local sandbox, signed calls, and tools for specs. Users need neither a clone of the
//! repository nor Rust.
//!
//! Everything that it needs is built in. It only reads files that are named on the command line.
#![forbid(unsafe_code)]

mod audit;
mod call;
mod check;
mod completions;
mod end;
mod examples;
mod fields;
mod help;
mod lang;
mod mistakes;
mod program;
mod report;
mod sandbox;
mod secrets;
mod serve;
mod sign;
mod spec;
mod specs;
mod stop;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

/// The sandbox and the sidecar allocate in each call, and the allocators of musl and Windows are slow.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let lang = lang::chosen(&arguments, |name| env::var(name).ok());
    program::run(arguments, lang)
}
