/// Whether a name means this path: the path itself, or the end of it, which is the name of an operation.
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
