//! Facts about the interface that aren't shipped as specs.

use super::shape::must;
use super::{BILINGUAL, PROVENANCE, Shape, TITLE};

/// Facts about the interface beyond the other specs.
pub static KNOWN: Shape = Shape {
    name: "list of what is known and not shipped",
    keys: &[must("known", "名称", "the name"), TITLE, must("entries", "各项", "the entries").list(&KNOWN_ENTRY)],
};

/// A known fact that isn't shipped.
pub static KNOWN_ENTRY: Shape = Shape {
    name: "entry of what is known and not shipped",
    keys: &[
        must("name", "名称", "the name"),
        TITLE,
        must("facts", "已知的内容，写作 { zh, en }", "what is known, as { zh, en }").mapping(&BILINGUAL),
        must("why", "没有收录的原因，写作 { zh, en }", "why it is not shipped, as { zh, en }").mapping(&BILINGUAL),
        must(
            "provenance",
            "从何得知，写作 { source, confidence }",
            "where it is known from, as { source, confidence }",
        )
        .mapping(&PROVENANCE),
    ],
};
