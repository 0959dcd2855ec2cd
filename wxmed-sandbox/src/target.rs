//! The targets of requests, by path.

use wxmed::spec::model::{Operation, ResponseSigning};

use crate::endpoints::Endpoint;
use crate::specs::Specs;
use crate::{bind_page, order_number, pay_page, scan};

/// The target of a request.
pub(crate) enum Target<'a> {
    Endpoint(Endpoint),
    Operation(&'a Operation),
    Page,
    /// The page that shows a code of the user with this openid.
    Code(&'a str),
    /// The page on which the order with this number is paid.
    Payment(&'a str),
    Nothing,
}

impl<'a> Target<'a> {
    /// Looks up a path.
    pub(crate) fn at(specs: &'a Specs, path: &'a str) -> Self {
        if let Some(endpoint) = Endpoint::at(path) {
            return Target::Endpoint(endpoint);
        }
        if bind_page::is_page(path) {
            return Target::Page;
        }
        if let Some(openid) = scan::openid(path) {
            return Target::Code(openid);
        }
        if let Some(order) = pay_page::order(path) {
            return Target::Payment(order);
        }
        let operation = specs.model().operations.iter().find(|operation| operation.path == path);
        operation.map_or(Target::Nothing, Target::Operation)
    }

    /// The operation, if the target is one.
    pub(crate) fn operation(&self) -> Option<&'a Operation> {
        match self {
            Target::Operation(operation) => Some(operation),
            Target::Endpoint(_) | Target::Page | Target::Code(_) | Target::Payment(_) | Target::Nothing => None,
        }
    }

    /// Whether successful responses are signed.
    pub(crate) fn is_signed(&self) -> bool {
        self.operation().is_some_and(|operation| operation.response_signing == ResponseSigning::Signed)
    }

    /// The order number in a request with this body.
    pub(crate) fn order(&self, body: &[u8]) -> Option<String> {
        match self {
            Target::Operation(operation) => order_number::of(operation, body),
            Target::Payment(order) => Some((*order).to_owned()),
            Target::Endpoint(_) | Target::Page | Target::Code(_) | Target::Nothing => None,
        }
    }

    /// The name of the operation, or of the endpoint or the page: the end of the path.
    pub(crate) fn name(&self, path: &str) -> Option<String> {
        match self {
            Target::Operation(operation) => Some(operation.name.clone()),
            Target::Endpoint(_) => path.rsplit('/').next().map(str::to_owned),
            Target::Page => Some("bind".to_owned()),
            Target::Code(_) => Some("auth-code".to_owned()),
            Target::Payment(_) => Some("pay".to_owned()),
            Target::Nothing => None,
        }
    }
}
