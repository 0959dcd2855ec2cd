//! The content of a request, with its spec or without one.

use wxmed::dynamic::{Content, Specs};
use wxmed::{Bilingual, Json};

use crate::input::NameMatching;

/// A content as a caller gave it.
pub(super) struct Given {
    /// The text of the content.
    pub(super) text: String,
    /// The spec for its validation and its defaults.
    pub(super) spec: Option<Content>,
}

/// The errors, each with its member.
pub(super) type Wrong = Vec<(&'static str, Bilingual)>;

const SPEC: &str = "spec";
const JSON: &str = "json";

/// Reads `{"spec": NAME, "json": CONTENT}`. The content is an object or a list, or a text with its JSON. Without a
/// spec, for a city that has none, it is sent unchanged.
pub(super) fn read(specs: &Specs, matching: NameMatching, value: Json) -> Result<Given, Wrong> {
    let Json::Object(members) = value else { return Err(vec![("", wanted())]) };
    let (mut spec, mut json, mut wrong) = (None, None, Wrong::new());
    let mut seen = Vec::new();
    for (name, value) in members {
        let member = [SPEC, JSON].into_iter().find(|member| matching.is_same(&name, member));
        if let Some(member) = member {
            if seen.contains(&member) {
                wrong.push((member, Bilingual::of("重复", "is given more than once")));
            }
            seen.push(member);
        }
        match (member.unwrap_or_default(), value) {
            (SPEC, Json::Text(name)) if !name.is_empty() => match specs.content(&name) {
                Ok(content) => spec = Some(content),
                Err(unknown) => wrong.push((SPEC, Bilingual::new(format!("{unknown:#}"), unknown.to_string()))),
            },
            (SPEC, Json::Null | Json::Text(_)) => {}
            (SPEC, Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_)) => {
                wrong.push((SPEC, Bilingual::of("应为规格的名称", "must be the name of a spec")));
            }
            (JSON, Json::Null) => {}
            (JSON, Json::Text(text)) => json = Some(text),
            (JSON, value) => json = Some(value.to_string()),
            (_, _) => wrong.push(("", wanted())),
        }
    }
    let is_reported = wrong.iter().any(|(member, _)| member.is_empty());
    match json {
        Some(text) if wrong.is_empty() => {
            if let Err(error) = Json::parse(&text) {
                let (line, column) = (error.line, error.column);
                let message = Bilingual::new(
                    format!("不是合法的 JSON：第 {line} 行第 {column} 列"),
                    format!("is not valid JSON: line {line}, column {column}"),
                );
                return Err(vec![(JSON, message)]);
            }
            return Ok(Given { text, spec });
        }
        None if !is_reported => wrong.push(("", wanted())),
        Some(_) | None => {}
    }
    wrong.dedup_by(|one, other| one.0.is_empty() && other.0.is_empty());
    Err(wrong)
}

fn wanted() -> Bilingual {
    Bilingual::of(
        "应写作 {\"spec\": \"规格名称\", \"json\": {…}}；没有规格的城市可省略 spec，或给出文本",
        "must be {\"spec\": \"NAME OF THE SPEC\", \"json\": {…}}; without a spec for the city, leave `spec` out, or give \
         a text",
    )
}
