//! Error codes are looked up with the type of a table of errors.

use wxmed::*;

fn is_unbound(error: &Error) -> bool {
    error.code::<GetMedInfo>().is_some()
}

fn main() {}
