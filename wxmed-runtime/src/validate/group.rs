//! Fields that depend on others: by a condition, or as a group.

use std::borrow::Cow;

use wxmed_core::{Bilingual, GroupKind, Rule};

use super::{Intake, Path, stated_rule};
use crate::schema::record::Cells;
use crate::schema::{Demand, Row, Table};

/// Fields that must be given, or must not be, because something holds.
pub(super) fn demand(
    table: &'static Table,
    demand: &'static Demand,
    cells: &Cells<'_>,
    path: &Path<'_>,
    intake: &mut Intake,
) {
    if stated_rule::holds(table, &demand.when, cells) != Some(true) {
        return;
    }
    let when = || Bilingual::of(demand.zh, demand.en);
    for row in rows(table, demand.needs, |place| !cells.get(place).is_given()) {
        intake.row(table, row, path, Rule::NeededWhen { when: when() });
    }
    for row in rows(table, demand.absent, |place| cells.get(place).is_given()) {
        intake.row(table, row, path, Rule::AbsentWhen { when: when() });
    }
}

/// Fields of which so many must be given; said at the first.
pub(super) fn group(
    table: &'static Table,
    kind: GroupKind,
    of: &'static [u16],
    cells: &Cells<'_>,
    path: &Path<'_>,
    intake: &mut Intake,
) {
    let given = of.iter().filter(|place| cells.get(**place).is_given()).count();
    let holds = match kind {
        GroupKind::AtMostOne => given <= 1,
        GroupKind::AtLeastOne => given >= 1,
        GroupKind::AllOrNone => given == 0 || given == of.len(),
    };
    if let (false, Some(first)) = (holds, rows(table, of, |_| true).next()) {
        let of = rows(table, of, |_| true).map(|row| Cow::Borrowed(row.name)).collect();
        intake.row(table, first, path, Rule::Group { kind, of });
    }
}

fn rows(
    table: &'static Table,
    places: &'static [u16],
    wanted: impl Fn(u16) -> bool,
) -> impl Iterator<Item = &'static Row> {
    let places = places.iter().filter(move |place| wanted(**place));
    places.filter_map(|place| table.rows.get(usize::from(*place)))
}
