use super::{Infer, Row, Said, quote, seen};
use crate::Bilingual;
use crate::draft::account::Key;
use crate::draft::label::{self, Hint};
use crate::draft::merge::Node;
use crate::draft::notation::{self, Cell};
use crate::draft::{DecisionKind, Evidence};

impl Infer<'_, '_> {
    /// Whether a field must be there: what a table says, then what a remark says, then what the samples show.
    pub(super) fn presence(&mut self, node: &Node, said: &Said, row: &mut Row) {
        let (stated, evidence) = self.stated(node, said, row);
        let empty: Vec<Evidence> = node
            .values
            .iter()
            .filter(|value| value.text.is_empty())
            .map(|value| Evidence { span: value.span, text: String::new() })
            .collect();
        let can_be_empty = !row.is_object() && !row.is_number && (!row.is_list || row.rows.is_empty());
        let is_empty = !empty.is_empty() || (row.is_list && node.lengths.contains(&0));
        row.required = match stated {
            Some("Y") if is_empty && can_be_empty => {
                let says = Bilingual::of(
                    "来源说必填，样例中却是空值：草稿写 present",
                    "the source says mandatory, and the sample has it empty: the draft says present",
                );
                self.ask(DecisionKind::Presence, row, says, evidence.into_iter().chain(empty).collect());
                "present"
            }
            Some("Y") if !node.missing.is_empty() => {
                let says =
                    Bilingual::of("来源说必填，样例中却没有", "the source says mandatory, and a sample lacks it");
                let missing = node.missing.iter().map(|span| Evidence { span: *span, text: String::new() });
                self.ask(DecisionKind::Contradiction, row, says, evidence.into_iter().chain(missing).collect());
                "Y"
            }
            Some("present") if !can_be_empty => "N",
            Some(stated) => stated,
            None if is_empty && can_be_empty => {
                let says = Bilingual::of(
                    "样例中有键而值为空：草稿写 present",
                    "the sample has the key with an empty value: the draft says present",
                );
                self.ask(DecisionKind::Presence, row, says, if empty.is_empty() { vec![seen(node)] } else { empty });
                "present"
            }
            None if !node.missing.is_empty() || !node.nulls.is_empty() => {
                let says = Bilingual::of(
                    "有的样例没有它，或为 null：草稿写 N",
                    "a sample lacks it, or has it as null: the draft says N",
                );
                let places = node.missing.iter().chain(&node.nulls);
                let places = places.map(|span| Evidence { span: *span, text: String::new() }).collect();
                self.ask(DecisionKind::Presence, row, says, places);
                "N"
            }
            None => "Y",
        };
    }

    /// What a table's cell or a remark says.
    fn stated(&mut self, node: &Node, said: &Said, row: &Row) -> (Option<&'static str>, Vec<Evidence>) {
        if let Some((cell, inverted)) = node.row.as_ref().and_then(|row| row.required.as_ref()) {
            let evidence = vec![quote(cell)];
            let (zh, en) = match notation::cell(&cell.text, *inverted) {
                Some(answer @ (Cell::Yes | Cell::No)) => {
                    self.account.drafted(cell, Key::Required);
                    return (Some(if answer == Cell::Yes { "Y" } else { "N" }), evidence);
                }
                Some(Cell::Sometimes) => (
                    "有条件必填：草稿写 N，条件写入 `conditions:`",
                    "mandatory in some cases: the draft says N, and the cases belong under `conditions:`",
                ),
                Some(Cell::Choice) => (
                    "几个字段中选一：草稿写 N，选项写入 `choices:`",
                    "one of several: the draft says N, and the choice belongs under `choices:`",
                ),
                None => ("看不懂这一格：草稿写 N", "the cell cannot be read: the draft says N"),
            };
            self.ask(DecisionKind::Presence, row, Bilingual::of(zh, en), evidence.clone());
            return (Some("N"), evidence);
        }
        let stated = label::hint(&said.rest).map(|hint| match hint {
            Hint::Must => "Y",
            Hint::MayBeAbsent => "N",
            Hint::MayBeEmpty => "present",
        });
        if let Some(stated) = stated {
            let says =
                Bilingual::new(format!("按说明写 {stated}"), format!("the draft says {stated}, after the remark"));
            self.ask(DecisionKind::Presence, row, says, said.remarks.clone());
        }
        (stated, said.remarks.clone())
    }
}
