//! What the specs know of an operation beyond its fields.

use crate::codec::xml::Element;
use crate::{ErrorInfo, ResponseSigning, Retry};

pub(crate) mod error_code;
pub(crate) mod error_info;
pub(crate) mod path;
pub(crate) mod response_context;
pub(crate) mod template;

/// What is known of an operation beyond its fields.
#[derive(Debug)]
pub struct Operation {
    /// The name.
    pub name: &'static str,
    /// The path on the host.
    pub path: &'static str,
    /// The section of the document.
    pub section: &'static str,
    /// Whether it may be sent again when no response came.
    pub retry: Retry,
    /// Whether its responses are signed.
    pub answer: ResponseSigning,
    /// The row that says how a request is signed; MD5 if there is none.
    pub sign_type: Option<u16>,
    /// The fields of the request in the order in which they are signed.
    pub order: &'static [Element],
    /// The errors that the document lists for it.
    pub errors: &'static [ErrorInfo],
    /// The fields of a response that give back what was sent, each with the field of the request that it gives back.
    pub echoes: &'static [(&'static str, &'static str)],
}
