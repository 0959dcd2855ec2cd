//! Finds the effects of a changed API on programs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Item, ItemPart, Kind, Surface};
use crate::breaking::{BreakRule, Location, Report};
use wxmed_core::Bilingual;

/// Compares two surfaces.
pub(in crate::breaking) fn compare(old: &Surface, new: &Surface, report: &mut Report) {
    let partners = partners(&old.items, &new.items, |item| (&item.id, &item.name));
    for (item, partner) in old.items.iter().zip(partners) {
        match partner.and_then(|at| new.items.get(at)) {
            None => {
                let rule = match item.kind {
                    Kind::Constant => BreakRule::ConstantRemoved,
                    Kind::Built | Kind::Read | Kind::Exhaustive | Kind::Open => BreakRule::TypeRemoved,
                };
                report.add(rule, Location::old(item.span), &*item.name, gone());
            }
            Some(new) => Items { old: item, new }.compare(report),
        }
    }
}

fn gone() -> Bilingual {
    Bilingual::of("旧版有它", "the old version has it")
}

/// For each old item, the index of the new one: matched first by ID, then by name.
fn partners<'s, T>(
    old: &'s [T],
    new: &'s [T],
    known: impl Fn(&'s T) -> (&'s String, &'s String),
) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; old.len()];
    let mut is_taken = vec![false; new.len()];
    let ways: [&dyn Fn(&'s T) -> &'s String; 2] = [&|one| known(one).0, &|one| known(one).1];
    for way in ways {
        // Of several with the same key, take the first that remains.
        let mut left: BTreeMap<&String, VecDeque<usize>> = BTreeMap::new();
        for (index, one) in new.iter().enumerate().filter(|(index, _)| is_taken.get(*index) == Some(&false)) {
            left.entry(way(one)).or_default().push_back(index);
        }
        for (one, partner) in old.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            *partner = left.get_mut(way(one)).and_then(VecDeque::pop_front);
            if let Some(taken) = partner.and_then(|index| is_taken.get_mut(index)) {
                *taken = true;
            }
        }
    }
    partners
}

/// An item in two versions.
struct Items<'s> {
    old: &'s Item,
    new: &'s Item,
}

impl Items<'_> {
    fn compare(&self, report: &mut Report) {
        let (old, new) = (self.old, self.new);
        if old.name != new.name {
            report.was(BreakRule::TypeRenamed, Location::new(new.span), &*new.name, &old.name, &new.name);
        }
        let partners = partners(&old.parts, &new.parts, |part| (&part.id, &part.name));
        for (part, partner) in old.parts.iter().zip(&partners) {
            match partner.and_then(|at| new.parts.get(at)) {
                None => {
                    let rule = if self.is_enum() { BreakRule::VariantRemoved } else { BreakRule::MemberRemoved };
                    report.add(rule, Location::old(part.span), self.path(&part.name), gone());
                }
                Some(new) => self.part(part, new, report),
            }
        }
        let paired: BTreeSet<usize> = partners.iter().copied().flatten().collect();
        let added = new.parts.iter().enumerate().filter(|(at, _)| !paired.contains(at));
        for (_, part) in added {
            let message = Bilingual::of("旧版没有它", "the old version lacks it");
            let rule = match new.kind {
                Kind::Exhaustive => BreakRule::VariantAdded,
                Kind::Built if !part.is_optional && !part.is_filled => BreakRule::SetterMadeMandatory,
                Kind::Built | Kind::Read | Kind::Open | Kind::Constant => continue,
            };
            report.add(rule, Location::new(part.span), self.path(&part.name), message);
        }
    }

    fn part(&self, old: &ItemPart, new: &ItemPart, report: &mut Report) {
        let (location, path) = (Location::new(new.span), self.path(&new.name));
        let (renamed, changed) = if self.is_enum() {
            (BreakRule::VariantRenamed, BreakRule::VariantChanged)
        } else {
            (BreakRule::MemberRenamed, BreakRule::MemberTypeChanged)
        };
        if old.name != new.name {
            report.was(renamed, location, &*path, &old.name, &new.name);
        }
        // Types with the same name are the same for programs, even if their origins differ.
        if old.ty.key != new.ty.key && old.ty.shown != new.ty.shown {
            report.was(changed, location, &*path, &old.ty.shown, &new.ty.shown);
        }
        let shown = |part: &ItemPart| part.ty.clone().optional(part.is_optional).shown;
        match (old.is_optional, new.is_optional) {
            (false, true) => report.was(BreakRule::OptionAdded, location, &*path, &shown(old), &shown(new)),
            (true, false) => {
                report.was(BreakRule::OptionRemoved, location, &*path, &shown(old), &shown(new));
            }
            (true, true) | (false, false) => {}
        }
        let can_be_left_out = |part: &ItemPart| part.is_optional || part.is_filled;
        if self.new.kind == Kind::Built && can_be_left_out(old) && !can_be_left_out(new) {
            let message = Bilingual::of("从前可以不调用", "it could be left out");
            report.add(BreakRule::SetterMadeMandatory, location, path, message);
        }
    }

    fn is_enum(&self) -> bool {
        match self.new.kind {
            Kind::Exhaustive | Kind::Open => true,
            Kind::Built | Kind::Read | Kind::Constant => false,
        }
    }

    fn path(&self, name: &str) -> String {
        format!("{}{}{name}", self.new.name, if self.is_enum() { "::" } else { "." })
    }
}
