use crate::operation::error_info::ErrorInfo;
use crate::signed_xml::sign::SignType;
use wxmed_core::ResponseSigning;
use wxmed_core::Retry;
use wxmed_core::schema::RecordSchema;

/// The metadata for interpreting an operation's responses. All of it comes from the specs.
#[derive(Clone, Copy, Debug)]
pub struct ResponseContext<'r> {
    /// The name of the operation, for errors.
    pub operation: &'r str,
    /// The section of the document that describes it, for errors.
    pub section: &'r str,
    /// Whether it may be sent again if no response was received. The outcome of an error depends on this.
    pub retry: Retry,
    /// Whether its responses are signed according to the document.
    pub signing: ResponseSigning,
    /// Their sign type.
    pub sign_type: SignType,
    /// The values of `err_code` that the operation documents.
    pub business: &'r [ErrorInfo],
    /// The codes of the gateway, which also come as `err_code`.
    pub gateway: &'r [ErrorInfo],
    /// The known texts of `return_msg`.
    pub protocol: &'r [ErrorInfo],
    /// The fields that its responses have.
    pub documented: Documented<'r>,
}

/// The documented names of the fields in an operation's responses.
#[derive(Clone, Copy, Debug)]
pub enum Documented<'r> {
    /// The names in a table.
    Table(&'r RecordSchema),
    /// These.
    Names(&'r [&'r str]),
}

impl Documented<'_> {
    /// Whether a field is documented.
    pub fn has(self, name: &str) -> bool {
        match self {
            Self::Table(table) => table.rows.iter().any(|row| row.reads(name)),
            Self::Names(names) => names.contains(&name),
        }
    }
}
