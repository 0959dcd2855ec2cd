//! The commands for specs: `wxmed spec …` and `cargo xtask …` are this code.
//!
//! Each command is a struct of command-line options with a method `run`, whose arguments are the specs to work on. The
//! program provides them: `cargo xtask` reads the specs of its clone, and `wxmed` has the included specs built in and
//! reads the user's own. This crate contains no generated code, because these commands are needed most while a spec is
//! broken.
//!
//! Each command returns an [`Outcome`], or a [`Failure`] if it could not do its work; [`exit_code`] converts both to an
//! exit code.
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
pub use draft::{Draft, DraftFolder};
pub use exit::exit_code;
pub use export::Export;
pub use failure::{Failure, Outcome, Result};
pub use fmt::Fmt;
pub use lint::Lint;
pub use report::Report;
pub use selection::{Own, Selection, is_context, read_folder};
pub use targets::{Target, targets, undecided};

/// The long help of `lint`, `fmt`, `breaking` and the others, before the examples.
pub mod about {
    pub use crate::breaking::ABOUT as BREAKING;
    pub use crate::draft::ABOUT as DRAFT;
    pub use crate::fmt::ABOUT as FMT;
    pub use crate::lint::ABOUT as LINT;
}
