use super::{Infer, Row, SourceText, quote, seen};
use crate::infer::account::Key;
use crate::infer::columns::Column;
use crate::infer::mandatory::{self, Cell, HeadingMeaning};
use crate::infer::merge::Node;
use crate::infer::remarks::{self, Hint};
use crate::infer::table::Written;
use crate::infer::{DecisionKind, Evidence};
use wxmed_core::Bilingual;
use wxmed_core::schema::Encoding;

/// A column with an ambiguous heading, and its cells.
pub(super) struct UnclearColumn {
    heading: Written,
    cells: Vec<Written>,
    blank: usize,
}

/// What the sources state about whether a field is mandatory.
enum Stated {
    /// A statement, with its evidence.
    Value(&'static str, Vec<Evidence>),
    /// The column is ambiguous, for which there is one decision.
    Unclear,
    /// No table has rows of this content, for which there is one decision.
    NoTable,
    /// The tables have no row of the field.
    NoRow,
    /// The table has no column for it.
    NoColumn,
    /// The cell is blank.
    Blank,
}

impl Infer<'_, '_> {
    /// Determines whether a field is mandatory: from a table, else from a remark, else from the samples.
    pub(super) fn presence(&mut self, node: &Node, source_text: &SourceText, row: &mut Row) {
        let stated = self.stated(node, source_text, row);
        let empty: Vec<Evidence> = node
            .values
            .iter()
            .filter(|value| value.text.is_empty())
            .map(|value| Evidence { span: value.span, text: String::new() })
            .collect();
        let can_be_empty = !row.is_object() && row.encoding == Encoding::Text && (!row.is_list || row.rows.is_empty());
        let is_empty = !empty.is_empty() || (row.is_list && node.lengths.contains(&0));
        row.required = match stated {
            Stated::Value("Y", evidence) if is_empty && can_be_empty => {
                let message = Bilingual::of(
                    "来源说必填，样例中却是空值：草稿写 present",
                    "the source says mandatory, and the sample has it empty: the draft says present",
                );
                self.add_decision(DecisionKind::Presence, row, message, evidence.into_iter().chain(empty).collect());
                "present"
            }
            Stated::Value("Y", evidence) if !node.missing.is_empty() => {
                let message =
                    Bilingual::of("来源说必填，样例中却没有", "the source says mandatory, and a sample lacks it");
                let missing = node.missing.iter().map(|span| Evidence { span: *span, text: String::new() });
                self.add_decision(
                    DecisionKind::Contradiction,
                    row,
                    message,
                    evidence.into_iter().chain(missing).collect(),
                );
                "Y"
            }
            Stated::Value("present", _) if !can_be_empty => "N",
            Stated::Value(stated, _) => stated,
            _ if is_empty && can_be_empty => {
                let message = Bilingual::of(
                    "样例中有键而值为空：草稿写 present",
                    "the sample has the key with an empty value: the draft says present",
                );
                self.add_decision(
                    DecisionKind::Presence,
                    row,
                    message,
                    if empty.is_empty() { vec![seen(node)] } else { empty },
                );
                "present"
            }
            _ if !node.missing.is_empty() || !node.nulls.is_empty() => {
                let message = Bilingual::of(
                    "有的样例没有它，或为 null：草稿写 N",
                    "a sample lacks it, or has it as null: the draft says N",
                );
                let evidence = node.missing.iter().chain(&node.nulls);
                let evidence = evidence.map(|span| Evidence { span: *span, text: String::new() }).collect();
                self.add_decision(DecisionKind::Presence, row, message, evidence);
                "N"
            }
            Stated::NoTable => "Y",
            Stated::Unclear => "N",
            Stated::NoColumn => {
                let shown = shown(node);
                self.unstated.push(seen(node));
                shown
            }
            Stated::NoRow => {
                let message = Bilingual::new(
                    format!("表中没有这个字段：草稿写 {}", shown(node)),
                    format!("no table has this field: the draft says {}", shown(node)),
                );
                self.add_decision(DecisionKind::Presence, row, message, vec![seen(node)]);
                shown(node)
            }
            Stated::Blank => {
                let message = Bilingual::new(
                    format!("这一格是空的：草稿写 {}", shown(node)),
                    format!("the cell is blank: the draft says {}", shown(node)),
                );
                self.add_decision(DecisionKind::Presence, row, message, vec![seen(node)]);
                shown(node)
            }
        };
    }

