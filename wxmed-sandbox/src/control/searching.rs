//! Full-text search in exchanges.

use std::cell::OnceCell;

use wxmed::Json;
use wxmed::codec::xml;

use crate::history::RecordedCall;

/// The terms of a search, in any order.
pub(super) struct SearchTerms<'a>(Vec<&'a [u8]>);

impl<'a> SearchTerms<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self(text.split_whitespace().map(str::as_bytes).collect())
    }

    /// Whether an exchange contains each of the terms, ignoring ASCII case. The query isn't searched, because it
    /// contains tokens.
    pub(super) fn matches(&self, call: &RecordedCall) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let (short, decoded) = (short(call), OnceCell::new());
        self.0.iter().all(|term| {
            has(short.as_bytes(), term)
                || has(&call.request.body, term)
                || has(&call.reply.response.body, term)
                || has(decoded.get_or_init(|| decode(call)).as_bytes(), term)
        })
    }
}

fn has(text: &[u8], term: &[u8]) -> bool {
    text.windows(term.len()).any(|window| window.eq_ignore_ascii_case(term))
}

/// The searched text apart from the bodies.
fn short(call: &RecordedCall) -> String {
    let mut all = format!("{}\n{:#}\n{}\n", call.outcome, call.outcome, call.request.path);
    let mut add = |text: &str| all.extend([text, "\n"]);
    [&call.operation, &call.order, &call.rid].into_iter().flatten().for_each(|text| add(text));
    for cause in call.causes() {
        [&*cause.id, &*cause.title.zh, &*cause.title.en].into_iter().for_each(&mut add);
    }
    if let Some(fault) = &call.fault {
        [fault.kind, &*fault.title.zh, &*fault.title.en].into_iter().for_each(&mut add);
    }
    all
}

/// The decoded values of both bodies, where they differ from the raw text: entities, and escapes in JSON.
fn decode(call: &RecordedCall) -> String {
    let mut all = String::new();
    for body in [&call.request.body, &call.reply.response.body] {
        if !body.iter().any(|byte| matches!(byte, b'&' | b'\\')) && !has(body, b"]]]]>") {
            continue;
        }
        for (_, value) in xml::read(body).unwrap_or_default().iter() {
            all.extend([value, "\n"]);
            if value.contains('\\')
                && let Ok(json) = Json::parse(value)
            {
                json.write(&mut all);
                all.push('\n');
            }
        }
    }
    all
}
