//! What is known while the API is made, and the names of its types.

use wxmed_compiler::Diagnostics;

use super::{Options, Origin, TypeRef};

/// What is known while the API is made.
pub(super) struct Making<'o> {
    pub(super) options: &'o Options,
    pub(super) diagnostics: Diagnostics,
}

impl Making<'_> {
    /// Makes one thing without any other.
    pub(super) fn alone<T>(make: impl FnOnce(&mut Making<'_>) -> T) -> T {
        make(&mut Making { options: &Options::default(), diagnostics: Diagnostics::default() })
    }

    /// The name of a type, as the user wants it.
    pub(super) fn type_name(&self, name: &str) -> String {
        self.options.renames.get(name).map_or(name, String::as_str).to_owned()
    }

    /// A type of the spec: as the user wants it to be called, unless it exists in the runtime crate.
    pub(super) fn type_ref(&self, spelling: &str, origin: Origin) -> TypeRef {
        let is_context = match &origin {
            Origin::SharedCodes(_, file) | Origin::SharedPart(_, file) => self.options.context_files.contains(file),
            Origin::Codes(_) | Origin::Object(_) | Origin::Choice(_) | Origin::Tag => false,
        };
        TypeRef { name: if is_context { spelling.to_owned() } else { self.type_name(spelling) }, origin }
    }
}
