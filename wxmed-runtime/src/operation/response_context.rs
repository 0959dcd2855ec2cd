use crate::codec::sign::SignType;
use crate::operation::error_info::ErrorInfo;
use wxmed_core::ResponseSigning;
use wxmed_core::Retry;
use wxmed_core::schema::RecordSchema;

/// What must be known of an operation to tell its responses apart; all of it is data of the specs.
#[derive(Clone, Copy, Debug)]
pub struct ResponseContext<'r> {
    /// The name of the operation, for errors.
    pub operation: &'r str,
    /// The section of the document that describes it, for errors.
    pub section: &'r str,
    /// Whether it may be sent again when no response came: what an error may have changed depends on it.
    pub retry: Retry,
    /// Whether the document has its responses signed.
    pub signing: ResponseSigning,
    /// How they are signed.
    pub sign_type: SignType,
    /// The values of `err_code` that the operation documents.
    pub business: &'r [ErrorInfo],
    /// The codes of the gateway, which also come as `err_code`.
    pub gateway: &'r [ErrorInfo],
    /// The words of `return_msg` that are known.
    pub protocol: &'r [ErrorInfo],
    /// The fields that its responses have.
    pub documented: Documented<'r>,
}

/// The names that a document gives to the fields of an operation's answers.
#[derive(Clone, Copy, Debug)]
pub enum Documented<'r> {
    /// Those of a table.
    Table(&'r RecordSchema),
    /// These.
    Names(&'r [&'r str]),
}

impl Documented<'_> {
    /// Whether a field is one of them.
    pub fn has(self, name: &str) -> bool {
        match self {
            Self::Table(table) => table.rows.iter().any(|row| row.reads(name)),
            Self::Names(names) => names.contains(&name),
        }
    }
}
