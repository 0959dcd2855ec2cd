use wxmed_compiler::model::Model;
use wxmed_compiler::{Errata, LowConfidence, Options, Scope, Sources, compile};
use wxmed_core::{Severity, nearest};

use super::SpecsError;

/// How specs are loaded: which errata apply to them, and which violations are only warnings.
///
/// The macro has the same choices as arguments: `errata(…)`, `warn(…)` and `strict`.
///
/// ```
/// use wxmed::dynamic::SpecOptions;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let specs = SpecOptions::new().strict().shipped()?;
/// assert!(specs.operation("getmedinfo").is_ok());
///
/// let unknown = SpecOptions::new().erratum_off("shenzen-fee").shipped().unwrap_err();
/// assert!(unknown.to_string().contains("there is no erratum `shenzen-fee`"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct SpecOptions {
    errata_on: Vec<String>,
    errata_off: Vec<String>,
    warnings: Vec<String>,
    low_confidence: LowConfidence,
}

impl SpecOptions {
    /// The errata that apply by default, and the severities that the specs state.
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies an erratum that is off by default, by its ID.
    pub fn erratum_on(mut self, id: impl Into<String>) -> Self {
        self.errata_on.push(id.into());
        self
    }

    /// Disables an erratum, by its ID, so that the document applies as it is printed.
    pub fn erratum_off(mut self, id: impl Into<String>) -> Self {
        self.errata_off.push(id.into());
        self
    }

    /// Reduces violations of a stated rule to warnings, by the rule's ID.
    pub fn warn(mut self, rule: impl Into<String>) -> Self {
        self.warnings.push(rule.into());
        self
    }

    /// Rejects values that violate what the specs state with low confidence. By default, such violations are warnings.
    pub fn strict(mut self) -> Self {
        self.low_confidence = LowConfidence::Refuses;
        self
    }

    /// The model of the specs and the warnings about them, or all mistakes.
    pub(super) fn compile(&self, sources: &Sources, scope: Scope) -> Result<(Model, Vec<String>), SpecsError> {
        let options = Options {
            errata: Errata::Chosen { on: self.errata_on.clone(), off: self.errata_off.clone() },
            scope,
            warnings: self.warnings.clone(),
            low_confidence: self.low_confidence,
        };
        let (model, diagnostics) = compile(sources, &options);
        let texts = |severity| {
            let found = diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
            found.map(|diagnostic| diagnostic.for_compiler(sources)).collect::<Vec<_>>()
        };
        let mistakes: Vec<String> = texts(Severity::Error).into_iter().chain(self.unknown(&model)).collect();
        if mistakes.is_empty() { Ok((model, texts(Severity::Warning))) } else { Err(SpecsError::Wrong(mistakes)) }
    }

    /// Reports unknown IDs, because such an option would have no effect.
    fn unknown(&self, model: &Model) -> Vec<String> {
        let errata = model.errata.iter().filter(|erratum| erratum.change.is_some()).map(|erratum| erratum.id.as_str());
        let errata: Vec<&str> = errata.collect();
        let requests = model.operations.iter().flat_map(|operation| operation.request.rule_ids());
        let rules: Vec<&str> = requests.chain(model.contents.iter().flat_map(|content| content.rule_ids())).collect();
        let switched = self.errata_on.iter().chain(&self.errata_off);
        let switched = switched.filter_map(|id| unknown("erratum", id, &errata));
        switched.chain(self.warnings.iter().filter_map(|id| unknown("rule", id, &rules))).collect()
    }
}

fn unknown(what: &str, id: &str, known: &[&str]) -> Option<String> {
    if known.contains(&id) {
        return None;
    }
    let near = nearest(id, known.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
    Some(format!("there is no {what} `{id}` in these specs{}", near.unwrap_or_default()))
}
