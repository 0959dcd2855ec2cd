//! The metadata of an operation, without its fields.

use crate::signed_xml::xml::Element;
use crate::{ErrorInfo, ResponseSigning, Retry};

pub(crate) mod error_code;
pub(crate) mod error_info;
pub(crate) mod path;
pub(crate) mod response_context;
pub(crate) mod template;

/// The metadata of an operation.
#[derive(Debug)]
pub struct Operation {
    /// The name.
    pub name: &'static str,
    /// The path on the host.
    pub path: &'static str,
    /// The section of the document.
    pub section: &'static str,
    /// Whether it may be sent again if no response was received.
    pub retry: Retry,
    /// Whether its responses are signed.
    pub response_signing: ResponseSigning,
    /// The row of the field that selects the sign type; without it, MD5 is used.
    pub sign_type: Option<u16>,
    /// The fields of the request in the order in which they are signed.
    pub order: &'static [Element],
    /// The errors that the document lists for it.
    pub errors: &'static [ErrorInfo],
    /// The fields of a response that echo a field of the request, each with that field.
    pub echoes: &'static [(&'static str, &'static str)],
}
