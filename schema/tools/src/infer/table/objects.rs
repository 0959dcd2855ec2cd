//! Objects and lists, which can contain other rows.

use std::collections::HashMap;

use super::name::Step;
use super::{Row, Written};
use crate::infer::lexicon;
use crate::infer::notation::{self, Declared};

/// The objects and lists that a title can refer to, by name and by label.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects {
    names: HashMap<String, Vec<Step>>,
    labels: HashMap<String, Vec<Step>>,
}

impl Objects {
    pub(super) fn add(&mut self, rows: &[Row]) {
        for row in rows.iter().filter(|row| is_object(row.ty.as_ref())) {
            let mut path = row.above.clone();
            path.push(Step { name: row.name.text.clone(), is_list: row.is_list });
            if let Some(label) = &row.label {
                self.labels.insert(bare(&label.text), path.clone());
            }
            self.names.insert(row.name.text.clone(), path);
        }
    }

    pub(super) fn named(&self, name: &str) -> Option<&Vec<Step>> {
        self.names.get(name)
    }

    pub(super) fn labelled(&self, label: &str) -> Option<&Vec<Step>> {
        self.labels.get(label)
    }

    /// The object that a title refers to.
    pub(super) fn named_in(&self, title: &str) -> Option<&Vec<Step>> {
        let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || ".、) ".contains(c));
        let by_name = words_of(title).find_map(|word| self.names.get(word));
        let bare = bare(title.split(['（', '(', '：', ':']).next().unwrap_or(title));
        by_name.or_else(|| self.labels.get(bare.strip_prefix('表').unwrap_or(&bare)))
    }
}

/// The words of a title that could be names.
pub(super) fn words_of(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| lexicon::is_name(word))
}

pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a row of this type can contain others.
pub(super) fn is_object(ty: Option<&Written>) -> bool {
    let declared = ty.and_then(|ty| notation::read(&ty.text)).map(|cell| cell.declared);
    match declared {
        None | Some(Declared::Object | Declared::List(None)) => true,
        Some(Declared::List(Some(item))) => *item == Declared::Object,
        Some(
            Declared::Text
            | Declared::OwnText(_)
            | Declared::Whole(_)
            | Declared::Number(_)
            | Declared::Date
            | Declared::Truth,
        ) => false,
    }
}
