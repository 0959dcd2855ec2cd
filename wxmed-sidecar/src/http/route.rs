//! Routes requests by method and path.

use hyper::Method;
use wxmed::spec::nearest;

use crate::problem::Problem;

/// The target of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route<'p> {
    /// Call, sign or validate an operation.
    Operation(&'p str, Action),
    /// A notification of the platform.
    Notification(&'p str),
    /// The list of operations.
    Operations,
    /// One operation, with its JSON Schema.
    Schema(&'p str),
    OpenApi,
    Health,
    Ready,
    Metrics,
}

/// The action on an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Call,
    Sign,
    Validate,
}

impl<'p> Route<'p> {
    /// The route of a request.
    pub(super) fn find(method: &Method, path: &'p str) -> Result<Self, Problem> {
        let route = Self::of_path(path, *method == Method::POST).ok_or_else(|| Self::none(path))?;
        let allowed = match route {
            Self::Operation(..) | Self::Notification(_) => "POST",
            Self::Operations | Self::Schema(_) | Self::OpenApi | Self::Health | Self::Ready | Self::Metrics => "GET",
        };
        if method.as_str() == allowed { Ok(route) } else { Err(Problem::Method { allowed }) }
    }

    fn of_path(path: &'p str, is_post: bool) -> Option<Self> {
        match path {
            "/openapi.json" => return Some(Self::OpenApi),
            "/healthz" => return Some(Self::Health),
            "/readyz" => return Some(Self::Ready),
            "/metrics" => return Some(Self::Metrics),
            "/v1/operations" if !is_post => return Some(Self::Operations),
            _ => {}
        }
        let rest = path.strip_prefix("/v1/")?;
        match rest.split_once('/') {
            Some(("operations", name)) if is_name(name) => Some(Self::Schema(name)),
            Some(("notifications", name)) if is_name(name) => Some(Self::Notification(name)),
            Some(_) => None,
            None => {
                let (name, action) = match rest.split_once(':') {
                    None => (rest, Action::Call),
                    Some((name, "sign")) => (name, Action::Sign),
                    Some((name, "validate")) => (name, Action::Validate),
                    Some(_) => return None,
                };
                is_name(name).then_some(Self::Operation(name, action))
            }
        }
    }

    /// The error for an unknown path. The text after a colon may be a misspelt action.
    fn none(path: &str) -> Problem {
        match path.strip_prefix("/v1/").and_then(|rest| rest.split_once(':')) {
            Some((name, action)) if is_name(name) => {
                Problem::NoSuchAction { meant: nearest(action, ["sign", "validate"]) }
            }
            Some(_) | None => Problem::NoSuchPath,
        }
    }
}

/// Whether this can be an operation's name, which consists of letters, digits and underscores.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let post = |path| Route::find(&Method::POST, path).ok();
        let get = |path| Route::find(&Method::GET, path).ok();
        assert_eq!(post("/v1/preregister"), Some(Route::Operation("preregister", Action::Call)));
        assert_eq!(post("/v1/preregister:sign"), Some(Route::Operation("preregister", Action::Sign)));
        assert_eq!(post("/v1/x:validate"), Some(Route::Operation("x", Action::Validate)));
        assert_eq!(get("/v1/operations"), Some(Route::Operations));
        assert_eq!(get("/v1/operations/x"), Some(Route::Schema("x")));
        assert_eq!(post("/v1/notifications/x"), Some(Route::Notification("x")));
        for path in ["", "/", "/v1", "/v1/", "/v1/a/b", "/v1/a%2f", "/v1/../metrics", "/v1/:sign"] {
            assert!(matches!(Route::find(&Method::POST, path), Err(Problem::NoSuchPath)), "{path}");
        }
        for (path, wanted) in [("/v1/x:sgin", Some("sign")), ("/v1/x:b", None)] {
            let found = Route::find(&Method::POST, path);
            assert!(matches!(found, Err(Problem::NoSuchAction { meant }) if meant == wanted), "{path}");
        }
        assert!(matches!(Route::find(&Method::GET, "/v1/x"), Err(Problem::Method { allowed: "POST" })));
        assert!(matches!(Route::find(&Method::POST, "/metrics"), Err(Problem::Method { allowed: "GET" })));
    }
}
