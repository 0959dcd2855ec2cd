//! Moves that make two texts equal, or unequal.

use wxmed_compiler::model::{Field, TextExpr};
use wxmed_core::Pattern;

use super::Maker;
use super::presence::row;
use crate::filled::{Address, Filled, address, at};
use crate::limits::takes;
use crate::{stated, texts};

impl<'m> Maker<'_, 'm> {
    pub(super) fn same(&mut self, left: &TextExpr, right: &TextExpr, wanted: bool) {
        let (mut paths, mut candidates) = (Vec::new(), Vec::new());
        for side in [left, right] {
            collect(side, &mut paths, &mut candidates);
            candidates.extend(stated::text(side, self.rows));
        }
        let fields: Vec<(&Address, &'m Field)> = (paths.iter())
            .filter(|path| at(path, self.rows).is_some())
            .filter_map(|path| Some((path, row(path, self.record)?)))
            .collect();
        for (_, field) in &fields {
            candidates.extend(field.codes.iter().flat_map(|table| &table.values).map(|value| value.code.clone()));
            candidates.extend(field.default.clone());
            for _ in 0..2 {
                candidates.extend(self.draw(|dice| texts::drawn(field, dice)));
            }
        }
        self.scatter.shuffle(&mut candidates);
        for (path, field) in &fields {
            for text in candidates.iter().filter(|text| takes(field, text)) {
                self.put(vec![(path.to_vec(), Some(Filled::Text(text.clone())))]);
            }
        }
        if wanted && fields.len() > 1 {
            for text in candidates.iter().filter(|text| fields.iter().all(|(_, field)| takes(field, text))) {
                self.put(fields.iter().map(|(path, _)| (path.to_vec(), Some(Filled::Text(text.clone())))).collect());
            }
        }
        paths.iter().for_each(|path| self.leave_out(path));
    }
}

impl Maker<'_, '_> {
    /// Another text for a field that a pattern accepts, or doesn't.
    pub(super) fn matching(&mut self, expr: &TextExpr, pattern: &str, wanted: bool) {
        let (mut paths, mut candidates) = (Vec::new(), Vec::new());
        collect(expr, &mut paths, &mut candidates);
        let Ok(pattern) = Pattern::parse(pattern) else { return };
        for path in paths {
            let Some(field) = row(&path, self.record) else { continue };
            for _ in 0..8 {
                let drawn = self.draw(|dice| texts::drawn(field, dice));
                for text in drawn.into_iter().filter(|text| pattern.accepts(text) == wanted) {
                    self.put(vec![(path.clone(), Some(Filled::Text(text)))]);
                }
            }
            self.leave_out(&path);
        }
    }
}

/// The fields and the literals of a text expression.
fn collect(expr: &TextExpr, paths: &mut Vec<Address>, literals: &mut Vec<String>) {
    match expr {
        TextExpr::Literal(text) => literals.push(text.clone().into_owned()),
        TextExpr::Field(path) => paths.push(address(path)),
        TextExpr::Either(one, other) => {
            collect(one, paths, literals);
            collect(other, paths, literals);
        }
        TextExpr::Parent(_) => {}
    }
}
