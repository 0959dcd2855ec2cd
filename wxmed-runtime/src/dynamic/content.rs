use std::fmt;
use std::sync::Arc;

use wxmed_compiler::model::{self, Field};
use wxmed_core::schema::ContentSchema;
use wxmed_core::{Bilingual, Json, Violations};

use super::compiled::CompiledContent;
use crate::{Content as Text, ContentError};

/// A content of a city's bureau, as a spec described it when it was asked for.
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

    /// What it is.
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

    /// Everything that the spec says.
    pub fn spec(&self) -> &model::Content {
        &self.0.spec
    }

    pub(super) fn schema(&self) -> &ContentSchema {
        &self.0.schema
    }

    /// Everything that is wrong with a value, warnings too.
    pub fn validate(&self, json: &Json) -> Violations {
        self.0.schema.validate(json)
    }

    /// Checks a text, and gives it back as it is to be sent: not a byte of it is changed, unless it lacks what has a
    /// default.
    ///
    /// # Errors
    /// If the text is no JSON, or with everything that is wrong with it.
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
