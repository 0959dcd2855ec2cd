use super::types::Typed;
use super::{Infer, Row, SourceText, quote, seen};
use crate::infer::merge::{Merged, Node, Record};
use crate::infer::remarks::{self, Unit};
use crate::infer::sign::{self, Sign};
use crate::infer::{DecisionKind, Evidence, lexicon};
use wxmed_core::{Bilingual, Format};

/// The unit of a content's amounts, and its basis.
pub(super) struct Stated {
    unit: Unit,
    basis: Basis,
    evidence: Vec<Evidence>,
}

/// The basis of a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// A source states it.
    Text,
    /// An amount has a decimal point.
    Point,
}

/// The unit that prose states, or that the decimal point of an amount implies.
pub(super) fn unit(merged: &Merged) -> Option<Stated> {
    let about = merged.prose.iter().filter(|line| line.text.contains('金') || line.text.contains('费'));
    let stated: Vec<(Unit, Evidence)> =
        about.filter_map(|line| Some((remarks::unit(&line.text)?, quote(line)))).collect();
    if let Some((first, _)) = stated.first() {
        let unit = if stated.iter().all(|(unit, _)| unit == first) { *first } else { Unit::Other };
        let evidence = stated.into_iter().map(|(_, evidence)| evidence).collect();
        return Some(Stated { unit, basis: Basis::Text, evidence });
    }
    let evidence = vec![with_point(&merged.record)?];
    Some(Stated { unit: Unit::Yuan, basis: Basis::Point, evidence })
}

/// An amount that can't be in fen, because it has a decimal point.
fn with_point(record: &Record) -> Option<Evidence> {
    record.nodes.iter().find_map(|node| {
        let is_amount = lexicon::is_amount(&SourceText::of(node).label);
        let shows = |text: &str| text.contains('.') && Format::Yuan.accepts(text);
        let value = node.values.iter().find(|value| is_amount && shows(&value.text));
        value.map(|value| Evidence { span: value.span, text: String::new() }).or_else(|| with_point(&node.record))
    })
}

impl Infer<'_, '_> {
    /// Sets the format of an amount, if the label, the values and the unit indicate one.
    pub(super) fn amount(&mut self, node: &Node, source_text: &SourceText, typed: &Typed, row: &mut Row) {
        let texts: Vec<&str> =
            node.values.iter().map(|value| value.text.as_str()).filter(|text| !text.is_empty()).collect();
        let own = remarks::unit(&source_text.rest);
        let is_amount =
            (lexicon::is_amount(&source_text.label) || own.is_some()) && !source_text.label.starts_with("是否");
        let could_be = texts.iter().all(|text| Format::Decimal.accepts(text));
        if !is_amount || !could_be {
            return;
        }
        let Some((unit, basis, evidence)) = self.unit_of(own, source_text, row) else {
            let message =
                Bilingual::of("看不出金额的单位是元还是分", "no source says whether the amount is in yuan or in fen");
            let evidence = std::iter::once(seen(node)).chain(typed.quotes()).collect();
            self.add_decision(DecisionKind::Format, row, message, evidence).proposal = Some("format: yuan".to_owned());
            return;
        };
        if unit == Unit::Fen && lexicon::is_duration(&source_text.label) {
            let message = Bilingual::of(
                "“分”在这里可能是分钟，不是金额：草稿没有写单位",
                "`分` may be minutes here, and no amount: the draft has no unit",
            );
            self.add_decision(DecisionKind::Format, row, message, evidence);
            return;
        }
        let sign = sign::of(&source_text.rest);
        if sign == Some(Sign::MayBeNegative) && matches!(unit, Unit::Yuan | Unit::Fen) {
            return self.signed(unit, source_text, row);
        }
        let Some(format) = self.format_of(unit, &evidence, typed, row) else { return };
        if !texts.iter().all(|text| format.accepts(text)) {
            let message = Bilingual::new(
                format!("样例中的值不是 {}", format.name()),
                format!("a value of the samples is no amount in {}", format.name()),
            );
            self.add_decision(DecisionKind::Contradiction, row, message, evidence);
            return;
        }
        row.format = Some(format);
        if sign.is_none() {
            self.unsigned.push(seen(node));
        }
        if format == Format::Yuan && super::types::whole_format(&row.ty).is_some() {
            row.decimals = Some(0);
            let message = Bilingual::of(
                "类型是整数，单位是元：草稿写没有小数的元，请确认不是分",
                "the type is a whole number and the unit is yuan: the draft has yuan without places, so see that it is not fen",
            );
            self.add_decision(DecisionKind::Format, row, message, typed.quotes());
        }
        // The format describes the text, and the type must be able to hold it.
        let is_whole_fen = format == Format::Fen && super::types::whole_format(&row.ty).is_some();
        if !row.ty.starts_with(['S', 's']) && !is_whole_fen {
            row.ty = "String".to_owned();
        }
        row.decimals = row.decimals.filter(|decimals| format == Format::Yuan && *decimals < 2);
        if basis == Basis::Point {
            let message = Bilingual::new(
                format!("有金额带小数点，故写 {}", format.name()),
                format!("some amount has a decimal point, so the draft says {}", format.name()),
            );
            self.add_decision(DecisionKind::Format, row, message, evidence);
        }
    }