    /// The statement of a table's cell or a remark.
    fn stated(&mut self, node: &Node, source_text: &SourceText, row: &Row) -> Stated {
        let hint = remarks::hint(&source_text.rest);
        if let Some((cell, inverted)) = node.row.as_ref().and_then(|cells| cells.required.as_ref()) {
            let headings = node.row.as_ref().map(|cells| &cells.headings);
            let column = if *inverted { Column::Empty } else { Column::Required };
            let heading = headings.and_then(|headings| headings.of(column));
            let meaning = heading
                .map_or(if *inverted { HeadingMeaning::MayBeEmpty } else { HeadingMeaning::IsMandatory }, |heading| {
                    HeadingMeaning::of(&heading.text)
                });
            return match (meaning, heading) {
                (HeadingMeaning::Either, Some(heading)) if mandatory::is_yes_or_no(&cell.text) => {
                    self.unclear(heading).cells.push(cell.clone());
                    Stated::Unclear
                }
                (HeadingMeaning::Either | HeadingMeaning::IsMandatory, _) => {
                    self.cell(cell, false, hint, source_text, row)
                }
                (HeadingMeaning::MayBeEmpty, _) => self.cell(cell, true, hint, source_text, row),
            };
        }
        if let Some(hint) = hint {
            let stated = match hint {
                Hint::Must => "Y",
                Hint::MayBeAbsent | Hint::Sometimes => "N",
                Hint::MayBeEmpty => "present",
            };
            let message =
                Bilingual::new(format!("按说明写 {stated}"), format!("the draft says {stated}, after the remark"));
            self.add_decision(DecisionKind::Presence, row, message, source_text.remarks.clone());
            return Stated::Value(stated, source_text.remarks.clone());
        }
        let Some(cells) = node.row.as_ref() else {
            return if self.merged.has_rows { Stated::NoRow } else { Stated::NoTable };
        };
        if let Some(heading) = cells
            .headings
            .of(Column::Empty)
            .filter(|heading| HeadingMeaning::of(&heading.text) == HeadingMeaning::Either)
        {
            self.unclear(heading).blank += 1;
            return Stated::Unclear;
        }
        let has_column = [Column::Required, Column::Empty].into_iter().any(|column| cells.headings.has(column));
        if has_column { Stated::Blank } else { Stated::NoColumn }
    }

    /// The statement of a cell, compared with that of a remark.
    fn cell(
        &mut self,
        cell: &Written,
        inverted: bool,
        hint: Option<Hint>,
        source_text: &SourceText,
        row: &Row,
    ) -> Stated {
        let evidence = vec![quote(cell)];
        let both: Vec<Evidence> = evidence.iter().cloned().chain(source_text.remarks.iter().cloned()).collect();
        let (stated, kind, zh, en) = match (mandatory::cell(&cell.text, inverted), hint) {
            (Some(Cell::Yes), None | Some(Hint::Must)) => {
                self.account.drafted(cell, Key::Required);
                return Stated::Value("Y", evidence);
            }
            (Some(Cell::No), None | Some(Hint::MayBeAbsent | Hint::MayBeEmpty)) => {
                self.account.drafted(cell, Key::Required);
                return Stated::Value("N", evidence);
            }
            (Some(Cell::Yes), Some(Hint::MayBeEmpty)) => (
                "present",
                DecisionKind::Presence,
                "这一格说必填，说明说可为空：草稿写 present",
                "the cell says mandatory, the remark that it may be empty: the draft says present",
            ),
            (Some(Cell::Yes), Some(Hint::MayBeAbsent | Hint::Sometimes)) => (
                "Y",
                DecisionKind::Contradiction,
                "这一格说必填，说明不是这样：草稿写 Y",
                "the cell says mandatory, and the remark does not: the draft says Y",
            ),
            (Some(Cell::No), Some(Hint::Must)) => (
                "N",
                DecisionKind::Contradiction,
                "这一格说非必填，说明说必填：草稿写 N",
                "the cell says that it may be left out, the remark that it may not: the draft says N",
            ),
            (Some(Cell::Sometimes), _) | (Some(Cell::No), Some(Hint::Sometimes)) => (
                "N",
                DecisionKind::Presence,
                "有条件必填：草稿写 N，条件写入 `conditions:`",
                "mandatory in some cases: the draft says N, and the cases belong under `conditions:`",
            ),
            (Some(Cell::Choice), _) => (
                "N",
                DecisionKind::Presence,
                "几个字段中选一：草稿写 N，选项写入 `choices:`",
                "one of several: the draft says N, and the choice belongs under `choices:`",
            ),
            (None, _) => {
                ("N", DecisionKind::Presence, "看不懂这一格：草稿写 N", "the cell cannot be read: the draft says N")
            }
        };
        self.add_decision(kind, row, Bilingual::of(zh, en), both.clone());
        Stated::Value(stated, both)
    }

