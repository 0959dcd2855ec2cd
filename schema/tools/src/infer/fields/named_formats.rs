//! Formats that remarks mention by name.

use super::{Infer, Row, SourceText};
use crate::infer::DecisionKind;
use crate::infer::merge::Scalar;
use wxmed_core::{Bilingual, Format};

/// Words in remarks, in lower case, and the formats that they mean.
const NAMES: [(&str, Format); 8] = [
    // Before base64, because these are also encoded in base64.
    ("sm2", Format::Sm2Signature),
    ("sm4", Format::Sm4Ciphertext),
    ("base64", Format::Base64),
    ("科学计数", Format::Float),
    ("科学记数", Format::Float),
    ("浮点数", Format::Float),
    ("json文本", Format::Json),
    ("json字符串", Format::Json),
];

impl Infer<'_, '_> {
    /// Sets the format that a remark mentions, if all values of the samples have it.
    pub(super) fn named_format(&mut self, source_text: &SourceText, values: &[&Scalar], row: &mut Row) {
        let remark: String = source_text.rest.to_lowercase().split_whitespace().collect();
        let mut named = NAMES.iter().filter(|(word, _)| remark.contains(word)).map(|(_, format)| *format);
        let Some(format) = named.next().filter(|_| row.format.is_none() && row.ty.starts_with(['S', 's'])) else {
            return;
        };
        if !values.iter().all(|value| format.accepts(&value.text)) {
            return;
        }
        row.format = Some(format);
        let message = Bilingual::new(
            format!("说明中提到它，草稿写 {}", format.name()),
            format!("a remark names it, and the draft says {}", format.name()),
        );
        self.add_decision(DecisionKind::Format, row, message, source_text.remarks.clone());
    }
}
