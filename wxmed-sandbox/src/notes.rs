//! What a sandbox notes of a call beside its answer.

use wxmed::{Bilingual, Violation};

use crate::resource::Issued;

/// What a sandbox notes of a call beside its answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// Everything that is wrong with what was sent.
    pub(crate) violations: Vec<Violation>,
    /// Why the body could not be read, or its signature was wrong.
    pub(crate) cause: Option<Bilingual>,
    /// What was given to what the call made, and stands in no answer.
    pub(crate) issued: Vec<Issued>,
}
