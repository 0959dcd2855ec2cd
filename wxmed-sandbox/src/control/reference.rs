//! The content of the specs, for the reference page and for forms.

mod record;
mod tables;
mod token_endpoints;

use serde::Serialize;
use wxmed::spec::model::{
    Confidence, Content, Example, ExampleValue, MessageTemplate, Model, Notification, Operation, ResponseSigning,
    Retry, TemplateSet,
};

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::Query;
use super::json::Texts;
use crate::endpoints::Endpoint;
use record::{RecordJson, RuleJson, rule};
use tables::{CodesJson, ErrataJson, ErrorJson, ErrorsJson, KnownJson, ProvenanceJson};
use token_endpoints::{TokenEndpointJson, token_endpoints};

#[derive(Serialize)]
struct Reference<'a> {
    endpoints: Vec<&'static str>,
    token_endpoints: Vec<TokenEndpointJson<'a>>,
    operations: Vec<OperationJson<'a>>,
    notifications: Vec<NotificationJson<'a>>,
    contents: Vec<ContentJson<'a>>,
    codes: Vec<CodesJson<'a>>,
    errors: Vec<ErrorsJson<'a>>,
    templates: Vec<TemplatesJson<'a>>,
    errata: Vec<ErrataJson<'a>>,
    known: Vec<KnownJson<'a>>,
}

#[derive(Serialize)]
struct OperationJson<'a> {
    name: &'a str,
    path: &'a str,
    section: &'a str,
    title: Texts<'a>,
    about: Option<Texts<'a>>,
    provenance: Option<ProvenanceJson<'a>>,
    retry: &'static str,
    response_signing: &'static str,
    needs: Vec<&'static str>,
    creates: Vec<&'static str>,
    request: RecordJson<'a>,
    response: RecordJson<'a>,
    errors: Vec<ErrorJson<'a>>,
    examples: Vec<ExampleJson<'a>>,
}

#[derive(Serialize)]
struct NotificationJson<'a> {
    name: &'a str,
    section: &'a str,
    title: Texts<'a>,
    about: Option<Texts<'a>>,
    provenance: Option<ProvenanceJson<'a>>,
    request: RecordJson<'a>,
    response: RecordJson<'a>,
}

#[derive(Serialize)]
struct ContentJson<'a> {
    name: &'a str,
    section: &'a str,
    title: Texts<'a>,
    provenance: Option<ProvenanceJson<'a>>,
    wrapped_in: Option<&'a str>,
    is_received: bool,
    record: RecordJson<'a>,
    bindings: Vec<RuleJson<'a>>,
    examples: Vec<ExampleJson<'a>>,
}

/// An example: the fields of a request in their order, or a content as text.
#[derive(Serialize)]
struct ExampleJson<'a> {
    title: Texts<'a>,
    fields: Option<Vec<[&'a str; 2]>>,
    json: Option<&'a str>,
    breaks: &'a [String],
}

#[derive(Serialize)]
struct TemplatesJson<'a> {
    name: &'a str,
    operation: &'a str,
    tag: &'a str,
    templates: Vec<TemplateJson<'a>>,
}

#[derive(Serialize)]
struct TemplateJson<'a> {
    value: &'a str,
    section: &'a str,
    title: &'a str,
    lines: &'a [String],
    keywords: Vec<KeywordJson<'a>>,
}

#[derive(Serialize)]
struct KeywordJson<'a> {
    name: &'a str,
    /// The field of the request. `None` if the platform fills it in.
    field: Option<&'a str>,
    platform: Option<Texts<'a>>,
    sample: &'a str,
}

pub(super) fn reference(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    Ok(ControlResponse::ok(&of_model(call.platform.model())))
}

fn of_model(model: &Model) -> Reference<'_> {
    Reference {
        endpoints: Endpoint::NAMES.to_vec(),
        token_endpoints: token_endpoints(model),
        operations: model.operations.iter().map(operation).collect(),
        notifications: model.notifications.iter().map(notification).collect(),
        contents: model.contents.iter().map(content).collect(),
        codes: tables::all_codes(model),
        errors: model.errors.iter().map(tables::errors).chain([tables::of_sandbox()]).collect(),
        templates: model.templates.iter().map(templates).collect(),
        errata: model.errata.iter().map(tables::erratum).collect(),
        known: model.known.iter().map(tables::known).collect(),
    }
}

fn operation(operation: &Operation) -> OperationJson<'_> {
    OperationJson {
        name: &operation.name,
        path: &operation.path,
        section: &operation.section,
        title: Texts::of(&operation.title),
        about: operation.about.as_ref().map(Texts::of),
        provenance: operation.provenance.as_ref().map(tables::provenance),
        retry: match operation.retry {
            Retry::Safe => "safe",
            Retry::Never => "never",
        },
        response_signing: match operation.response_signing {
            ResponseSigning::Signed => "signed",
            ResponseSigning::Unsigned => "unsigned",
        },
        needs: operation.needs.iter().map(|need| need.what.name()).collect(),
        creates: operation.creates.iter().map(|creation| creation.what.name()).collect(),
        request: record::record(&operation.request),
        response: record::record(&operation.response),
        errors: operation.errors.iter().map(tables::error).collect(),
        examples: operation.examples.iter().map(example).collect(),
    }
}

fn notification(notification: &Notification) -> NotificationJson<'_> {
    NotificationJson {
        name: &notification.name,
        section: &notification.section,
        title: Texts::of(&notification.title),
        about: notification.about.as_ref().map(Texts::of),
        provenance: notification.provenance.as_ref().map(tables::provenance),
        request: record::record(&notification.request),
        response: record::record(&notification.response),
    }
}

fn content(content: &Content) -> ContentJson<'_> {
    ContentJson {
        name: &content.name,
        section: &content.section,
        title: Texts::of(&content.title),
        provenance: content.provenance.as_ref().map(tables::provenance),
        wrapped_in: content.wrapped_in.as_deref(),
        is_received: content.received,
        record: record::record(&content.record),
        bindings: content.bindings.iter().map(rule).collect(),
        examples: content.examples.iter().map(example).collect(),
    }
}

fn example(example: &Example) -> ExampleJson<'_> {
    let (fields, json) = match &example.value {
        ExampleValue::Fields(fields) => {
            (Some(fields.iter().map(|(name, value)| [name.as_str(), value.as_str()]).collect()), None)
        }
        ExampleValue::Json(json) => (None, Some(json.as_str())),
    };
    ExampleJson { title: Texts::of(&example.title), fields, json, breaks: &example.breaks }
}

fn templates(set: &TemplateSet) -> TemplatesJson<'_> {
    TemplatesJson {
        name: &set.name,
        operation: &set.operation,
        tag: &set.tag,
        templates: set.templates.iter().map(template).collect(),
    }
}

fn template(template: &MessageTemplate) -> TemplateJson<'_> {
    TemplateJson {
        value: &template.value,
        section: &template.section,
        title: &template.title,
        lines: &template.lines,
        keywords: template.keywords.iter().map(tables::keyword).collect(),
    }
}

const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}
