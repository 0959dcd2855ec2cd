use super::Bilingual;

/// Where a spec, or a part of one, is known from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Provenance {
    /// The source.
    pub source: Bilingual,
    /// Its first sentence, for messages.
    pub cited: Bilingual,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Provenance {
    /// A source, and how sure it is.
    pub fn new(source: Bilingual, confidence: Confidence) -> Self {
        let first = |text: &str, ends: &[&str]| {
            let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
            text.get(..end).unwrap_or(text).trim().trim_end_matches('.').to_owned()
        };
        let cited = Bilingual::new(first(&source.zh, &["。", "；"]), first(&source.en, &[". ", "; "]));
        Self { source, cited, confidence }
    }
}

/// How sure a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Inferred.
    Low,
    /// One good source.
    Medium,
    /// Computed, or seen in several places.
    High,
}

impl Confidence {
    /// The word in a spec.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}
