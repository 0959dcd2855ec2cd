use std::fmt;
use std::sync::Arc;

use wxmed_compiler::model;
use wxmed_core::Bilingual;
use wxmed_core::schema::{Privacy, RecordSchema, Ref};
use wxmed_core::validate::unreadable;

use crate::notify::{Known, Notice, NotifyError, Receiver};
use crate::response::reply_values;
use crate::signed_xml::xml::Fields;

/// A notification of the platform, as its spec described it when it was looked up.
#[derive(Clone)]
pub struct Notification(Arc<CompiledNotification>);

/// A notification, ready to be received.
pub(super) struct CompiledNotification {
    pub(super) spec: model::Notification,
    /// The fields of the notification, without the envelope.
    own: Ref<RecordSchema>,
    /// The fields of the notification, with the envelope.
    all: Ref<RecordSchema>,
}

impl From<model::Notification> for CompiledNotification {
    fn from(spec: model::Notification) -> Self {
        Self { own: spec.own_schema().into(), all: spec.request_schema().into(), spec }
    }
}

impl Notification {
    pub(super) fn of(notification: Arc<CompiledNotification>) -> Self {
        Self(notification)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0.spec.name
    }

    /// The title in the document.
    pub fn title(&self) -> &Bilingual {
        &self.0.spec.title
    }

    /// The whole spec.
    pub fn spec(&self) -> &model::Notification {
        &self.0.spec
    }

    /// Verifies a notification, like [`Receiver::receive`] does for a type.
    ///
    /// # Errors
    /// Like [`Receiver::receive`].
    pub fn receive(
        &self,
        receiver: &Receiver,
        body: impl Into<Vec<u8>>,
    ) -> Result<Notice<ReceivedFields>, NotifyError> {
        let CompiledNotification { spec, own, all } = &*self.0;
        let rows: Vec<&str> = spec.request.fields.iter().map(|row| row.name.as_str()).collect();
        receiver.receive_as(Known { name: &spec.name, by: &spec.by_names(), rows: &rows }, body, |fields| {
            let violations = unreadable(own, &reply_values(own, fields));
            if violations.has_errors() {
                Err(NotifyError::Fields(violations))
            } else {
                Ok(ReceivedFields::of(fields, all))
            }
        })
    }
}

impl fmt::Debug for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Notification").field(&self.0.spec.name).finish()
    }
}

/// All fields of a notification, known or not.
///
/// `Debug` shows the names of all fields, but only values of documented fields that the spec doesn't mark as sensitive.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedFields(Vec<(String, String, Privacy)>);

impl ReceivedFields {
    fn of(fields: &Fields<'_>, schema: &RecordSchema) -> Self {
        let row = |name: &str| schema.rows.iter().find(|row| row.reads(name));
        // Undocumented fields may contain patients' data.
        let privacy = |name: &str| row(name).map_or(Privacy::Redacted, |row| row.privacy);
        Self(fields.iter().map(|(name, text)| (name.to_owned(), text.to_owned(), privacy(name))).collect())
    }

    /// The text of a field, if it was received.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, text)| text)
    }

    /// The names and texts, in the order in which they were received.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text, _)| (name.as_str(), text.as_str()))
    }
}

impl fmt::Debug for ReceivedFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().map(|(name, text, privacy)| (name, privacy.shown(text)));
        f.debug_map().entries(shown).finish()
    }
}