    fn unclear(&mut self, heading: &Written) -> &mut UnclearColumn {
        let found = self.unclear.iter().position(|column| column.heading.span == heading.span);
        let at = found.unwrap_or_else(|| {
            self.unclear.push(UnclearColumn { heading: heading.clone(), cells: Vec::new(), blank: 0 });
            self.unclear.len() - 1
        });
        &mut self.unclear[at]
    }

    /// Adds decisions about whole columns, one for each.
    pub(super) fn columns(&mut self) {
        for column in std::mem::take(&mut self.unclear) {
            let heading = column.heading.text.as_str();
            let mut counts: Vec<(&str, usize)> = Vec::new();
            for cell in &column.cells {
                match counts.iter_mut().find(|(text, _)| *text == cell.text) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((&cell.text, 1)),
                }
            }
            let cells = counts.iter().map(|(text, count)| format!("{count} × {text}"));
            let (blank_zh, blank_en) = (format!("{} × 空白", column.blank), format!("{} × blank", column.blank));
            let blank = |text: String| (column.blank > 0).then_some(text);
            let zh: Vec<String> = cells.clone().chain(blank(blank_zh)).collect();
            let en: Vec<String> = cells.chain(blank(blank_en)).collect();
            let message = Bilingual::new(
                format!("“{heading}”可以问“可否为空”，也可以问“是否必填”（{}）：草稿都写 N", zh.join("，")),
                format!(
                    "「{heading}」 can ask whether it may be empty, or whether it must be filled in ({}): the draft says N for all",
                    en.join(", ")
                ),
            );
            let evidence = std::iter::once(&column.heading).chain(&column.cells).map(quote).collect();
            self.decisions.add(DecisionKind::Presence, "", message, evidence);
        }
        let unstated = std::mem::take(&mut self.unstated);
        if !unstated.is_empty() {
            let message = Bilingual::new(
                format!("表中没有说明是否必填的列（{} 个字段）：样例中都有的写 Y，其余写 N", unstated.len()),
                format!(
                    "the table has no column on whether a field must be there (for {} of them): what every sample has is Y, the others N",
                    unstated.len()
                ),
            );
            self.decisions.add(DecisionKind::Presence, "", message, unstated);
        }
        let untyped = std::mem::take(&mut self.untyped);
        if !untyped.is_empty() {
            let message = Bilingual::new(
                format!("表中没有写类型（{} 个字段），草稿写 String", untyped.len()),
                format!("the table has no type (for {} fields), and the draft says String", untyped.len()),
            );
            self.decisions.add(DecisionKind::Type, "", message, untyped);
        }
    }
}

/// The default if no source states it: fields that every sample has are mandatory.
fn shown(node: &Node) -> &'static str {
    if node.in_data { "Y" } else { "N" }
}
