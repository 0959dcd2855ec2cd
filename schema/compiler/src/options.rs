//! Options of the compiler.

/// Options for compiling specs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which errata are applied.
    pub errata: Errata,
    /// Whether the sources are the complete set of specs.
    pub scope: Scope,
    /// The IDs of rules whose violation is only a warning, overriding their specs.
    pub warnings: Vec<String>,
    /// How to treat a value that violates a low-confidence statement.
    pub low_confidence: LowConfidence,
}

/// How to treat a value that violates a low-confidence statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LowConfidence {
    /// It can be sent, with a warning.
    #[default]
    Warns,
    /// It is an error, like any other violation.
    Refuses,
}

/// Which errata are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errata {
    /// None: the document as printed.
    None,
    /// Those that apply by default, with some added and some removed.
    Chosen {
        /// The IDs of the added errata.
        on: Vec<String>,
        /// The IDs of the removed errata.
        off: Vec<String>,
    },
}

impl Default for Errata {
    fn default() -> Self {
        Errata::Chosen { on: Vec::new(), off: Vec::new() }
    }
}

/// Whether the sources are the complete set of specs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// They are complete: an unresolved reference is an error.
    #[default]
    Everything,
    /// They are some specs and their dependencies: errata of other specs are ignored.
    Named,
}
