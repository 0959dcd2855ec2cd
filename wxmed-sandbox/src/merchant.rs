//! Checks that a request names the sandbox's account.

use wxmed::spec::model::{Operation, Part};

use crate::account::Account;
use crate::rejection::Rejection;
use crate::request::ReceivedRequest;

/// The error for a request that names another account, or names this one incompletely.
pub(crate) struct Foreign<'a> {
    /// The first field in which it differs.
    pub(crate) field: &'a str,
    pub(crate) failure: Rejection,
}

/// Rejects a request that names another account in the fields that identify one according to the spec.
pub(crate) fn check<'a>(
    operation: &'a Operation,
    account: &Account,
    received: &ReceivedRequest,
) -> Result<(), Foreign<'a>> {
    let parts = operation.request.choices.iter().filter_map(|choice| choice.part.as_deref());
    for part in parts.filter(|part| part.names_account) {
        let differences = account.identities().into_iter().map(|identity| difference(part, &identity, received));
        // With several sub-merchants, the request is compared with the one that it matches best.
        let nearest = differences.max_by_key(|difference| difference.as_ref().map_or(usize::MAX, |(index, _)| *index));
        if let Some(Some((_, foreign))) = nearest {
            return Err(foreign);
        }
    }
    Ok(())
}

/// The first field in which a request differs from an identity, and its index in the part.
fn difference<'a>(
    part: &'a Part,
    identity: &[(&'static str, &str)],
    received: &ReceivedRequest,
) -> Option<(usize, Foreign<'a>)> {
    part.fields.iter().enumerate().find_map(|(index, field)| {
        let own = identity.iter().find(|(known, _)| known == field).map(|(_, value)| *value);
        let failure = match (received.get(field), own) {
            (Some(sent), own) if own != Some(sent) => Rejection::foreign(field),
            (None, Some(_)) if is_mandatory(part, index) => Rejection::needed(field),
            _ => return None,
        };
        Some((index, Foreign { field, failure }))
    })
}

/// Whether each group that has the field is incomplete without it.
fn is_mandatory(part: &Part, index: usize) -> bool {
    let members = part.alternatives.iter().flat_map(|group| group.fields.iter().zip(&group.mandatory));
    members.filter(|(field, _)| **field == index).all(|(_, mandatory)| *mandatory)
}
