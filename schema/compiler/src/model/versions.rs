use super::Bilingual;

/// The versions of the document that have something, as far as the document says so, and what to use instead of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Versions {
    /// The first version.
    pub since: Option<String>,
    /// The last version.
    pub until: Option<String>,
    /// What to use instead, if it should no longer be used.
    pub deprecated: Option<Bilingual>,
}
