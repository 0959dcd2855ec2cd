use super::{Infer, Row, Said, quote, seen};
use crate::draft::label::{self, Unit};
use crate::draft::merge::{Merged, Node, Record};
use crate::draft::{DecisionKind, Evidence, words};
use crate::{Bilingual, Format};

/// The unit of a content's amounts, and how it is known.
pub(super) struct Stated {
    unit: Unit,
    /// Whether a source says so; if not, an amount with a decimal point shows it.
    in_words: bool,
    evidence: Evidence,
}

/// The unit that prose states, or that an amount shows by its decimal point.
pub(super) fn unit(merged: &Merged) -> Option<Stated> {
    let in_prose = merged.prose.iter().find_map(|line| {
        let unit = label::unit(&line.text).filter(|_| line.text.contains('金') || line.text.contains('费'))?;
        Some(Stated { unit, in_words: true, evidence: quote(line) })
    });
    in_prose.or_else(|| {
        let evidence = with_point(&merged.record)?;
        Some(Stated { unit: Unit::Yuan, in_words: false, evidence })
    })
}

/// An amount that cannot be in fen.
fn with_point(record: &Record) -> Option<Evidence> {
    record.nodes.iter().find_map(|node| {
        let is_amount = words::is_amount(&Said::of(node).label);
        let shows = |text: &str| text.contains('.') && Format::Yuan.accepts(text);
        let value = node.values.iter().find(|value| is_amount && shows(&value.text));
        value.map(|value| Evidence { span: value.span, text: String::new() }).or_else(|| with_point(&node.record))
    })
}

impl Infer<'_, '_> {
    /// Gives a row the format of an amount, if its label, its values and its unit say that it is one.
    pub(super) fn amount(&mut self, node: &Node, said: &Said, row: &mut Row) {
        let texts: Vec<&str> =
            node.values.iter().map(|value| value.text.as_str()).filter(|text| !text.is_empty()).collect();
        let is_amount = words::is_amount(&said.label) && !said.label.starts_with("是否");
        let could_be = texts.iter().all(|text| Format::Decimal.accepts(text));
        if !is_amount || !could_be {
            return;
        }
        let own = label::unit(&said.rest).map(|unit| (unit, true, said.remarks.clone()));
        let shared = self.unit.as_ref().map(|unit| (unit.unit, unit.in_words, vec![unit.evidence.clone()]));
        let Some((unit, in_words, evidence)) = own.or(shared) else {
            let says =
                Bilingual::of("看不出金额的单位是元还是分", "no source says whether the amount is in yuan or in fen");
            self.ask(DecisionKind::Format, row, says, vec![seen(node)]).proposal = Some("format: yuan".to_owned());
            return;
        };
        let format = match unit {
            Unit::Yuan => Format::Yuan,
            Unit::Fen => Format::Fen,
        };
        if !texts.iter().all(|text| format.accepts(text)) {
            let says = Bilingual::new(
                format!("样例中的值不是 {}", format.name()),
                format!("a value of the samples is no amount in {}", format.name()),
            );
            self.ask(DecisionKind::Contradiction, row, says, evidence);
            return;
        }
        row.format = Some(format);
        // A format says how the text looks, and the type carries it.
        let is_whole_fen = format == Format::Fen && matches!(row.ty.as_str(), "int" | "Uint32" | "UInt32" | "uint32");
        if !row.ty.starts_with(['S', 's']) && !is_whole_fen {
            row.ty = "String".to_owned();
        }
        row.decimals = row.decimals.filter(|places| format == Format::Yuan && *places < 2);
        if !in_words {
            let says = Bilingual::new(
                format!("有金额带小数点，故写 {}", format.name()),
                format!("some amount has a decimal point, so the draft says {}", format.name()),
            );
            self.ask(DecisionKind::Format, row, says, evidence);
        }
    }
}
