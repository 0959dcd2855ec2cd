use super::{Infer, Row, quote};
use crate::infer::account::Key;
use crate::infer::label::{self, Label};
use crate::infer::merge::Node;
use crate::infer::remarks::{self, Part, Unit};
use crate::infer::table::Written;
use crate::infer::{DecisionKind, Evidence, codes};
use wxmed_core::{Bilingual, Format};

/// The texts of the sources about a field.
pub(super) struct SourceText {
    pub(super) label: String,
    /// The text after the label, and the remarks of a table.
    pub(super) rest: String,
    pub(super) codes: Option<codes::Found>,
    /// The statements in them.
    pub(super) parts: Vec<Part>,
    /// The position of the label.
    pub(super) evidence: Vec<Evidence>,
    /// The positions of the remarks.
    pub(super) remarks: Vec<Evidence>,
}

impl SourceText {
    pub(super) fn of(node: &Node) -> Self {
        let row = node.row.as_ref();
        let labels: Vec<&Written> = node.label.iter().chain(row.and_then(|row| row.label.as_ref())).collect();
        let note = row.and_then(|row| row.note.as_ref());
        let parsed: Vec<Label> = labels.iter().map(|label| label::parse(&label.text)).collect();
        let rests = parsed.iter().map(|label| label.rest.clone()).chain(note.map(|note| note.text.clone()));
        let rests: Vec<String> = rests.filter(|rest| !rest.is_empty()).collect();
        let codes = rests.iter().find_map(|rest| codes::find(rest));
        let mut parts: Vec<Part> = rests.iter().flat_map(|rest| remarks::parts(rest)).collect();
        let lists = rests.iter().filter_map(|rest| codes::find(rest));
        if lists.skip(1).any(|other| codes.as_ref().is_none_or(|codes| codes.values != other.values)) {
            // The sources have two lists of codes, and the draft only one.
            parts.push(Part::Other);
        }
        let with_rest =
            labels.iter().zip(&parsed).filter(|(_, label)| !label.rest.is_empty()).map(|(label, _)| quote(label));
        Self {
            label: parsed.first().map(|label| label.label.clone()).unwrap_or_default(),
            rest: rests.join("；"),
            codes,
            parts,
            evidence: labels.first().map(|label| quote(label)).into_iter().collect(),
            remarks: with_rest.chain(note.map(quote)).collect(),
        }
    }
}

impl Row {
    /// Whether the row contains the statement of a part of a remark.
    fn has(&self, part: &Part) -> bool {
        match part {
            // Decisions about presence are added where the remark is applied.
            Part::Presence(_) => true,
            Part::Unit(Unit::Yuan) => self.format.is_some_and(Format::has_decimal_places),
            Part::Unit(Unit::Fen) => self.format == Some(Format::Fen),
            Part::Decimals(2) if self.format == Some(Format::Yuan) => true,
            Part::Decimals(0) if self.format == Some(Format::Fen) => true,
            Part::Decimals(decimals) => self.decimals == Some(*decimals),
            Part::Date => self.format.is_some_and(|format| format.pattern().is_some()),
            Part::Codes => self.codes.is_some(),
            Part::Items(..) => self.is_list,
            Part::Unit(Unit::Other) | Part::Fixed(_) | Part::Default(_) | Part::Other => false,
        }
    }
}

impl Infer<'_, '_> {
    /// Adds decisions for statements of remarks that aren't in the draft.
    pub(super) fn remarks(&mut self, node: &Node, source_text: &SourceText, row: &mut Row) {
        let mut is_drafted = true;
        for part in &source_text.parts {
            let proposal = match part {
                Part::Items(min, max) if row.is_list => {
                    row.min = Some(*min).filter(|min| *min > 0);
                    row.max = *max;
                    continue;
                }
                Part::Items(min, Some(max)) if row.digits.is_some() => {
                    format!("range: {{ min: \"{min}\", max: \"{max}\" }}")
                }
                Part::Fixed(value) => format!("pattern: \"{value}\""),
                Part::Default(value) => format!("default: \"{value}\""),
                part => {
                    is_drafted &= row.has(part);
                    continue;
                }
            };
            let message = Bilingual::of("来源的这一说明没有写进草稿", "the draft does not have what the remark says");
            self.add_decision(DecisionKind::Note, row, message, source_text.remarks.clone()).proposal = Some(proposal);
        }
        if !is_drafted {
            let message = Bilingual::of("来源还有说明", "the source says more");
            self.add_decision(DecisionKind::Note, row, message, source_text.remarks.clone());
        } else if let Some(note) = node.row.as_ref().and_then(|cells| cells.note.as_ref()) {
            let key = match (&row.codes, row.format) {
                (Some(_), _) => Key::Codes,
                (None, Some(_)) => Key::Format,
                (None, None) => Key::Required,
            };
            self.account.drafted(note, key);
        }
    }
}
