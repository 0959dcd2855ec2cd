//! Operations and contents of specs, with the schemas for validating values, which are built once.

use std::borrow::Cow;

use wxmed_compiler::model;
use wxmed_core::schema::{ContentSchema, RecordSchema, Ref};

use crate::ErrorInfo;
use crate::request::sign::{Order, SigningPlan};
use crate::response::Known;

/// An operation, ready to be called.
pub(crate) struct CompiledOperation {
    pub(crate) spec: model::Operation,
    pub(crate) request: Ref<RecordSchema>,
    pub(crate) reply: Ref<RecordSchema>,
    /// The reply and the fields around it.
    pub(crate) response: Ref<RecordSchema>,
    pub(crate) errors: Vec<ErrorInfo>,
    /// The rows in the order in which they are signed.
    order: Vec<u16>,
    sign_type: Option<u16>,
}

/// A content, ready to be checked.
pub(crate) struct CompiledContent {
    pub(crate) spec: model::Content,
    pub(crate) schema: ContentSchema,
}

impl CompiledOperation {
    pub(crate) fn signing_plan(&self) -> SigningPlan<'_> {
        SigningPlan { table: &self.request, order: Order::Rows(&self.order), sign_type: self.sign_type }
    }

    /// The metadata for reading its responses.
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            operation: &self.spec.name,
            section: &self.spec.section,
            retry: self.spec.retry,
            signing: self.spec.response_signing,
            has_sign_type: self.sign_type.is_some(),
            errors: &self.errors,
            reply: &self.reply,
        }
    }
}

impl From<model::Operation> for CompiledOperation {
    fn from(spec: model::Operation) -> Self {
        let request = Ref::from(spec.request_schema());
        let order = spec.signed_rows().into_iter().filter_map(|row| u16::try_from(row).ok()).collect();
        Self {
            reply: spec.reply_schema().into(),
            response: spec.response_schema().into(),
            errors: spec.errors.iter().map(error_info).collect(),
            order,
            sign_type: spec.sign_type.and_then(|row| u16::try_from(row).ok()),
            request,
            spec,
        }
    }
}

impl From<model::Content> for CompiledContent {
    fn from(spec: model::Content) -> Self {
        Self { schema: spec.schema(), spec }
    }
}

fn error_info(error: &model::DocumentedError) -> ErrorInfo {
    ErrorInfo {
        code: Cow::Owned(error.code.clone()),
        matching: error.matching,
        meaning: error.meaning.clone(),
        remedy: error.remedy.clone(),
        refreshes_token: error.refreshes_token,
        outcome: error.outcome,
        retry: error.retry,
    }
}