    /// Handles an amount that may be negative, which the formats of money reject.
    fn signed(&mut self, unit: Unit, source_text: &SourceText, row: &mut Row) {
        let decimals = if unit == Unit::Yuan { 2 } else { 0 };
        row.format = Some(Format::Decimal);
        row.decimals = row.decimals.or(Some(decimals));
        row.ty = "String".to_owned();
        let message = Bilingual::of(
            "来源说可以为负，yuan 和 fen 不接受负数：草稿写 decimal",
            "the source says that it may be negative, which yuan and fen refuse: the draft says decimal",
        );
        self.add_decision(DecisionKind::Format, row, message, source_text.remarks.clone());
    }

    /// Adds one decision on whether amounts can be negative, if no remark states it.
    pub(super) fn signs(&mut self) {
        let evidence = std::mem::take(&mut self.unsigned);
        if !evidence.is_empty() {
            let message = Bilingual::of(
                "来源没有说明这些金额能否为负：草稿按不为负读取",
                "no source says whether these amounts can be negative: they are taken as not negative",
            );
            self.decisions.add(DecisionKind::Format, "", message, evidence);
        }
    }

    /// The unit in the field's remark, or else that of the content.
    fn unit_of(
        &mut self,
        own: Option<Unit>,
        source_text: &SourceText,
        row: &Row,
    ) -> Option<(Unit, Basis, Vec<Evidence>)> {
        let shared = self.unit.as_ref().map(|unit| (unit.unit, unit.basis, unit.evidence.clone()));
        let Some(own) = own else { return shared };
        if let Some((other, Basis::Text, evidence)) = shared
            && other != own
        {
            let message = Bilingual::of(
                "这一行的单位与全文所说的不同，草稿按这一行写",
                "its unit is not the one that the source states for all, and the draft follows the row",
            );
            self.add_decision(
                DecisionKind::Contradiction,
                row,
                message,
                source_text.remarks.iter().cloned().chain(evidence).collect(),
            );
        }
        Some((own, Basis::Text, source_text.remarks.clone()))
    }

    /// The format of an amount in a unit. If its decimal places don't match the unit, it becomes a decimal with a
    /// decision.
    fn format_of(&mut self, unit: Unit, evidence: &[Evidence], typed: &Typed, row: &Row) -> Option<Format> {
        let decimals = row.decimals.unwrap_or(0);
        let (kind, message) = match unit {
            Unit::Yuan if decimals <= 2 => return Some(Format::Yuan),
            Unit::Fen if decimals == 0 => return Some(Format::Fen),
            Unit::Yuan => (
                DecisionKind::Format,
                Bilingual::new(
                    format!("有 {decimals} 位小数，多于 yuan 的两位：草稿写 decimal，请确认单位"),
                    format!(
                        "it has {decimals} decimal places, and `yuan` has two: the draft says decimal, so confirm the unit"
                    ),
                ),
            ),
            Unit::Fen => (
                DecisionKind::Contradiction,
                Bilingual::new(
                    format!("单位是分，却有 {decimals} 位小数：草稿写 decimal"),
                    format!("it is in fen, and has {decimals} decimal places: the draft says decimal"),
                ),
            ),
            Unit::Other => (
                DecisionKind::Format,
                Bilingual::of(
                    "单位不止一种，或既非元也非分：草稿没有写单位",
                    "there are several units, or one that is neither yuan nor fen: the draft has none",
                ),
            ),
        };
        self.add_decision(kind, row, message, evidence.iter().cloned().chain(typed.quotes()).collect());
        None
    }
}
