//! The module tree of a crate, read from its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, ItemMod, UseTree};

/// The path of a module: the names from the crate root.
pub(crate) type ModulePath = Vec<String>;

/// The modules of a crate.
#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) modules: BTreeMap<ModulePath, Module>,
}

/// A module's contents, without its tests.
#[derive(Default)]
pub(crate) struct Module {
    pub(crate) file: PathBuf,
    /// Its imports: the local name, and the path that it refers to.
    pub(crate) uses: BTreeMap<String, Vec<String>>,
    /// Its glob imports.
    pub(crate) globs: Vec<Vec<String>>,
    /// Its own items.
    pub(crate) items: BTreeSet<String>,
    /// The paths in its code.
    pub(crate) paths: BTreeSet<Vec<String>>,
}

impl Tree {
    /// Reads a crate from its root file.
    pub(crate) fn read(root: &Path) -> Self {
        let mut tree = Tree::default();
        tree.file(root, root.parent().unwrap(), Vec::new());
        tree
    }

    fn file(&mut self, file: &Path, folder: &Path, module_path: ModulePath) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.module(file, folder, module_path, parsed.items);
    }

    /// Adds the items of a module.
    pub(crate) fn module(&mut self, file: &Path, folder: &Path, module_path: ModulePath, items: Vec<Item>) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items {
            match item {
                Item::Mod(inner) if is_test(&inner.attrs) => {}
                Item::Mod(inner) => self.inner(file, folder, &module_path, inner),
                Item::Use(item) => module.uses(&item.tree, &mut Vec::new()),
                item => {
                    module.items.extend(name(&item));
                    paths(item.into_token_stream(), &mut module.paths);
                }
            }
        }
        self.modules.insert(module_path, module);
    }

    fn inner(&mut self, file: &Path, folder: &Path, module_path: &[String], inner: ItemMod) {
        let name = inner.ident.to_string();
        let module_path = [module_path, std::slice::from_ref(&name)].concat();
        let below = folder.join(&name);
        match inner.content {
            Some((_, items)) => self.module(file, &below, module_path, items),
            None => self.file(&below.with_extension("rs"), &below, module_path),
        }
    }
}

impl Module {
    fn uses(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.uses(&path.tree, before);
                before.pop();
            }
            UseTree::Name(name) if name.ident == "self" => self.bind(before.last().unwrap().clone(), before.clone()),
            UseTree::Name(name) => self.bind(name.ident.to_string(), with(before, &name.ident)),
            UseTree::Rename(rename) => self.bind(rename.rename.to_string(), with(before, &rename.ident)),
            UseTree::Glob(_) => self.globs.push(before.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.uses(tree, before)),
        }
    }

    fn bind(&mut self, name: String, path: Vec<String>) {
        self.paths.insert(path.clone());
        self.uses.insert(name, path);
    }
}

fn with(before: &[String], last: &syn::Ident) -> Vec<String> {
    [before, &[last.to_string()]].concat()
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.to_token_stream().to_string() == "# [cfg (test)]")
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        _ => return None,
    };
    Some(name.to_string())
}

/// The paths of several segments in any code, including macros.
fn paths(code: TokenStream, found: &mut BTreeSet<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    let mut end = |path: &mut Vec<String>| {
        if path.len() > 1 {
            found.insert(path.clone());
        }
        path.clear();
    };
    let mut below = Vec::new();
    for token in code {
        match token {
            TokenTree::Ident(ident) => {
                if colons != 2 {
                    end(&mut path);
                }
                // A path that begins with `::` refers to another crate.
                if !(colons == 2 && path.is_empty()) {
                    path.push(ident.to_string());
                }
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                end(&mut path);
                colons = 0;
                if group.delimiter() != Delimiter::None {
                    below.push(group.stream());
                }
            }
            _ => {
                end(&mut path);
                colons = 0;
            }
        }
    }
    end(&mut path);
    below.into_iter().for_each(|code| paths(code, found));
}
