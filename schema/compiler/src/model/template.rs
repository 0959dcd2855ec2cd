use super::{Bilingual, Span};

/// The message templates of one operation.
#[derive(Clone, Debug)]
pub struct TemplateSet {
    /// The name.
    pub name: String,
    /// The operation that sends them.
    pub operation: String,
    /// The field that selects the template.
    pub tag: String,
    /// The templates.
    pub templates: Vec<MessageTemplate>,
    /// The span in the sources.
    pub span: Span,
}

/// One message template.
#[derive(Clone, Debug)]
pub struct MessageTemplate {
    /// The value of the tag that selects it.
    pub value: String,
    /// The section of the document.
    pub section: String,
    /// The title.
    pub title: String,
    /// The lines, with `{{name.DATA}}` for the template fields.
    pub lines: Vec<String>,
    /// The template fields.
    pub keywords: Vec<TemplateKeyword>,
    /// The expected text of the document's sample.
    pub sample: Vec<String>,
    /// The span in the sources.
    pub span: Span,
}

/// A field of a template.
#[derive(Clone, Debug)]
pub struct TemplateKeyword {
    /// The name in the template.
    pub name: String,
    /// Who fills it.
    pub filler: FilledBy,
    /// The text in the document's sample.
    pub sample: String,
}

/// Who fills a template field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilledBy {
    /// The caller, with this field of the request.
    Caller(String),
    /// The platform, from the order.
    Platform(Bilingual),
}
