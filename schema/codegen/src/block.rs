//! Moves impls into a separate block with imports. No imports are in scope at the macro call, so all paths are absolute
//! until this stage shortens them.

extern crate proc_macro;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

mod lexer;
mod paths;

/// Leaves the items unchanged, except impls and items that only they use, which are moved to one block at the end.
pub(super) fn gather_impls(items: TokenStream) -> TokenStream {
    let (mut others, mut modules, mut impls) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    for Item { tokens, kind } in split(items) {
        match kind {
            Kind::Impl => impls.extend(tokens),
            Kind::PrivateModule => modules.extend(tokens),
            Kind::Other => others.extend(tokens),
        }
    }
    if impls.is_empty() {
        return others;
    }
    let (imports, impls) = shorten(impls);
    quote! {
        #others

        const _: () = {
            #imports

            #modules

            #impls
        };
    }
}

/// One item, with its attributes.
#[derive(Default)]
struct Item {
    tokens: Vec<TokenTree>,
    kind: Kind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    Impl,
    /// A private module doesn't see the imports of its parent, so its paths stay absolute.
    PrivateModule,
    #[default]
    Other,
}

fn split(items: TokenStream) -> Vec<Item> {
    let (mut all, mut item) = (Vec::new(), Item::default());
    let mut tokens = items.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            // The `;` after a group is part of the item: `use a::{b};`.
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Brace && !tokens.peek().is_some_and(is_semicolon)
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        // Only attributes can precede these keywords.
        if let TokenTree::Ident(ident) = &token
            && item.tokens.iter().all(|token| !matches!(token, TokenTree::Ident(_)))
        {
            item.kind = match ident.to_string().as_str() {
                "impl" => Kind::Impl,
                "mod" => Kind::PrivateModule,
                _ => Kind::Other,
            };
        }
        item.tokens.push(token);
        if ends {
            all.push(std::mem::take(&mut item));
        }
    }
    if !item.tokens.is_empty() {
        all.push(item);
    }
    all
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

/// Shortens the absolute paths of a block. Returns the necessary imports and the block.
///
/// It works on text, which the compiler prints and parses with one call each. Traversing the tokens would take a fifth
/// of the time to compile a spec.
fn shorten(block: TokenStream) -> (TokenStream, TokenStream) {
    let text = block.to_string();
    // A macro's `$crate` can't be printed as text.
    if text.contains('$') {
        return (TokenStream::new(), block);
    }
    let (imports, short) = paths::shorten(&text);
    parse(&imports).zip(parse(&short)).unwrap_or((TokenStream::new(), block))
}

/// Avoids proc-macro2's parser, which would parse the text before the compiler does.
fn parse(text: &str) -> Option<TokenStream> {
    if proc_macro::is_available() {
        return text.parse::<proc_macro::TokenStream>().ok().map(TokenStream::from);
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_another_meaning_in_the_block_keeps_its_path() {
        let items = quote! {
            impl ::a::rt::Record for Row {
                fn row(&'static self) -> ::core::option::Option<::a::rt::Row> { ::core::option::Option::None }
                fn fmt(&self) -> ::core::fmt::Result { <Self as ::a::rt::Record>::shown(self) }
            }
            pub struct Row;
        };
        let expected = quote! {
            pub struct Row;
            const _: () = {
                use ::a::rt::Record;
                use ::core::fmt;
                use ::core::option::Option;
                use ::core::option::Option::None;
                impl Record for Row {
                    fn row(&'static self) -> Option<::a::rt::Row> { None }
                    fn fmt(&self) -> fmt::Result { <Self as Record>::shown(self) }
                }
            };
        };
        assert_eq!(gather_impls(items).to_string(), expected.to_string());
    }

    #[test]
    fn quoted_texts_are_not_treated_as_paths() {
        let items = quote! {
            impl ::a::rt::Record for Row<'static> {
                /// A `::a::rt::Record`, "quoted".
                const NAMES: [&'static str; 4] = ["\" (::a::rt::Record)", r#"" (::a::rt::Record) "'"#, "\\", "钱 '"];
                const BYTES: &'static [u8] = b"'\"::a::rt::Record";
                const CHARACTERS: [char; 5] = ['\'', '"', '钱', 'a', '\u{2028}'];
                const BYTE: u8 = b'\'';
                fn r#gen<'a>(&'a self) -> ::a::rt::Number { 1.5e3_f64 + self.r#gen.0 }
            }
        };
        let expected = quote! {
            const _: () = {
                use ::a::rt::{Number, Record};
                impl Record for Row<'static> {
                    /// A `::a::rt::Record`, "quoted".
                    const NAMES: [&'static str; 4] = ["\" (::a::rt::Record)", r#"" (::a::rt::Record) "'"#, "\\", "钱 '"];
                    const BYTES: &'static [u8] = b"'\"::a::rt::Record";
                    const CHARACTERS: [char; 5] = ['\'', '"', '钱', 'a', '\u{2028}'];
                    const BYTE: u8 = b'\'';
                    fn r#gen<'a>(&'a self) -> Number { 1.5e3_f64 + self.r#gen.0 }
                }
            };
        };
        assert_eq!(gather_impls(items).to_string(), expected.to_string());
    }

    #[test]
    fn paths_that_cannot_be_printed_as_text_are_unchanged() {
        let items = quote!(impl $crate::rt::Record for Row {});
        assert_eq!(gather_impls(items.clone()).to_string(), quote!(const _: () = { #items };).to_string());
    }
}
