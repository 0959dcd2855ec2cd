//! Impls in a block of their own, with what they use imported there: nothing is in scope where a spec is named, so every
//! path is written out in full until this stage shortens it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// The items as they are, but for the impls and what only they use, which come last, in one block.
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
            #(#imports)*

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
    /// It does not see the imports around it, and so keeps its paths.
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
            // A `;` belongs to the item: `use a::{b};`.
            TokenTree::Group(group) => {
                group.delimiter() == Delimiter::Brace && !tokens.peek().is_some_and(is_semicolon)
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        // Only attributes stand before these keywords.
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

/// Shortens the absolute paths of a block, and tells what it must import for that.
fn shorten(block: TokenStream) -> (Vec<TokenStream>, TokenStream) {
    let mut names = Names::default();
    names.look_at(block.clone());
    let own = std::mem::take(&mut names.own);
    // Of two paths that end in the same name, the first is imported.
    names.imports.retain(|name, _| !own.contains(name));
    let mut used = BTreeMap::new();
    let short = names.shorten(block, &mut used);
    (imports(used), short)
}

/// The imports, one for each path, in the order of the paths.
fn imports(used: BTreeMap<String, Import>) -> Vec<TokenStream> {
    let mut from: BTreeMap<String, (TokenStream, Vec<Ident>)> = BTreeMap::new();
    for Import { module, name } in used.into_values() {
        let path: TokenStream = module.into_iter().collect();
        from.entry(path.to_string()).or_insert_with(|| (path, Vec::new())).1.push(name);
    }
    let import = |(path, names): (TokenStream, Vec<Ident>)| match names.as_slice() {
        [name] => quote!(use #path #name;),
        names => quote!(use #path {#(#names),*};),
    };
    from.into_values().map(import).collect()
}

/// What the names of a block are.
#[derive(Default)]
struct Names {
    /// What stands at the end of an absolute path, by its name.
    imports: BTreeMap<String, Import>,
    /// The names that stand alone: they mean something else, and must go on to.
    own: BTreeSet<String>,
}

/// An item that can be imported.
struct Import {
    /// The path before the name, with its last `::`.
    module: Vec<TokenTree>,
    name: Ident,
}

/// An absolute path, up to the first type or function in it.
struct AbsolutePath {
    module: Vec<TokenTree>,
    name: Ident,
}

impl Names {
    fn look_at(&mut self, tokens: TokenStream) {
        let mut tokens = Pieces::new(tokens);
        while let Some(piece) = tokens.next() {
            match piece {
                Piece::Path(AbsolutePath { module, name }) => {
                    self.imports.entry(name.to_string()).or_insert(Import { module, name });
                }
                Piece::Alone(name) => {
                    self.own.insert(name.to_string());
                }
                Piece::Group(group) => self.look_at(group.stream()),
                Piece::Other(_) => {}
            }
        }
    }

    fn shorten(&self, tokens: TokenStream, used: &mut BTreeMap<String, Import>) -> TokenStream {
        let mut short = TokenStream::new();
        let mut tokens = Pieces::new(tokens);
        while let Some(piece) = tokens.next() {
            match piece {
                Piece::Path(path) => self.shorten_path(path, used, &mut short),
                Piece::Alone(name) => name.to_tokens(&mut short),
                Piece::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.shorten(group.stream(), used));
                    inner.set_span(group.span());
                    inner.to_tokens(&mut short);
                }
                Piece::Other(token) => token.to_tokens(&mut short),
            }
        }
        short
    }

    fn shorten_path(&self, path: AbsolutePath, used: &mut BTreeMap<String, Import>, short: &mut TokenStream) {
        let AbsolutePath { module, name } = path;
        let key = name.to_string();
        let is_same = |import: &Import| {
            let text = |tokens: &[TokenTree]| tokens.iter().map(ToString::to_string).collect::<String>();
            text(&import.module) == text(&module)
        };
        if self.imports.get(&key).is_some_and(is_same) {
            name.to_tokens(short);
            used.entry(key).or_insert(Import { module, name });
        } else {
            short.extend(module);
            name.to_tokens(short);
        }
    }
}

/// What tokens are to this stage.
enum Piece {
    Path(AbsolutePath),
    /// A name that no path and no value stands before.
    Alone(Ident),
    Group(Group),
    Other(TokenTree),
}

struct Pieces {
    tokens: std::vec::IntoIter<TokenTree>,
    /// What the last token lets a `::` be.
    before: Before,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A `::` begins an absolute path here, and a name stands alone.
    Start,
    /// A `'`: the name of a lifetime follows.
    Lifetime,
    /// A `-` or `=`, which a `>` makes an arrow.
    ArrowShaft,
    /// A name or the end of a type: a `::` goes on from it.
    Operand,
    /// A `.`, `::` or `fn`: the name of a member follows.
    Inside,
}

/// What can stand before an absolute path, though it looks like a name.
const KEYWORDS: &[&str] = &["as", "const", "dyn", "for", "impl", "in", "mut", "return", "static", "where"];

impl Pieces {
    fn new(tokens: TokenStream) -> Self {
        Self { tokens: tokens.into_iter().collect::<Vec<_>>().into_iter(), before: Before::Start }
    }

    fn next(&mut self) -> Option<Piece> {
        if self.before == Before::Start
            && let Some((path, rest)) = absolute_path(self.tokens.as_slice())
        {
            self.tokens.nth(self.tokens.len() - rest - 1);
            self.before = Before::Operand;
            return Some(Piece::Path(path));
        }
        let token = self.tokens.next()?;
        let after = self.after(&token);
        let before = std::mem::replace(&mut self.before, after);
        Some(match token {
            TokenTree::Ident(name) if matches!(before, Before::Start | Before::ArrowShaft | Before::Operand) => {
                Piece::Alone(name)
            }
            TokenTree::Group(group) => Piece::Group(group),
            other => Piece::Other(other),
        })
    }

    fn after(&self, token: &TokenTree) -> Before {
        match token {
            TokenTree::Ident(_) if self.before == Before::Lifetime => Before::Start,
            TokenTree::Ident(name) if name == "fn" => Before::Inside,
            TokenTree::Ident(name) if KEYWORDS.contains(&name.to_string().as_str()) => Before::Start,
            TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_) => Before::Operand,
            TokenTree::Punct(punct) => match (punct.as_char(), self.before) {
                ('\'', _) => Before::Lifetime,
                ('.', _) => Before::Inside,
                (':', _) if punct.spacing() == Spacing::Joint => Before::Inside,
                (':', Before::Inside) => Before::Inside,
                ('-' | '=', _) if punct.spacing() == Spacing::Joint => Before::ArrowShaft,
                ('>', Before::ArrowShaft) => Before::Start,
                ('>', _) => Before::Operand,
                _ => Before::Start,
            },
        }
    }
}

