//! Generates the conversion of the user's own struct to a generated type.

mod accepted_type;
mod attributes;
mod described;
mod matching;
mod write;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Error, Fields, Result};

use attributes::{FieldArguments, StructArguments};
use described::Described;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let made = syn::parse2::<DeriveInput>(input).and_then(|input| convert(&input));
    made.unwrap_or_else(|error| error.to_compile_error())
}

fn convert(input: &DeriveInput) -> Result<TokenStream> {
    let fields = named_fields(input)?;
    let arguments = StructArguments::of(input)?;
    let described = Described::find(&arguments)?;
    let record = described.record()?;
    let mut mistakes = Vec::new();
    let mut given = Vec::new();
    for field in fields {
        match FieldArguments::of(field) {
            Ok(arguments) => given.extend(arguments.given(field)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    let matched = matching::hold_against(record, &input.ident, &given, &mut mistakes);
    Ok(write::tokens(&write::Parts {
        input,
        arguments: &arguments,
        described: &described,
        matched: &matched,
        mistakes,
    }))
}

fn named_fields(input: &DeriveInput) -> Result<impl Iterator<Item = &syn::Field>> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(fields.named.iter()),
            _ => Err(Error::new(input.ident.span(), NOT_NAMED)),
        },
        _ => Err(Error::new(input.ident.span(), NOT_NAMED)),
    }
}

const NOT_NAMED: &str = "`Request` is derived for a struct whose fields have names: they are the spec's fields";
