//! The arguments of `#[wxmed(…)]`.

use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Attribute, DeriveInput, Error, Field, Ident, LitStr, Path, Result, Token, Type};

use crate::arguments::{Source, combined, runtime_path};

/// The arguments on the struct.
pub(super) struct StructArguments {
    pub(super) source: Source,
    /// Selects one of several specs in the user's own file or folder.
    pub(super) spec: Option<LitStr>,
    pub(super) into: Option<Path>,
    pub(super) object: Option<LitStr>,
    pub(super) runtime: Option<Path>,
}

const ON_A_STRUCT: &str = "`spec = \"…\"`, `path = \"…\"`, `into = path`, `object = \"…\"`, `crate = path`";

impl StructArguments {
    pub(super) fn of(input: &DeriveInput) -> Result<Self> {
        let (mut spec, mut path, mut object): (Option<LitStr>, Option<LitStr>, Option<LitStr>) = (None, None, None);
        let (mut into, mut runtime): (Option<Path>, Option<Path>) = (None, None);
        each_argument(&input.attrs, |key, input| match key.to_string().as_str() {
            "spec" => set(&mut spec, key, input.parse()?),
            "path" => set(&mut path, key, input.parse()?),
            "into" => set(&mut into, key, input.parse()?),
            "object" => set(&mut object, key, input.parse()?),
            "crate" => set(&mut runtime, key, runtime_path(input)?),
            _ => Err(Error::new(key.span(), format!("unknown argument `{key}`; expected {ON_A_STRUCT}"))),
        })?;
        let source = match (&spec, path) {
            (_, Some(path)) => Source::Own(path),
            (Some(name), None) => Source::Shipped(name.clone()),
            (None, None) => {
                let missing = "name the spec: `#[wxmed(spec = \"getmedinfo\")]`, or a file of your own, as in \
                               `#[wxmed(path = \"schema/mine.yaml\", into = mine::Registration)]`";
                return Err(Error::new(input.ident.span(), missing));
            }
        };
        let spec = spec.filter(|_| matches!(source, Source::Own(_)));
        Ok(Self { source, spec, into, object, runtime })
    }
}

/// The arguments on a field.
#[derive(Default)]
pub(super) struct FieldArguments {
    name: Option<LitStr>,
    is_skipped: bool,
}

/// A field of the user's struct that belongs to the spec.
pub(super) struct Given<'i> {
    pub(super) ident: &'i Ident,
    pub(super) ty: &'i Type,
    /// Its name in the spec.
    pub(super) name: String,
    /// The position of that name.
    pub(super) named_at: proc_macro2::Span,
}

impl FieldArguments {
    pub(super) fn of(field: &Field) -> Result<Self> {
        let mut arguments = Self::default();
        each_argument(&field.attrs, |key, input| match key.to_string().as_str() {
            "name" => set(&mut arguments.name, key, input.parse()?),
            "skip" => {
                arguments.is_skipped = true;
                Ok(())
            }
            _ => Err(Error::new(key.span(), format!("unknown argument `{key}`; expected `name = \"…\"`, `skip`"))),
        })?;
        Ok(arguments)
    }

    pub(super) fn given(self, field: &Field) -> Option<Given<'_>> {
        let ident = field.ident.as_ref().filter(|_| !self.is_skipped)?;
        let named_at = self.name.as_ref().map_or(ident.span(), LitStr::span);
        let name = self.name.map_or_else(|| ident.unraw().to_string(), |name| name.value());
        Some(Given { ident, ty: &field.ty, name, named_at })
    }
}

/// Parses every `#[wxmed(…)]`; values are parsed after their `=`.
fn each_argument(attributes: &[Attribute], mut read: impl FnMut(&Ident, ParseStream<'_>) -> Result<()>) -> Result<()> {
    let mut mistakes = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("wxmed")) {
        let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                let key = input.call(Ident::parse_any)?;
                if input.peek(Token![=]) {
                    input.parse::<Token![=]>()?;
                }
                read(&key, input)?;
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        });
        mistakes.extend(parsed.err());
    }
    mistakes.into_iter().reduce(combined).map_or(Ok(()), Err)
}

fn set<T>(slot: &mut Option<T>, key: &Ident, value: T) -> Result<()> {
    if slot.replace(value).is_some() {
        return Err(Error::new(key.span(), format!("`{key}` is given twice")));
    }
    Ok(())
}
