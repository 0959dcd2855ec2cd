use super::Bilingual;

/// The versions of the document that contain an item, as far as the document states them, and its replacement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Versions {
    /// The first version.
    pub since: Option<String>,
    /// The last version.
    pub until: Option<String>,
    /// The replacement, if it is deprecated.
    pub deprecated: Option<Bilingual>,
}
