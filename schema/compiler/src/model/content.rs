use super::{Arc, Bilingual, CodeTable, Confidence, Provenance, Record, Span, StatedRule, Versions, Written};

/// The format of `request_content` for a city's bureau.
#[derive(Clone, Debug)]
pub struct Content {
    /// The name: the path of its file among the specs.
    pub name: String,
    /// The name of its type in the API.
    pub spelling: String,
    /// The title.
    pub title: Bilingual,
    /// The section of the document.
    pub section: String,
    /// The source.
    pub provenance: Option<Provenance>,
    /// The versions of the document that have it.
    pub versions: Versions,
    /// The only key of the outermost object, if the content is wrapped in one.
    pub wrapped_in: Option<String>,
    /// Whether it is received in a response, and never sent.
    pub received: bool,
    /// Its fields.
    pub record: Record,
    /// The fields of the containing request that its bindings refer to.
    pub outer: Record,
    /// The rules between the content and its request. Each path begins with [`Content::OWN`] or [`Content::OUTER`].
    pub bindings: Vec<Written<StatedRule>>,
    /// Its own code tables.
    pub codes: Vec<Arc<CodeTable>>,
    /// Examples of valid and invalid contents.
    pub examples: Vec<Example>,
    /// The span in the sources.
    pub span: Span,
}

impl Content {
    /// The first index of a path to the content's own field in a binding.
    pub const OWN: usize = 0;
    /// The first index of a path to a field of the request in a binding.
    pub const OUTER: usize = 1;

    /// The IDs of its rules, including those of nested objects and items, and of its bindings.
    pub fn rule_ids(&self) -> Vec<&str> {
        let bindings = self.bindings.iter().map(|binding| &*binding.id);
        self.record.rule_ids().into_iter().chain(bindings).collect()
    }
}

/// An example in a spec. Each is checked when the spec is compiled.
#[derive(Clone, Debug)]
pub struct Example {
    /// The title.
    pub title: Bilingual,
    /// The value.
    pub value: ExampleValue,
    /// For a content, the fields of its request.
    pub outer: Vec<(String, String)>,
    /// The expected violations, as `path: rule`; empty for a valid example.
    pub breaks: Vec<String>,
    /// The span in the sources.
    pub span: Span,
}

/// The value of an example.
#[derive(Clone, Debug)]
pub enum ExampleValue {
    /// Wire names and texts.
    Fields(Vec<(String, String)>),
    /// A JSON text.
    Json(String),
}

/// An error of the document.
#[derive(Clone, Debug)]
pub struct Erratum {
    /// The ID.
    pub id: String,
    /// The target: an operation, a content, or one of their fields.
    pub target: String,
    /// The change as written; `None` if it is only a remark.
    pub change: Option<String>,
    /// The error.
    pub why: Bilingual,
    /// The evidence.
    pub evidence: Bilingual,
    /// The confidence.
    pub confidence: Confidence,
    /// Whether it was applied.
    pub state: ErratumState,
    /// The span in the sources.
    pub span: Span,
}

impl Erratum {
    /// Whether the target is the operation or content with this name, or one of its fields.
    pub fn touches(&self, spec: &str) -> bool {
        self.target.strip_prefix(spec).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// The state of an erratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErratumState {
    /// It changed its target.
    Applied,
    /// It is disabled.
    Off,
    /// It changes nothing, and is only a remark.
    Remark,
}
