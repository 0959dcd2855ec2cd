//! Many made-up cities: what it costs to have them, and what the same costs when it is written by hand.

mod city;
mod measure;
mod names;
mod peer;
mod random;
mod size;
mod spec;

pub(crate) use city::City;
pub(crate) use measure::{Measured, measure};
use peer::peer;
pub(crate) use size::{Size, size};
pub(crate) use spec::spec;

/// The cities of a seed, from the first: the same whatever their number is.
pub(crate) fn cities(number: usize, seed: u64) -> impl Iterator<Item = City> {
    (0..number).map(move |index| City::new(index, seed))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::city::{Kind, Object};
    use super::{City, Size, cities, size, spec};
    use crate::workspace::Workspace;

    fn fields(object: &Object) -> usize {
        let inner = object.fields.iter().map(|field| match &field.kind {
            Kind::Object(object) | Kind::List(object) => fields(object),
            _ => 0,
        });
        object.fields.len() + inner.sum::<usize>()
    }

    #[test]
    fn the_same_seed_makes_the_same_cities() {
        let few: Vec<String> = cities(3, 7).map(|city| spec(&city)).collect();
        let many: Vec<String> = cities(50, 7).map(|city| spec(&city)).collect();
        assert_eq!(few, many[..3]);
        let others = cities(50, 8).map(|city| spec(&city));
        assert_eq!(many.iter().cloned().chain(others).collect::<BTreeSet<_>>().len(), 100, "no two are alike");
        assert!(cities(50, 7).all(|city| fields(&city.root) == City::FIELDS));
        assert!(!cities(333, 1).any(|city| spec(&city).contains("name: xml")), "a name that cannot be sent");
    }

    /// What is written for a field must not grow with the number of fields, or of specs.
    #[test]
    fn what_is_written_for_a_field_is_bounded() {
        let workspace = Workspace::open(None).unwrap();
        let number = 20;
        let Size { lines, code } = size(&workspace, number, 1).unwrap();
        assert!(code <= 26 * City::FIELDS * number, "{code} lines of code for {number} cities");
        assert!(lines <= 36 * City::FIELDS * number, "{lines} lines for {number} cities");
    }

    /// A city becomes the same code whether it is alone or one of many.
    #[test]
    fn a_city_is_written_from_its_own_file() {
        let workspace = Workspace::open(None).unwrap();
        let written = |number| super::size::expansions(&workspace, number, 1).unwrap();
        let (few, many) = (written(2), written(9));
        assert_eq!(few[..], many[..2]);
    }
}
