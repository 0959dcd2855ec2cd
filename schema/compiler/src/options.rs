//! What can be chosen where specs are read.

/// How specs are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which errata are applied.
    pub errata: Errata,
    /// Whether the sources are everything that there is.
    pub scope: Scope,
    /// The IDs of stated rules whose breach is to be only a warning, whatever their specs say.
    pub warnings: Vec<String>,
    /// What becomes of a value that breaks what is known with low confidence only.
    pub low_confidence: LowConfidence,
}

/// What becomes of a value that breaks what is known with low confidence only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LowConfidence {
    /// It can be sent, with a warning.
    #[default]
    Warns,
    /// It is refused like any other.
    Refuses,
}

/// Which errata are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errata {
    /// None: the document as it is printed.
    None,
    /// Those that apply by default, but for some, and with others beside them.
    Chosen {
        /// The IDs of those that are switched on.
        on: Vec<String>,
        /// The IDs of those that are switched off.
        off: Vec<String>,
    },
}

impl Default for Errata {
    fn default() -> Self {
        Errata::Chosen { on: Vec::new(), off: Vec::new() }
    }
}

/// Whether the sources are everything that there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// They are: what refers to nothing is a mistake.
    #[default]
    Everything,
    /// They are some specs with what these refer to: errata of other specs are passed over.
    Named,
}
