use std::fmt;
use std::sync::Arc;

use wxmed_compiler::model::{self, Field};
use wxmed_core::schema::ContentSchema;
use wxmed_core::{Bilingual, Json, Violations};

use super::compiled::CompiledContent;
use crate::{Content as Text, ContentError};

/// A content of a city's bureau, as its spec described it when it was looked up.
#[derive(Clone)]
pub struct Content(Arc<CompiledContent>);

impl Content {
    pub(super) fn of(content: Arc<CompiledContent>) -> Self {
        Self(content)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0.spec.name
    }

    /// The title.
    pub fn title(&self) -> &Bilingual {
        &self.0.spec.title
    }

    /// The section of the document.
    pub fn section(&self) -> &str {
        &self.0.spec.section
    }

    /// The fields, in the document's order.
    pub fn fields(&self) -> &[Field] {
        &self.0.spec.record.fields
    }

    /// The whole spec.
    pub fn spec(&self) -> &model::Content {
        &self.0.spec
    }

    pub(super) fn schema(&self) -> &ContentSchema {
        &self.0.schema
    }

    /// Validates a value. Returns all violations, including warnings.
    pub fn validate(&self, json: &Json) -> Violations {
        self.0.schema.validate(json)
    }

    /// Validates a text, and returns it as it should be sent: unchanged, unless fields with a default are missing.
    ///
    /// # Errors
    /// If the text is not JSON, or with all violations.
    pub fn check(&self, text: impl Into<String>) -> Result<Text, ContentError> {
        let text = text.into();
        let json = match Json::parse(&text) {
            Ok(json) => json,
            Err(error) => return Err(ContentError::NotJson { error, text }),
        };
        let violations = self.validate(&json);
        if violations.has_errors() {
            return Err(ContentError::Invalid { violations, text });
        }
        Ok(Text::raw(self.0.schema.completed(&json).unwrap_or(text)))
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Content").field(&self.0.spec.name).finish()
    }
}
