use super::{Bilingual, Span};

/// The message templates of one operation.
#[derive(Clone, Debug)]
pub struct TemplateSet {
    /// The name.
    pub name: String,
    /// The operation that fills them.
    pub operation: String,
    /// The field that chooses among them.
    pub tag: String,
    /// The templates.
    pub templates: Vec<MessageTemplate>,
    /// Where it is.
    pub span: Span,
}

/// One message template.
#[derive(Clone, Debug)]
pub struct MessageTemplate {
    /// The value of the tag that chooses it.
    pub value: String,
    /// The section of the document.
    pub section: String,
    /// The title.
    pub title: String,
    /// The lines, with `{{name.DATA}}` for what is filled in.
    pub lines: Vec<String>,
    /// What is filled in.
    pub keywords: Vec<TemplateKeyword>,
    /// The document's sample, as it should come out.
    pub sample: Vec<String>,
    /// Where it is.
    pub span: Span,
}

/// A place in a template.
#[derive(Clone, Debug)]
pub struct TemplateKeyword {
    /// The name in the template.
    pub name: String,
    /// Who fills it.
    pub filler: FilledBy,
    /// The text in the document's sample.
    pub sample: String,
}

/// Who fills a place in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilledBy {
    /// The caller, with this field of the request.
    Caller(String),
    /// The platform, from the order.
    Platform(Bilingual),
}
