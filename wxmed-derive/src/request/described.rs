//! Finds the record of the spec that a struct describes.

use std::path::PathBuf;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Error, LitStr, Result};
use wxmed_codegen::api::{self, RecordRole};
use wxmed_compiler::model::{Content, Model, Operation, Record};
use wxmed_compiler::{Options, Scope};
use wxmed_core::nearest;

use super::attributes::StructArguments;
use crate::arguments::Source;
use crate::files::{self, Loaded};

/// A spec, and the path to the record in it.
pub(super) struct Described {
    spec: Spec,
    /// The names of the objects that lead to the record; `None` for the request or the content itself.
    object: Option<LitStr>,
    /// The generated type, which is optional for an object inside a content.
    pub(super) into: Option<TokenStream>,
    /// The path of the runtime crate.
    pub(super) runtime: TokenStream,
    /// The user's own files, which the compiler has to watch.
    pub(super) watched: Vec<PathBuf>,
}

enum Spec {
    Operation(Box<Operation>),
    Content(Box<Content>),
}

impl Described {
    pub(super) fn find(arguments: &StructArguments) -> Result<Self> {
        let literal = match &arguments.source {
            Source::Shipped(literal) | Source::Own(literal) => literal,
        };
        let Loaded { specs, context, watched, .. } = files::load_named(&arguments.source)?;
        let (model, diagnostics) = specs.compile(&Options { scope: Scope::Named, ..Options::default() });
        if let Some(first) = diagnostics.errors().next() {
            let message = format!(
                "fix the mistakes in the spec first; the first one is:\n{}",
                first.for_compiler(specs.sources())
            );
            return Err(Error::new(literal.span(), message));
        }
        let spec = Spec::one(model, context, literal, arguments.spec.as_ref())?;
        let runtime = arguments.runtime.as_ref().map_or_else(|| quote!(::wxmed), |path| quote!(#path));
        let into = match (&arguments.into, &spec, &arguments.source) {
            (Some(path), ..) => Some(quote!(#path)),
            (None, Spec::Operation(operation), Source::Shipped(_)) if arguments.object.is_none() => {
                let name = Ident::new(&operation.spelling, Span::call_site());
                Some(quote!(#runtime::#name))
            }
            _ => None,
        };
        if into.is_none() && arguments.object.is_none() {
            let message = "name the generated type: `into = module::Type`, of the module that has \
                           `#[wxmed::schema(…)]`";
            return Err(Error::new(literal.span(), message));
        }
        Ok(Self { spec, object: arguments.object.clone(), into, runtime, watched })
    }

    /// The record at the end of the path.
    pub(super) fn record(&self) -> Result<Here<'_>> {
        let (mut record, section, role) = match &self.spec {
            Spec::Operation(operation) => (&operation.request, operation.section.as_str(), RecordRole::Request),
            Spec::Content(content) => (&content.record, content.section.as_str(), RecordRole::Content),
        };
        let mut path = self.name().to_owned();
        let names = self.object.as_ref().map(|object| (object, object.value()));
        for (object, name) in names.iter().flat_map(|(object, names)| names.split('.').map(move |name| (object, name)))
        {
            let mut rows = record.fields.iter().filter(|row| row.reads(name));
            let (row, other) = (rows.next(), rows.next());
            if other.is_some() {
                let message = format!("`{path}` has several objects `{name}`, one for each value of its tag");
                return Err(Error::new(object.span(), message));
            }
            let Some(inner) = row.and_then(|row| row.object.as_deref()) else {
                let objects =
                    record.fields.iter().filter(|field| field.object.is_some()).map(|field| field.name.as_str());
                let message = format!("`{path}` has no object `{name}`; {}", meant(name, objects.collect()));
                return Err(Error::new(object.span(), message));
            };
            record = inner;
            path = inner_path(&path, name);
        }
        Ok(Here { record, api: api::Record::of(record, role), section, path })
    }

    /// The name of the spec, as in generated types.
    pub(super) fn name(&self) -> &str {
        match &self.spec {
            Spec::Operation(operation) => &operation.name,
            Spec::Content(content) => &content.name,
        }
    }

    /// Whether it is an object inside a content.
    pub(super) fn is_inside(&self) -> bool {
        self.object.is_some()
    }

    /// The constant of the generated type with the name of its spec.
    pub(super) fn name_constant(&self, into: &TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        match &self.spec {
            Spec::Operation(_) => quote!(<#into as #runtime::rt::Request>::OPERATION.name),
            Spec::Content(_) => quote!(<#into as #runtime::rt::ContentRecord>::NAME),
        }
    }
}

/// A record, and its name in messages.
pub(super) struct Here<'m> {
    pub(super) record: &'m Record,
    /// Its Rust API.
    pub(super) api: api::Record,
    pub(super) section: &'m str,
    /// The spec and the objects that lead to it.
    pub(super) path: String,
}

impl Here<'_> {
    /// Identifies the object of a row in types: two structs describe the same object if this is equal.
    pub(super) fn object_key(&self, name: &str) -> u64 {
        key(&inner_path(&self.path, name))
    }

    /// The same for the record itself.
    pub(super) fn key(&self) -> u64 {
        key(&self.path)
    }
}

fn inner_path(path: &str, name: &str) -> String {
    format!("{path}.{name}")
}

/// FNV-1a.
fn key(path: &str) -> u64 {
    path.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Spec {
    /// The wanted operation or content, among those that are not only referred to.
    fn one(model: Model, context: usize, literal: &LitStr, wanted: Option<&LitStr>) -> Result<Self> {
        let operations = model.operations.into_iter().filter(|operation| operation.span.file >= context);
        let contents = model.contents.into_iter().filter(|content| content.span.file >= context);
        let operations = operations.map(|operation| (operation.name.clone(), Spec::Operation(Box::new(operation))));
        let contents = contents.map(|content| (content.name.clone(), Spec::Content(Box::new(content))));
        let mut specs: Vec<(String, Spec)> = operations.chain(contents).collect();
        let names: Vec<String> = specs.iter().map(|(name, _)| name.clone()).collect();
        if let Some(wanted) = wanted {
            specs.retain(|(name, _)| *name == wanted.value());
        }
        match (specs.pop(), specs.is_empty(), wanted) {
            (Some((_, spec)), true, _) => Ok(spec),
            (None, _, Some(wanted)) => {
                let known = meant(&wanted.value(), names.iter().map(String::as_str).collect());
                let message =
                    format!("`{}` has no operation or content called `{}`; {known}", literal.value(), wanted.value());
                Err(Error::new(wanted.span(), message))
            }
            (None, ..) => {
                let message = format!("`{}` describes neither an operation nor a content", literal.value());
                Err(Error::new(literal.span(), message))
            }
            (Some(_), ..) => {
                let message = format!(
                    "`{}` has several operations or contents: select one with `spec = \"…\"`: {}",
                    literal.value(),
                    names.join(", ")
                );
                Err(Error::new(literal.span(), message))
            }
        }
    }
}

/// The suggested name, or all existing names.
pub(super) fn meant(written: &str, known: Vec<&str>) -> String {
    match nearest(written, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if known.is_empty() => "there is none".to_owned(),
        None => format!("there are {}", known.join(", ")),
    }
}
