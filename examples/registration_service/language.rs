//! Responses for problems in the caller's language, and the extractor of a request's body.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wxmed::{Lang, Violations};

use super::problem::Problem;

/// The JSON of a problem response.
#[derive(Serialize)]
struct ProblemBody<'p> {
    kind: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    violations: Vec<Violated<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bind_url: Option<&'p str>,
    /// The platform's code, and its ID of the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rid: Option<&'p str>,
}

#[derive(Serialize)]
struct Violated<'p> {
    path: &'p str,
    rule: &'p str,
    message: String,
}

/// The language is only known from the request, so the response carries the problem to [`in_callers_language`].
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match &self {
            Self::Store(error) => tracing::error!("{error}"),
            Self::Task(error) => tracing::error!("a task failed: {error}"),
            _ => tracing::debug!(kind = self.kind(), "refused"),
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Middleware that writes the body of a problem response.
pub(crate) async fn in_callers_language(request: Request, next: Next) -> Response {
    let lang = preferred(request.headers());
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Arc<Problem>>() {
        Some(problem) => (problem.status(), Json(body(&problem, lang))).into_response(),
        None => response,
    }
}

fn body(problem: &Problem, lang: Lang) -> ProblemBody<'_> {
    let api_error = match problem {
        Problem::Platform(error) => error.api_error(),
        _ => None,
    };
    let violations = match problem {
        Problem::Violations(violations) => violated(violations, lang),
        _ => Vec::new(),
    };
    let bind_url = match problem {
        Problem::CardNotBound { bind_url } => Some(bind_url.as_str()),
        _ => None,
    };
    ProblemBody {
        kind: problem.kind(),
        message: problem.message().in_lang(lang).to_owned(),
        violations,
        bind_url,
        code: api_error.map(|api_error| api_error.code.as_str()),
        rid: api_error.and_then(|api_error| api_error.rid.as_deref()),
    }
}

fn violated(violations: &Violations, lang: Lang) -> Vec<Violated<'_>> {
    let violated = violations.iter().map(|violation| Violated {
        path: &violation.path,
        rule: violation.rule.id(),
        message: violation.message(lang),
    });
    violated.collect()
}

/// English if `Accept-Language` prefers it to Chinese, and Chinese otherwise.
fn preferred(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let weight = |language: &str| {
        let weights = accepted.split(',').filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let primary = parts.next().unwrap_or_default().split('-').next().unwrap_or_default();
            let q = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
            primary.eq_ignore_ascii_case(language).then(|| q.unwrap_or("1").parse().unwrap_or(0.0))
        });
        weights.fold(0.0_f32, f32::max)
    };
    if weight("en") > weight("zh") { Lang::En } else { Lang::Zh }
}

/// [`axum::Json`] whose rejection is a [`Problem`].
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Json(value) =
            Json::from_request(request, state).await.map_err(|error: JsonRejection| Problem::Json(error))?;
        Ok(Self(value))
    }
}
