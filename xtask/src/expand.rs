//! Expands specs like the macro.

use wxmed_codegen::emit;
use wxmed_commands::{Failure, Report, Result, Target};

use crate::pretty;

/// The Rust items that the macro generates for a target, if there are no errors so far. The target's errors are added
/// to the report.
///
/// # Errors
/// If the specs have no errors but the generated code isn't valid Rust, which is a bug of the emitter.
pub(crate) fn items(target: &Target<'_>, findings: &mut Report) -> Result<Option<syn::File>> {
    let (items, found) = target.expand(emit);
    findings.extend(found);
    if findings.stop() {
        return Ok(None);
    }
    syn::parse2(pretty::doc_lines(items)).map(Some).map_err(|error| {
        Failure::new(format!("`{}` became something that is not Rust, a mistake of the emitter: {error}", target.name))
    })
}
