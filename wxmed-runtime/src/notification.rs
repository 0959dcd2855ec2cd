//! The metadata of a notification, without its fields.

use crate::record::Record;

/// A notification that the platform sends. Generated types implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a notification of the platform",
    label = "expected the type of a notification, such as `PaymentResult`",
    note = "a type is one if its spec begins with `notification:`"
)]
pub trait Notification: Record {
    /// The metadata.
    const NOTIFICATION: &'static NotificationInfo;
}

/// The metadata of a notification, without its fields.
#[derive(Debug)]
pub struct NotificationInfo {
    /// The name.
    pub name: &'static str,
    /// The section of the document; empty if the document doesn't describe it.
    pub section: &'static str,
    /// The fields that identify a notice: a notice with the same values is a repeated one.
    pub by: &'static [&'static str],
}
