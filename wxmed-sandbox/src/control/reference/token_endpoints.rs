//! The endpoints that issue access tokens. No spec describes them, because they belong to the platform.

use serde::Serialize;
use wxmed::Bilingual;
use wxmed::spec::model::Model;

use super::super::json::Texts;
use super::tables::{self, ErrorJson, ProvenanceJson};
use crate::endpoints::{Documented, Endpoint, Member, SOURCE};

/// The table of the specs with the errors of these endpoints.
const ERRORS: &str = "token";

#[derive(Serialize)]
pub(super) struct TokenEndpointJson<'a> {
    name: &'a str,
    method: &'a str,
    path: &'a str,
    title: Both,
    about: Both,
    provenance: ProvenanceJson<'a>,
    parameters_in: &'a str,
    parameters: Vec<MemberJson<'a>>,
    response: Vec<MemberJson<'a>>,
    limits: Vec<Both>,
    example: String,
    errors: Vec<ErrorJson<'a>>,
}

#[derive(Serialize)]
struct MemberJson<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    is_required: bool,
    label: Texts<'a>,
}

/// A text in both languages that was made for this response.
#[derive(Serialize)]
struct Both {
    zh: String,
    en: String,
}

impl From<Bilingual> for Both {
    fn from(text: Bilingual) -> Self {
        Self { zh: text.zh.into_owned(), en: text.en.into_owned() }
    }
}

pub(super) fn token_endpoints(model: &Model) -> Vec<TokenEndpointJson<'_>> {
    Endpoint::ALL.into_iter().map(|endpoint| token_endpoint(endpoint.documented(), model)).collect()
}

fn token_endpoint(documented: Documented, model: &Model) -> TokenEndpointJson<'_> {
    let Documented { name, method, path, title, about, parameters_in, parameters, response, limits, example } =
        documented;
    let errors = model.errors.iter().filter(|table| table.name == ERRORS).flat_map(|table| &table.errors);
    TokenEndpointJson {
        name,
        method,
        path,
        title: title.into(),
        about: about.into(),
        provenance: ProvenanceJson::of(&SOURCE, "high"),
        parameters_in,
        parameters: parameters.iter().map(member).collect(),
        response: response.iter().map(member).collect(),
        limits: limits.into_iter().map(Both::from).collect(),
        example,
        errors: errors.map(tables::error).collect(),
    }
}

fn member(member: &Member) -> MemberJson<'_> {
    let Member { name, kind, is_required, label } = member;
    MemberJson { name, kind, is_required: *is_required, label: Texts::of(label) }
}
