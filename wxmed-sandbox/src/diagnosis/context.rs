//! The specs of a request that has violations.

use wxmed::spec::model::{Model, Operation};

/// What the specs say about a request that has violations.
#[derive(Clone, Copy)]
pub(crate) struct Context<'m> {
    pub(crate) model: &'m Model,
    /// `None` for a content without a request.
    pub(crate) operation: Option<&'m Operation>,
}
