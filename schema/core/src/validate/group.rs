//! Fields that depend on others: by a condition, or as a group.

use crate::{GroupKind, Rule};

use super::{Path, ViolationCollector, certainty, stated_rule};
use crate::schema::{Demand, FieldSchema, FieldValues, RecordSchema};

/// Fields that are mandatory or forbidden because a condition is true.
pub(super) fn demand(
    table: &RecordSchema,
    demand: &Demand,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    if stated_rule::holds(table, &demand.when, cells) != Some(true) {
        return;
    }
    let (when, severity) = (|| demand.message.clone(), certainty::of_truth(table, &demand.when));
    for row in rows(table, &demand.needs, |index| !cells.get(index).is_given()) {
        collector.row_as(table, row, path, Rule::NeededWhen { when: when() }, severity);
    }
    for row in rows(table, &demand.absent, |index| cells.get(index).is_given()) {
        collector.row_as(table, row, path, Rule::AbsentWhen { when: when() }, severity);
    }
}

/// A group of which a number of fields must be given. Violations are reported at the first field.
pub(super) fn group(
    table: &RecordSchema,
    kind: GroupKind,
    of: &[u16],
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let given = of.iter().filter(|index| cells.get(**index).is_given()).count();
    let holds = match kind {
        GroupKind::AtMostOne => given <= 1,
        GroupKind::AtLeastOne => given >= 1,
        GroupKind::AllOrNone => given == 0 || given == of.len(),
    };
    let members = || rows(table, of, |_| true);
    if let (false, Some(first)) = (holds, members().next()) {
        let (of, severity) = (members().map(|row| row.name.clone()).collect(), certainty::least(members()));
        collector.row_as(table, first, path, Rule::Group { kind, of }, severity);
    }
}

fn rows<'t>(
    table: &'t RecordSchema,
    indices: &'t [u16],
    wanted: impl Fn(u16) -> bool,
) -> impl Iterator<Item = &'t FieldSchema> {
    let indices = indices.iter().filter(move |index| wanted(**index));
    indices.filter_map(|index| table.rows.get(usize::from(*index)))
}
