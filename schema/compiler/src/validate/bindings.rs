use std::borrow::Cow;

use super::content::{self, Reading};
use super::nested;
use super::rules::{self, Values};
use super::scope::{Raw, Scope, Seen, Spot};
use crate::model::{Content, Field};
use wxmed_core::{Format, Json, Rule, Violation};

/// A content, and the fields of the request that carries it.
struct Carried<'s, 'a> {
    own: &'s Scope<'a>,
    outer: &'s Scope<'a>,
}

impl<'a> Values<'a> for Carried<'_, 'a> {
    fn at<T>(&self, path: &[usize], look: impl FnOnce(&Scope<'a>, usize) -> T) -> Option<T> {
        match path.split_first()? {
            (&Content::OWN, path) => self.own.at(path, look),
            (&Content::OUTER, path) => self.outer.at(path, look),
            _ => None,
        }
    }
}

/// The contents of a request, each with the row that holds it: what is wrong inside, then what binds it to the request.
pub(super) fn check_request(content: &Content, scope: &Scope<'_>, found: &mut Vec<Violation>) {
    let outer: Vec<(&str, Raw<'_>)> = (content.outer.fields.iter())
        .filter_map(|known| Some((known.name.as_str(), Raw::Text(sent(scope, &known.name)?))))
        .collect();
    let rows: Vec<(&Field, &str)> = (scope.rows())
        .filter(|(_, field)| field.format == Format::Content)
        .filter_map(|(place, field)| Some((field, text(scope, place)?)))
        .collect();
    for (row, text) in rows {
        let Ok(json) = Json::parse(text) else {
            found.push(scope.spot(row).breaks(Rule::JsonType { expected: "object" }));
            continue;
        };
        let json = nested::opened(content, &json);
        content::check(content, &json, row.name.clone(), found);
        check(content, &json, outer.iter().copied(), &scope.spot(row), found);
    }
}

/// What was sent under a name.
fn sent<'a>(scope: &Scope<'a>, name: &str) -> Option<&'a str> {
    scope.rows().filter(|(_, field)| field.reads(name)).find_map(|(place, _)| text(scope, place))
}

fn text<'a>(scope: &Scope<'a>, place: usize) -> Option<&'a str> {
    if let Seen::Text(text) = scope.seen(place) { Some(text) } else { None }
}

/// What binds a content to some fields of a request, said at a place.
pub(super) fn check<'a>(
    content: &'a Content,
    json: &'a Json,
    outer: impl Iterator<Item = (&'a str, Raw<'a>)> + Clone,
    at: &Spot<'_>,
    found: &mut Vec<Violation>,
) {
    let whole = || Spot::content(content);
    let Reading { inside: Some(entries), .. } = content::read(content, json) else { return };
    let own = Scope::of_json(&content.record, whole(), entries);
    let outer = Scope::new(&content.outer, whole(), outer);
    for binding in &content.bindings {
        if rules::holds(&binding.states, &Carried { own: &own, outer: &outer }) == Some(false) {
            let stated = Rule::Stated { id: Cow::Owned(binding.id.clone()), says: binding.says.clone() };
            found.push(at.breaks_with(stated, binding.severity));
        }
    }
}
