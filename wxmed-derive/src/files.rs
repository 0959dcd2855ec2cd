//! Finds the spec files of a module.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use syn::LitStr;
use wxmed_compiler::{Parsed, Sources};
use wxmed_core::nearest;
use wxmed_specs::shipped;

use crate::arguments::Source;

/// The specs of a module.
pub(crate) struct Loaded {
    /// First the specs that are only referred to, then the module's own.
    pub(crate) specs: Parsed,
    /// The number of specs that are only referred to.
    pub(crate) context: usize,
    /// The module's own files on disk, which the compiler has to watch.
    pub(crate) watched: Vec<PathBuf>,
    pub(crate) is_folder: bool,
}

/// Finds the files, or returns an error for the literal that names them.
pub(crate) fn load(source: &Source) -> syn::Result<Loaded> {
    match source {
        Source::Shipped(name) => load_shipped(name),
        Source::Own(path) => load_own(path),
    }
}

/// The same for one operation or content, given by its name in the interface or by its path among the specs.
pub(crate) fn load_named(source: &Source) -> syn::Result<Loaded> {
    match source {
        Source::Shipped(name) => load_shipped(&file_of(name)?),
        Source::Own(path) => load_own(path),
    }
}

/// The name of the file that describes this operation or content.
fn file_of(literal: &LitStr) -> syn::Result<LitStr> {
    let (wanted, ships) = (literal.value(), shipped());
    let described = ships.files().iter().filter_map(|file| Some((described(&file.text)?, file.name.as_str())));
    let described: Vec<(&str, &str)> = described.collect();
    if let Some((_, file)) = described.iter().find(|(name, file)| *name == wanted || *file == wanted) {
        return Ok(LitStr::new(file, literal.span()));
    }
    let names: Vec<&str> = described.iter().map(|(name, _)| *name).collect();
    let help = match nearest(&wanted, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there are {}", names.join(", ")),
    };
    Err(syn::Error::new(literal.span(), format!("wxmed includes no operation or content called `{wanted}`; {help}")))
}

/// The name of the operation or content in a file, according to its first key.
fn described(text: &str) -> Option<&str> {
    let name = text.lines().find_map(|line| line.strip_prefix("operation:").or_else(|| line.strip_prefix("content:")));
    name.map(str::trim)
}

/// Whether other files can refer to the file.
fn is_context(name: &str) -> bool {
    ["codes/", "parts/", "errata"].iter().any(|prefix| name.starts_with(prefix))
}

/// The specs that every module can refer to. They are parsed once for all modules of a crate, because the compiler
/// keeps the macro loaded.
fn context() -> Parsed {
    static CONTEXT: OnceLock<Parsed> = OnceLock::new();
    CONTEXT
        .get_or_init(|| {
            let mut sources = shipped();
            sources.retain(is_context);
            Parsed::new(sources)
        })
        .clone()
}

fn load_shipped(literal: &LitStr) -> syn::Result<Loaded> {
    let wanted = literal.value();
    let folder = wanted.strip_suffix('*').filter(|prefix| prefix.ends_with('/'));
    let is_wanted = |name: &str| folder.map_or(name == wanted, |prefix| name.starts_with(prefix));
    let mut own = shipped();
    own.retain(is_wanted);
    if own.files().is_empty() {
        let ships = shipped();
        let names = ships.files().iter().map(|file| file.name.as_str()).filter(|name| *name != "errata");
        let names: Vec<&str> = names.collect();
        let help = match nearest(&wanted, names.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("there are {}", names.join(", ")),
        };
        let message = format!("wxmed includes no spec called `{wanted}`; {help}");
        return Err(syn::Error::new(literal.span(), message));
    }
    let mut specs = if own.files().iter().any(|file| is_context(&file.name)) {
        let mut others = shipped();
        others.retain(|name| is_context(name) && !is_wanted(name));
        Parsed::new(others)
    } else {
        context()
    };
    let context = specs.sources().files().len();
    specs.add(own);
    Ok(Loaded { specs, context, watched: Vec::new(), is_folder: folder.is_some() })
}

fn load_own(literal: &LitStr) -> syn::Result<Loaded> {
    let written = literal.value();
    let found = candidates(literal).into_iter().find(|path| path.exists());
    let Some(path) = found else {
        let message = format!(
            "there is no file or folder `{written}`, neither below the crate's root nor beside the file that names it"
        );
        return Err(syn::Error::new(literal.span(), message));
    };
    let own =
        Sources::read(&path, written.trim_end_matches('/')).map_err(|error| syn::Error::new(literal.span(), error))?;
    if own.files().is_empty() {
        return Err(syn::Error::new(literal.span(), format!("there is no `.yaml` file in `{written}`")));
    }
    let watched = (own.files().iter())
        .map(|file| if path.is_dir() { path.join(format!("{}.yaml", file.name)) } else { path.clone() })
        .collect();
    let mut specs = context();
    let context = specs.sources().files().len();
    specs.add(own);
    Ok(Loaded { specs, context, watched, is_folder: path.is_dir() })
}

/// The path below the crate's root, then the path next to the file with the attribute.
///
/// The root is first because every tool knows it, but an editor may not know the file. So a file below the root is
/// found by all of them.
fn candidates(literal: &LitStr) -> Vec<PathBuf> {
    let written = PathBuf::from(literal.value());
    let beside = literal.span().unwrap().local_file().and_then(|file| file.parent().map(Path::to_owned));
    let beside = beside.and_then(|folder| folder.join(&written).canonicalize().ok());
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(|root| PathBuf::from(root).join(&written));
    let mut candidates: Vec<PathBuf> = root.into_iter().chain(beside).collect();
    candidates.dedup();
    candidates
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;
    use syn::LitStr;
    use wxmed_compiler::Options;

    use super::{Loaded, is_context, load_shipped};

    /// The cost of a module must not grow with the number of specs.
    #[test]
    fn a_module_reads_only_its_spec_and_those_it_can_refer_to() {
        let load = |name: &str| load_shipped(&LitStr::new(name, Span::call_site())).unwrap();
        for name in ["city/shenzhen/registration", "payinsurance/getmedinfo"] {
            let Loaded { specs, context, .. } = load(name);
            let names: Vec<&str> = specs.sources().files().iter().map(|file| file.name.as_str()).collect();
            assert_eq!(names[context..], [name]);
            assert!(names[..context].iter().all(|name| is_context(name)), "{names:?}");
            let _ = specs.compile(&Options::default());
        }
        let Loaded { specs, context, .. } = load("payinsurance/sendmsg");
        assert!((0..context).all(|file| specs.is_parsed(file)), "modules share the parsed specs");
        assert!(!specs.is_parsed(context));
    }
}
