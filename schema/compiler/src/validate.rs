//! The dynamic reader: it holds values against the model, without any generated code.
//!
//! The compiled types check the same rules over their own tables. What both must agree on, for every
//! value, is the path, the ID and the severity of each violation.
//!
//! A *name* may stand in several rows, one for each case of a tag; what comes in under it goes to one of them. A field
//! is *given* if it has a value of the right kind that is not empty; everything that depends on
//! other fields asks for that alone.

use crate::model::{Content, Field, Operation};
use wxmed_core::{Json, JsonError, Violation, Violations};

mod bindings;
mod cases;
mod choices;
mod content;
mod defaults;
mod extras;
mod groups;
mod lists;
mod needs;
mod nested;
mod reply;
mod rows;
mod rules;
mod scope;
mod value;
mod walk;

pub use defaults::{content_with_defaults, request_with_defaults};
use scope::{Raw, Scope, Spot};

/// Everything that is wrong with a request, given as wire names and texts.
///
/// An empty text is as good as none. What the client fills in may be left out, and so may what has a default. A name that
/// the table lacks is an extra field, which is sent and signed as well.
pub fn validate_request(operation: &Operation, fields: &[(String, String)]) -> Violations {
    request(operation, fields, |_, _| {})
}

/// Everything that is wrong with a request and with the content that it carries: what [`validate_request`] finds, what
/// [`validate_content`] finds below the row that holds the content, and what binds the two.
///
/// The content is known by its spec, whatever its text says. A text that is no JSON is no object.
pub fn validate_request_with_content(
    operation: &Operation,
    content: &Content,
    fields: &[(String, String)],
) -> Violations {
    request(operation, fields, |scope, found| bindings::check_request(content, scope, found))
}

fn request(
    operation: &Operation,
    fields: &[(String, String)],
    carried: impl FnOnce(&Scope<'_>, &mut Vec<Violation>),
) -> Violations {
    let mut found = Vec::new();
    let whole = Spot::whole(&operation.title, &operation.section);
    let fields = request_with_defaults(&operation.request, fields);
    let scope = Scope::new(&operation.request, whole, texts(&fields));
    check(&scope, &mut found);
    extras::check(&scope, &mut found);
    carried(&scope, &mut found);
    found.into_iter().collect()
}

/// The names and texts that say something.
fn texts(fields: &[(String, String)]) -> impl Iterator<Item = (&str, Raw<'_>)> + Clone {
    fields.iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.as_str(), Raw::Text(text)))
}

/// What keeps an answer from being read, given as wire names and texts: mandatory fields that are missing, numbers that
/// are none, and codes that leave open what became of the request.
///
/// It is as lenient as the generated types are, which read an answer if they can. A field is mandatory where the values
/// hold that its section depends on, unknown fields and codes are welcome, and whether nonce and signature are right is
/// for the verification to say.
pub fn validate_reply(operation: &Operation, fields: &[(String, String)]) -> Violations {
    reply::check(operation, fields).into_iter().collect()
}

/// Everything that is wrong with the value of one row, whatever stands in the others.
pub(crate) fn value(field: &Field, text: &str) -> Violations {
    let mut found = Vec::new();
    let spot = Spot { path: field.name.clone(), label: Some(&field.label), section: &field.section, source: None };
    value::check(text, field, &spot, &mut found);
    found.into_iter().collect()
}

/// Everything that is wrong with a content.
///
/// Keys that the spec lacks are kept, and may hold anything: a bureau may know more of them. A key with a default may be
/// left out.
pub fn validate_content(content: &Content, json: &Json) -> Violations {
    let mut found = Vec::new();
    content::check(content, &nested::opened(content, json), String::new(), &mut found);
    found.into_iter().collect()
}

/// What is wrong between a content and the fields of the request that carries it, given as wire names and texts.
///
/// Neither is held against its own spec; of what is not as its row wants it nothing is said.
pub fn validate_bindings(content: &Content, json: &Json, request: &[(String, String)]) -> Violations {
    let mut found = Vec::new();
    bindings::check(content, &nested::opened(content, json), texts(request), &Spot::content(content), &mut found);
    found.into_iter().collect()
}

/// Everything that is wrong with a content that is still text.
///
/// # Errors
/// If the text is no JSON.
pub fn validate_content_text(content: &Content, text: &str) -> Result<Violations, JsonError> {
    Json::parse(text).map(|json| validate_content(content, &json))
}

/// All that holds for one record: each row by itself, then what holds between the rows.
fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    rows::check(scope, found);
    lists::counts(scope, found);
    let mut needed = needs::Needed::default();
    choices::check(scope, &mut needed, found);
    needs::check(scope, &mut needed, found);
    groups::demands(scope, found);
    groups::check(scope, found);
    cases::check(scope, found);
    rules::check(scope, found);
    extras::check_keys(scope, found);
}