/// The absolute path that tokens begin with, and how many tokens come after it.
fn absolute_path(tokens: &[TokenTree]) -> Option<(AbsolutePath, usize)> {
    let (mut module, mut rest) = (Vec::new(), tokens);
    while let [TokenTree::Punct(first), TokenTree::Punct(second), TokenTree::Ident(name), after @ ..] = rest {
        if first.as_char() != ':' || first.spacing() != Spacing::Joint || second.as_char() != ':' {
            break;
        }
        module.extend([TokenTree::Punct(first.clone()), TokenTree::Punct(second.clone())]);
        rest = after;
        if is_imported_as_such(&module, name, after) {
            return Some((AbsolutePath { module, name: name.clone() }, rest.len()));
        }
        module.push(TokenTree::Ident(name.clone()));
    }
    None
}

/// Whether a path is imported up to this name: a type, a function, or `fmt`, whose types have names that others have too.
fn is_imported_as_such(module: &[TokenTree], name: &Ident, after: &[TokenTree]) -> bool {
    let [TokenTree::Punct(first), TokenTree::Punct(_), TokenTree::Ident(next), ..] = after else { return true };
    if first.as_char() != ':' {
        return true;
    }
    let (name, next) = (name.to_string(), next.to_string());
    if name == "Option" {
        return next != "Some" && next != "None";
    }
    let is_in_core = matches!(module, [_, _, TokenTree::Ident(root), ..] if root == "core");
    name.starts_with(|c: char| c.is_ascii_uppercase()) || (is_in_core && name == "fmt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_means_something_else_in_the_block_keeps_its_path() {
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
}
