use crate::model::{Field, Operation, Record, Role, StatedPresence, ValueKind};
use wxmed_core::validate::closed_code;
use wxmed_core::{Bilingual, Rule, Violation, is_blank};

/// What keeps an answer from being read: nothing at all as long as every row that it must have can be.
///
/// Only then a number that is oddly written is worth a word, too.
pub(super) fn check(operation: &Operation, fields: &[(String, String)]) -> Vec<Violation> {
    let answer = Answer { record: &operation.response, fields };
    let rows: Vec<&Field> = answer.rows().collect();
    if rows.iter().all(|row| answer.is_readable(row)) {
        return Vec::new();
    }
    rows.into_iter().filter_map(|row| answer.breaks(row)).collect()
}

struct Answer<'a> {
    record: &'a Record,
    fields: &'a [(String, String)],
}

impl<'a> Answer<'a> {
    fn text(&self, name: &str) -> Option<&'a str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// The rows that such an answer has, but for the nonce and the signature, which are for the verification to judge.
    fn rows(&self) -> impl Iterator<Item = &'a Field> {
        let holds = |row: &&Field| row.when.iter().all(|when| self.text(&when.field) == Some(&*when.value));
        self.record.fields.iter().filter(|row| row.role == Role::Value).filter(holds)
    }

    fn is_readable(&self, row: &Field) -> bool {
        let is_mandatory = row.presence == StatedPresence::Required;
        match self.text(&row.name) {
            None => !is_mandatory,
            Some(text) if is_mandatory && is_blank(text) => false,
            Some(text) if Self::says_nothing(row, text).is_some() => false,
            Some("") if !is_mandatory => true,
            // Codes are kept as texts, known or not.
            Some(_) if row.codes.is_some() => true,
            Some(text) => match row.received_kind() {
                ValueKind::Uint8 => text.parse::<u8>().is_ok(),
                ValueKind::Uint32 => text.parse::<u32>().is_ok(),
                ValueKind::Uint64 => text.parse::<u64>().is_ok(),
                ValueKind::Int => text.parse::<i32>().is_ok(),
                ValueKind::Text
                | ValueKind::Code
                | ValueKind::Object
                | ValueKind::Timestamp
                | ValueKind::Ipv4
                | ValueKind::IdcardMd5
                | ValueKind::Content
                | ValueKind::Yuan
                | ValueKind::Fen
                | ValueKind::Decimal
                | ValueKind::Date
                | ValueKind::DashedDate
                | ValueKind::DashedDateTime
                | ValueKind::DashedDateMinute => true,
            },
        }
    }

    fn breaks(&self, row: &Field) -> Option<Violation> {
        let is_mandatory = row.presence == StatedPresence::Required;
        let is_number = row.format.is_whole_number();
        let rule = match self.text(&row.name) {
            None => is_mandatory.then_some(Rule::Required),
            // A text in which nothing is to be seen is as good as none.
            Some(text) if is_mandatory && is_blank(text) => Some(Rule::Required),
            Some(text) => Self::says_nothing(row, text).or_else(|| {
                let is_odd = is_number && !row.format.accepts(text) && !text.is_empty();
                is_odd.then_some(Rule::Format(row.format))
            }),
        };
        let rule = rule?;
        Some(Violation {
            path: row.name.clone(),
            severity: rule.severity(),
            rule,
            label: row.label.clone(),
            section: row.section.clone().into(),
            source: Bilingual::default(),
        })
    }

    /// A code that tells what became of the request must be one that is known, or nothing can be said of the answer.
    fn says_nothing(row: &Field, text: &str) -> Option<Rule> {
        if Operation::ENVELOPE.contains(&row.name.as_str()) { closed_code(&row.schema(), text) } else { None }
    }
}
