//! What a sandbox records of a call in addition to its response.

use wxmed::{Bilingual, Violation};

use crate::resource::Issued;

/// What a sandbox records of a call in addition to its response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// Everything that is wrong with what was sent.
    pub(crate) violations: Vec<Violation>,
    /// Why the body could not be read, or its signature was wrong.
    pub(crate) cause: Option<Bilingual>,
    /// Values that were issued by the call but are not part of its response.
    pub(crate) issued: Vec<Issued>,
}
