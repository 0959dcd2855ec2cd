//! Whether a request is from the account that calls.

use wxmed::spec::model::{Operation, Part};

use crate::account::Account;
use crate::rejection::Rejection;
use crate::request::ReceivedRequest;

/// Refuses a request that names another account, in the rows that identify one by their spec.
pub(crate) fn check(operation: &Operation, account: &Account, received: &ReceivedRequest) -> Result<(), Rejection> {
    let parts = operation.request.choices.iter().filter_map(|choice| choice.part.as_deref());
    for part in parts.filter(|part| part.names_account) {
        let differences = account.identities().into_iter().map(|identity| difference(part, &identity, received));
        // Of several sub-merchants, the one that the request comes nearest to is meant.
        let nearest = differences.max_by_key(|difference| difference.as_ref().map_or(usize::MAX, |(place, _)| *place));
        if let Some(Some((_, failure))) = nearest {
            return Err(failure);
        }
    }
    Ok(())
}

/// The first field in which a request is not from an account, and its place among the fields of the part.
fn difference(
    part: &Part,
    identity: &[(&'static str, &str)],
    received: &ReceivedRequest,
) -> Option<(usize, Rejection)> {
    part.fields.iter().enumerate().find_map(|(place, name)| {
        let own = identity.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        let failure = match (received.get(name), own) {
            (Some(sent), own) if own != Some(sent) => Rejection::foreign(name),
            (None, Some(_)) if is_mandatory(part, place) => Rejection::needed(name),
            _ => return None,
        };
        Some((place, failure))
    })
}

/// Whether each group that has the field is incomplete without it.
fn is_mandatory(part: &Part, place: usize) -> bool {
    let members = part.alternatives.iter().flat_map(|group| group.fields.iter().zip(&group.mandatory));
    members.filter(|(field, _)| **field == place).all(|(_, mandatory)| *mandatory)
}
