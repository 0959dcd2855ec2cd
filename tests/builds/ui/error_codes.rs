//! The codes of an error are asked for by the type of a table of errors.

use wxmed::*;

fn is_unbound(error: &Error) -> bool {
    error.code::<GetMedInfo>().is_some()
}

fn main() {}
