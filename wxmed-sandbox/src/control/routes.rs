//! The routes of the control API.

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::{
    FOLDER, acceptance, account, clock, events, exchanges, har, notifications, openapi, people, presets, reference,
    resources, reviewing, sending, snapshot, stubs, tokens,
};
use crate::http::HttpRequest;

/// A method, a path in which `{}` matches any text, and a handler.
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) handler: fn(&mut Call<'_>) -> Result<ControlResponse, ControlError>,
}

const fn route(
    method: &'static str,
    path: &'static str,
    handler: fn(&mut Call<'_>) -> Result<ControlResponse, ControlError>,
) -> Route {
    Route { method, path, handler }
}

/// If several match, the first is used.
pub(super) const ROUTES: &[Route] = &[
    route("GET", "/exchanges", exchanges::list),
    route("DELETE", "/exchanges", exchanges::clear),
    route("GET", "/exchanges/next", exchanges::next),
    route("GET", "/exchanges/{id}", exchanges::one),
    route("GET", "/exchanges/{id}/har", har::archive),
    route("POST", "/exchanges/{id}/resend", sending::resend),
    route("POST", "/operations/{name}/validate", reviewing::request),
    route("POST", "/operations/{name}/send", sending::send),
    route("POST", "/contents/{name}/validate", reviewing::content),
    route("GET", "/events", events::stream),
    route("GET", "/stubs", stubs::list),
    route("POST", "/stubs", stubs::add),
    route("DELETE", "/stubs", stubs::clear),
    route("GET", "/stubs/presets", presets::list),
    route("DELETE", "/stubs/{number}", stubs::remove),
    route("GET", "/people", people::list),
    route("POST", "/people", people::add),
    route("DELETE", "/people/{openid}", people::remove),
    route("POST", "/people/{openid}/bind", people::bind),
    route("POST", "/people/{openid}/unbind", people::unbind),
    route("POST", "/people/{openid}/auth-code", people::auth_code),
    route("GET", "/bind-links", resources::bind_links),
    route("GET", "/notifications", notifications::list),
    route("GET", "/snapshot", snapshot::export),
    route("POST", "/snapshot", snapshot::import),
    route("GET", "/orders", resources::orders),
    route("POST", "/orders/{number}/pay", resources::pay),
    route("GET", "/messages", resources::messages),
    route("GET", "/tokens", tokens::list),
    route("POST", "/tokens/expire", tokens::expire),
    route("GET", "/clock", clock::read),
    route("POST", "/clock", clock::advance),
    route("POST", "/reset", clock::reset),
    route("GET", "/account", account::account),
    route("GET", "/reference", reference::reference),
    route("GET", "/acceptance", acceptance::list),
    route("POST", "/acceptance/{id}/start-over", acceptance::start_over),
    route("GET", "/openapi.json", openapi::document),
    route("GET", "/operations/openapi.json", openapi::operations),
];

/// The route of a request, and the parameters in its path.
pub(super) fn find(request: &HttpRequest) -> Result<(&'static Route, Vec<String>), ControlError> {
    let path = request.path.strip_prefix(FOLDER).unwrap_or_default();
    let fitting: Vec<(&Route, Vec<String>)> =
        ROUTES.iter().filter_map(|route| Some((route, parameters(route.path, path)?))).collect();
    let Some((first, _)) = fitting.first() else {
        return Err(ControlError::not_found(
            format!("控制接口没有这个路径；全部路径见 {FOLDER}/openapi.json"),
            format!("the control API has no such path; {FOLDER}/openapi.json lists all"),
        ));
    };
    let fixed = first.path;
    let mut same = fitting.into_iter().filter(|(route, _)| route.path == fixed);
    let allowed: Vec<&str> = ROUTES.iter().filter(|route| route.path == fixed).map(|route| route.method).collect();
    same.find(|(route, _)| route.method == request.method).ok_or_else(|| ControlError::method(&allowed))
}

/// The parameters in a path, if it matches the pattern.
fn parameters(pattern: &str, path: &str) -> Option<Vec<String>> {
    let (patterns, parts) = (pattern.split('/'), path.split('/'));
    if patterns.clone().count() != parts.clone().count() {
        return None;
    }
    let mut parameters = Vec::new();
    for (pattern, part) in patterns.zip(parts) {
        if pattern.starts_with('{') {
            parameters.push(decoded(part).filter(|text| !text.is_empty())?);
        } else if pattern != part {
            return None;
        }
    }
    Some(parameters)
}

/// A percent-decoded part of a path. `None` if the encoding is invalid.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next()?).to_digit(16);
        bytes.push(if byte == b'%' { u8::try_from(digit()? << 4 | digit()?).ok()? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{ROUTES, decoded, parameters};
    use crate::control::FOLDER;
    use crate::control::openapi::DOCUMENT;

    #[test]
    fn the_document_matches_the_routes() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let paths = document["paths"].as_object().unwrap();
        let documented: BTreeSet<(String, String)> = paths
            .iter()
            .flat_map(|(path, methods)| {
                methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let routes: BTreeSet<(String, String)> =
            ROUTES.iter().map(|route| (route.method.to_owned(), format!("{FOLDER}{}", route.path))).collect();
        assert_eq!(documented, routes);
        assert_eq!(routes.len(), ROUTES.len());
    }

    #[test]
    fn each_parameter_of_a_path_is_documented() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        for (path, methods) in document["paths"].as_object().unwrap() {
            let open: BTreeSet<&str> =
                path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
            for operation in methods.as_object().unwrap().values() {
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                let named = parameters.filter(|one| one["in"] == "path").filter_map(|one| one["name"].as_str());
                assert_eq!(named.collect::<BTreeSet<_>>(), open, "{path}");
            }
        }
    }

    #[test]
    fn a_part_of_a_path_is_decoded_once() {
        assert_eq!(decoded("a%2Fb%20c+d").as_deref(), Some("a/b c+d"));
        assert_eq!(decoded("%2525").as_deref(), Some("%25"));
        for wrong in ["%", "%2", "%G0", "%+1", "%FF"] {
            assert_eq!(decoded(wrong), None, "{wrong}");
        }
        assert_eq!(parameters("/people/{openid}", "/people/"), None);
        assert_eq!(parameters("/people/{openid}", "/people/a/b"), None);
        assert_eq!(parameters("/people/{openid}", "/people/.."), Some(vec!["..".to_owned()]));
    }
}
