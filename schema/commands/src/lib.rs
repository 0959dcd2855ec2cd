//! The commands for specs: `wxmed spec …` and `cargo xtask …` are this code.
//!
//! Each command is a struct of command-line options with a method `run`, which takes what the command works on. Where
//! that comes from is up to the program: `cargo xtask` reads the specs of its clone, and `wxmed` has the included specs
//! built in and reads the user's own. Nothing here contains generated code, because these commands are needed most while a
//! spec is broken.
//!
//! Each command ends with an [`Outcome`], or with a [`Failure`] if it could not do its work; [`exit_code`] makes an exit
//! code of either.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod breaking;
mod diff;
mod docs;
mod draft;
mod exit;
mod export;
mod failure;
mod fmt;
mod lint;
pub mod output;
mod parallel;
mod report;
mod selection;
mod targets;

pub use breaking::{Breaking, Versions, committed};
pub use diff::show_diff;
pub use docs::Docs;
pub use draft::{Draft, Place};
pub use exit::exit_code;
pub use export::Export;
pub use failure::{Failure, Outcome, Result};
pub use fmt::Fmt;
pub use lint::Lint;
pub use report::Report;
pub use selection::{Own, Selection, is_context, read_folder};
pub use targets::{Target, targets, undecided};

/// What `lint`, `fmt`, `breaking` and the others say about themselves in the long help, before the examples.
pub mod about {
    pub use crate::breaking::ABOUT as BREAKING;
    pub use crate::draft::ABOUT as DRAFT;
    pub use crate::fmt::ABOUT as FMT;
    pub use crate::lint::ABOUT as LINT;
}
