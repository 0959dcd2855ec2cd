/// Whether a name refers to this path: it is the path itself, or its last part, which is an operation's name.
///
/// ```
/// assert!(wxmed::names_path("getmedinfo", "/payinsurance/getmedinfo"));
/// assert!(wxmed::names_path("/payinsurance/getmedinfo", "/payinsurance/getmedinfo"));
/// assert!(!wxmed::names_path("medinfo", "/payinsurance/getmedinfo"));
/// assert!(!wxmed::names_path("/getmedinfo", "/payinsurance/getmedinfo"));
/// ```
#[doc(hidden)]
pub fn names_path(name: &str, path: &str) -> bool {
    if name.starts_with('/') { name == path } else { path.rsplit('/').next() == Some(name) }
}
