use super::{Arc, Bilingual, CodeTable, Confidence, Provenance, Record, Span, StatedRule, Versions, Written};

/// What a city's bureau wants in `request_content`.
#[derive(Clone, Debug)]
pub struct Content {
    /// The name: the path of its file among the specs.
    pub name: String,
    /// What the API calls its type.
    pub spelling: String,
    /// What it is.
    pub title: Bilingual,
    /// The section of the document.
    pub section: String,
    /// Where it is known from.
    pub provenance: Option<Provenance>,
    /// The versions of the document that have it.
    pub versions: Versions,
    /// The only key of the outermost object, where there is such a wrapper.
    pub wrapped_in: Option<String>,
    /// Whether it comes back in an answer, and is never sent.
    pub received: bool,
    /// Its fields.
    pub record: Record,
    /// The fields of the request that carries it, as far as its bindings speak of them.
    pub outer: Record,
    /// What it states of the request that carries it. Each path begins with [`Content::OWN`] or [`Content::OUTER`].
    pub bindings: Vec<Written<StatedRule>>,
    /// The code tables of its own.
    pub codes: Vec<Arc<CodeTable>>,
    /// Contents that must pass, and contents that must fail.
    pub examples: Vec<Example>,
    /// Where it is.
    pub span: Span,
}

impl Content {
    /// How the path of a field of its own begins in a binding.
    pub const OWN: usize = 0;
    /// How the path of a field of the request that carries it begins in a binding.
    pub const OUTER: usize = 1;

    /// The IDs of its stated rules, with those of objects and items, and of its bindings.
    pub fn rule_ids(&self) -> Vec<&str> {
        let bindings = self.bindings.iter().map(|binding| &*binding.id);
        self.record.rule_ids().into_iter().chain(bindings).collect()
    }
}

/// A value that a spec gives as an example; each is a test.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub title: Bilingual,
    /// The value.
    pub value: ExampleValue,
    /// The fields of the request that carries it, beside a content.
    pub outer: Vec<(String, String)>,
    /// The violations that it must have, as `path: rule`; none if it must pass.
    pub breaks: Vec<String>,
    /// Where it is.
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

/// Something that is wrong with the document.
#[derive(Clone, Debug)]
pub struct Erratum {
    /// The ID.
    pub id: String,
    /// What it is about: an operation, a content, or one of their fields.
    pub target: String,
    /// What it changes, as it is written; nothing if it only warns.
    pub change: Option<String>,
    /// What is wrong.
    pub why: Bilingual,
    /// How that is known.
    pub evidence: Bilingual,
    /// How sure it is.
    pub confidence: Confidence,
    /// Whether it was applied.
    pub state: ErratumState,
    /// Where it is.
    pub span: Span,
}

impl Erratum {
    /// Whether it is about an operation or a content of this name, or about one of its fields.
    pub fn touches(&self, spec: &str) -> bool {
        self.target.strip_prefix(spec).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// What became of an erratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErratumState {
    /// It changed its target.
    Applied,
    /// It was switched off, or was not switched on.
    Off,
    /// It changes nothing: it only tells.
    Remark,
}
