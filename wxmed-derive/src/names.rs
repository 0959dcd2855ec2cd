//! Names of types: the user's settings for them, and the names of the user's own items.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::Error;
use wxmed_codegen::TypeOptions;
use wxmed_core::nearest;

/// The valid settings for single types.
#[derive(Default)]
pub(crate) struct Types {
    pub(crate) options: BTreeMap<String, TypeOptions>,
    /// Settings for types that are not generated, and new names that are already taken.
    pub(crate) mistakes: Vec<Error>,
}

/// The companions of a type, which are renamed together with it.
const BESIDE: [&str; 2] = ["Builder", "Draft"];

impl Types {
    /// Keeps the settings for generated items, by their names before any renaming.
    pub(crate) fn that_fit(given: &[(Ident, TypeOptions)], made: &BTreeSet<String>) -> Self {
        let mut types = Self::default();
        for (name, options) in given {
            if made.contains(&name.to_string()) {
                types.options.insert(name.to_string(), options.clone());
            } else {
                types.mistakes.push(unknown(name, made));
            }
        }
        while let Some((name, holder)) = types.collision(made) {
            types.keep_name(&name, &holder);
        }
        types
    }

    /// A type whose new name is also that of another type, and that type.
    fn collision(&self, made: &BTreeSet<String>) -> Option<(String, String)> {
        let mut holders: BTreeMap<String, &str> = BTreeMap::new();
        // Types that keep their names come first.
        let (renamed, kept): (Vec<&String>, Vec<&String>) = made.iter().partition(|name| self.renamed(name).is_some());
        kept.into_iter().chain(renamed).find_map(|name| {
            let (of, new) = self.renamed(name).unwrap_or_else(|| (name.clone(), name.clone()));
            let holder = holders.insert(new, name)?;
            Some((of, holder.to_owned()))
        })
    }

    /// The renamed type that a name belongs to, and the new name.
    fn renamed(&self, name: &str) -> Option<(String, String)> {
        let new_name = |of: &str| self.options.get(of).and_then(|options| options.rename.as_ref());
        let beside = |end: &str| {
            let of = name.strip_suffix(end)?;
            Some((of.to_owned(), format!("{}{end}", new_name(of)?)))
        };
        let own = new_name(name).map(|new| (name.to_owned(), new.to_string()));
        own.or_else(|| BESIDE.into_iter().find_map(beside))
    }

    fn keep_name(&mut self, name: &str, holder: &str) {
        if let Some(new) = self.options.get_mut(name).and_then(|options| options.rename.take()) {
            let message = format!("`{name}` cannot be called `{new}`: that would collide with `{holder}`");
            self.mistakes.push(Error::new(new.span(), message));
        }
    }
}

/// Settings for a type that is not generated would have no effect, so they are mistakes.
fn unknown(name: &Ident, made: &BTreeSet<String>) -> Error {
    let is_helper =
        |name: &&String| BESIDE.iter().any(|end| name.strip_suffix(end).is_some_and(|of| made.contains(of)));
    let known: Vec<&str> = made.iter().filter(|name| !is_helper(name)).map(String::as_str).collect();
    let help = match nearest(&name.to_string(), known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", known.join(", ")),
    };
    Error::new(name.span(), format!("no type `{name}` is generated here; {help}"))
}

/// The user's items. Those whose names collide with generated items are replaced by errors.
pub(crate) fn without_collisions(own: TokenStream, made: &BTreeSet<String>) -> TokenStream {
    let kept =
        items(own).into_iter().map(|item| match item_name(&item).filter(|name| made.contains(&name.to_string())) {
            Some(name) => {
                let message =
                    format!("a generated item of this module is called `{name}` too: give yours another name");
                Error::new(name.span(), message).to_compile_error()
            }
            None => item.into_iter().collect(),
        });
    kept.collect()
}

/// Splits tokens after every semicolon and every body.
fn items(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut items = vec![Vec::new()];
    for token in tokens {
        let is_end = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        if let Some(item) = items.last_mut() {
            item.push(token);
        }
        if is_end {
            items.push(Vec::new());
        }
    }
    items
}

/// The name of an item that shares its names with types.
fn item_name(item: &[TokenTree]) -> Option<&Ident> {
    let idents = item.iter().map(|token| match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    });
    let mut idents = idents.skip_while(|ident| !ident.is_some_and(|ident| DECLARING.iter().any(|word| ident == word)));
    let in_impl = item.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "impl" || ident == "fn"));
    idents.next().filter(|_| !in_impl)?;
    idents.next()?
}

const DECLARING: [&str; 6] = ["struct", "enum", "mod", "type", "trait", "union"];

#[cfg(test)]
mod tests {
    use quote::quote;

    use std::collections::BTreeSet;

    use super::without_collisions;

    fn made() -> BTreeSet<String> {
        ["Made", "required"].map(str::to_owned).into()
    }

    #[test]
    fn items_with_other_names_are_unchanged() {
        let own = quote! {
            use super::*;
            #[derive(Debug)]
            pub(crate) struct Slip(u8);
            impl Made { pub const SIZE: [u8; 2] = { [1, 2] }; }
            impl Iterator for Slip { type Item = Made; fn next(&mut self) -> Option<Made> { None } }
            pub const fn required() -> Slip { Slip(0) }
            const TEXT: Made = Made { a: 1 };
            macro_rules! texts { () => { struct Made; } }
        };
        assert_eq!(without_collisions(own.clone(), &made()).to_string(), own.to_string());
    }

    #[test]
    fn an_item_with_a_generated_name_is_replaced_by_an_error() {
        let own = quote! {
            pub struct First;
            #[doc = "mine"]
            pub mod required { pub struct Inner; }
            type Made = u8;
            struct Last { a: u8 }
        };
        let left = without_collisions(own, &made()).to_string();
        assert_eq!(left.matches("compile_error").count(), 2, "{left}");
        assert!(left.contains("First") && left.contains("Last") && !left.contains("Inner"), "{left}");
    }
}
