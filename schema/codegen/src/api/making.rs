//! The context for building the API, and the names of its types.

use wxmed_compiler::Diagnostics;

use super::{Options, Origin, TypeRef};

/// The context for building the API.
pub(super) struct Making<'o> {
    pub(super) options: &'o Options,
    pub(super) diagnostics: Diagnostics,
}

impl Making<'_> {
    /// Builds one item without any other.
    pub(super) fn alone<T>(make: impl FnOnce(&mut Making<'_>) -> T) -> T {
        make(&mut Making { options: &Options::default(), diagnostics: Diagnostics::default() })
    }

    /// The name of a type, as chosen by the user.
    pub(super) fn type_name(&self, name: &str) -> String {
        self.options.renames.get(name).map_or(name, String::as_str).to_owned()
    }

    /// A type of the spec, with the name chosen by the user, unless it exists in the runtime crate.
    pub(super) fn type_ref(&self, spelling: &str, origin: Origin) -> TypeRef {
        let is_context = match &origin {
            Origin::SharedCodes(_, file) | Origin::SharedPart(_, file) => self.options.context_files.contains(file),
            Origin::Codes(_) | Origin::Object(_) | Origin::Choice(_) | Origin::Tag => false,
        };
        TypeRef { name: if is_context { spelling.to_owned() } else { self.type_name(spelling) }, origin }
    }
}
