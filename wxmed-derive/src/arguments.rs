//! The arguments of the attribute.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Error, Ident, LitStr, Path, Result, Token, parenthesized, token};
use wxmed_codegen::TypeOptions;
use wxmed_compiler::LowConfidence;

/// The arguments.
pub(crate) struct Arguments {
    pub(crate) source: Source,
    pub(crate) runtime: Option<Path>,
    pub(crate) derives: Vec<TokenStream>,
    /// The path of the module in the crate, for examples in the documentation of its operations.
    pub(crate) examples: Option<LitStr>,
    pub(crate) types: Vec<(Ident, TypeOptions)>,
    pub(crate) errata_on: Vec<LitStr>,
    pub(crate) errata_off: Vec<LitStr>,
    /// Rules of the spec whose violation is only a warning.
    pub(crate) warnings: Vec<LitStr>,
    /// How rules that the spec states with low confidence are treated.
    pub(crate) low_confidence: LowConfidence,
    /// The mistakes; the other arguments are still used.
    pub(crate) mistakes: Vec<Error>,
}

/// The source of the specs.
pub(crate) enum Source {
    /// Included in wxmed: one name, or a folder as `folder/*`.
    Shipped(LitStr),
    /// The user's own file or folder.
    Own(LitStr),
}

const KNOWN: &str = "a spec's name, `path = \"…\"`, `crate = path`, `derive(…)`, `types(Name(…))`, `errata(on(…), off(…))`, `warn(\"rule\")`, `strict`, `examples = \"path\"`";

const NO_SOURCE: &str =
    "name a spec, as in `\"city/name/registration\"`, or a file, as in `path = \"schema/mine.yaml\"`";

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut source = None;
        let mut arguments = Self {
            source: Source::Shipped(LitStr::new("", input.span())),
            runtime: None,
            derives: Vec::new(),
            examples: None,
            types: Vec::new(),
            errata_on: Vec::new(),
            errata_off: Vec::new(),
            warnings: Vec::new(),
            low_confidence: LowConfidence::Warns,
            mistakes: Vec::new(),
        };
        while !input.is_empty() {
            if let Err(mistake) = arguments.one(input, &mut source) {
                arguments.mistakes.push(mistake);
                skip_to_comma(input)?;
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let Some(source) = source else {
            let missing = Error::new(input.span(), NO_SOURCE);
            return Err(arguments.mistakes.into_iter().reduce(combined).unwrap_or(missing));
        };
        Ok(Self { source, ..arguments })
    }
}

