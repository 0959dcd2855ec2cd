use super::Bilingual;

/// The source of a spec, or of a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Provenance {
    /// The source.
    pub source: Bilingual,
    /// Its first sentence, for messages.
    pub cited: Bilingual,
    /// The confidence.
    pub confidence: Confidence,
}

impl Provenance {
    /// Creates a source with its confidence.
    pub fn new(source: Bilingual, confidence: Confidence) -> Self {
        let first = |text: &str, ends: &[&str]| {
            let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
            text.get(..end).unwrap_or(text).trim().trim_end_matches('.').to_owned()
        };
        let cited = Bilingual::new(first(&source.zh, &["。", "；"]), first(&source.en, &[". ", "; "]));
        Self { source, cited, confidence }
    }
}

/// The confidence in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Inferred.
    Low,
    /// One good source.
    Medium,
    /// Computed, or found in several sources.
    High,
}

impl Confidence {
    /// The keyword in specs.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}