/// Continues after an argument that could not be parsed.
fn skip_to_comma(input: ParseStream<'_>) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

pub(crate) fn combined(mut first: Error, second: Error) -> Error {
    first.combine(second);
    first
}

impl Arguments {
    fn one(&mut self, input: ParseStream<'_>, source: &mut Option<Source>) -> Result<()> {
        if input.peek(LitStr) { set_source(source, Source::Shipped(input.parse()?)) } else { self.keyed(input, source) }
    }

    fn keyed(&mut self, input: ParseStream<'_>, source: &mut Option<Source>) -> Result<()> {
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            self.runtime = Some(runtime_path(input)?);
            return Ok(());
        }
        let key: Ident = input.parse()?;
        match key.to_string().as_str() {
            "path" => {
                input.parse::<Token![=]>()?;
                set_source(source, Source::Own(input.parse()?))
            }
            "derive" => {
                self.derives.extend(derives(input, &mut self.mistakes)?);
                Ok(())
            }
            "examples" => {
                input.parse::<Token![=]>()?;
                self.examples = Some(input.parse()?);
                Ok(())
            }
            "types" => {
                let inner;
                parenthesized!(inner in input);
                let types = Punctuated::<TypeArgument, Token![,]>::parse_terminated(&inner)?;
                for TypeArgument { name, options, mistakes } in types {
                    self.types.push((name, options));
                    self.mistakes.extend(mistakes);
                }
                Ok(())
            }
            "warn" => {
                let inner;
                parenthesized!(inner in input);
                self.warnings.extend(Punctuated::<LitStr, Token![,]>::parse_terminated(&inner)?);
                Ok(())
            }
            "strict" => {
                self.low_confidence = LowConfidence::Refuses;
                Ok(())
            }
            "errata" => {
                let inner;
                parenthesized!(inner in input);
                self.errata(&inner)
            }
            _ => Err(Error::new(key.span(), format!("unknown argument `{key}`; expected {KNOWN}"))),
        }
    }

    fn errata(&mut self, input: ParseStream<'_>) -> Result<()> {
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            let inner;
            parenthesized!(inner in input);
            let ids = Punctuated::<LitStr, Token![,]>::parse_terminated(&inner)?;
            match key.to_string().as_str() {
                "on" => self.errata_on.extend(ids),
                "off" => self.errata_off.extend(ids),
                _ => return Err(Error::new(key.span(), "errata are switched `on(\"id\")` or `off(\"id\")`")),
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }
}

fn set_source(source: &mut Option<Source>, new: Source) -> Result<()> {
    let literal = match &new {
        Source::Shipped(literal) | Source::Own(literal) => literal,
    };
    if source.is_some() {
        return Err(Error::new(
            literal.span(),
            "a module has one source: a shipped name or a `path`; give the other its own module",
        ));
    }
    *source = Some(new);
    Ok(())
}

/// A path, or a path in quotes, as in serde's attributes.
pub(crate) fn runtime_path(input: ParseStream<'_>) -> Result<Path> {
    if input.peek(LitStr) {
        input.parse::<LitStr>()?.parse_with(Path::parse_mod_style)
    } else {
        input.call(Path::parse_mod_style)
    }
}

/// The traits to derive, without those that every generated type implements.
fn derives(input: ParseStream<'_>, mistakes: &mut Vec<Error>) -> Result<Vec<TokenStream>> {
    let inner;
    parenthesized!(inner in input);
    let paths = Punctuated::<Path, Token![,]>::parse_terminated_with(&inner, Path::parse_mod_style)?;
    Ok(paths.into_iter().filter(|path| is_free(path, mistakes)).map(ToTokens::into_token_stream).collect())
}

/// Whether a trait is not implemented already.
fn is_free(path: &Path, mistakes: &mut Vec<Error>) -> bool {
    let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let why = match name.as_str() {
        "Debug" => "every type already implements it without showing patients' data",
        "Clone" => "every type already implements it",
        _ => return true,
    };
    mistakes.push(Error::new(path.span(), format!("`{name}` cannot be derived, because {why}")));
    false
}

/// `Registration(rename = Guahao, derive(Hash), #[my::attribute])`
struct TypeArgument {
    name: Ident,
    options: TypeOptions,
    /// The arguments that are not allowed; the others are still used.
    mistakes: Vec<Error>,
}

impl Parse for TypeArgument {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.parse()?;
        let inner;
        parenthesized!(inner in input);
        let (mut options, mut mistakes) = (TypeOptions::default(), Vec::new());
        while !inner.is_empty() {
            if inner.peek(Token![#]) {
                let attributes = inner.call(Attribute::parse_outer)?;
                options.attributes.extend(attributes.iter().map(|attribute| quote!(#attribute)));
            } else {
                let key: Ident = inner.parse()?;
                match key.to_string().as_str() {
                    "rename" => {
                        inner.parse::<Token![=]>()?;
                        options.rename = Some(inner.parse()?);
                    }
                    "derive" if inner.peek(token::Paren) => options.derives.extend(derives(&inner, &mut mistakes)?),
                    _ => {
                        return Err(Error::new(key.span(), "a type takes `rename = Name`, `derive(…)` and attributes"));
                    }
                }
            }
            if !inner.is_empty() {
                inner.parse::<Token![,]>()?;
            }
        }
        Ok(Self { name, options, mistakes })
    }
}
