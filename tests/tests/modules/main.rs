//! The modules of each crate are ordered: no module refers to a sibling that refers back, directly or indirectly.

mod circles;
mod tree;

use std::path::Path;

use circles::circles;
use tree::Tree;

/// The root files of the crates, relative to the repository.
const CRATES: [&str; 15] = [
    "schema/codegen/src/lib.rs",
    "schema/commands/src/lib.rs",
    "schema/compiler/src/lib.rs",
    "schema/core/src/lib.rs",
    "schema/specs/src/lib.rs",
    "schema/tools/src/lib.rs",
    "tests/generated/src/lib.rs",
    "tests/random/src/lib.rs",
    "tests/src/lib.rs",
    "wxmed-cli/src/main.rs",
    "wxmed-derive/src/lib.rs",
    "wxmed-runtime/src/lib.rs",
    "wxmed-sandbox/src/lib.rs",
    "wxmed-sidecar/src/lib.rs",
    "xtask/src/main.rs",
];

#[test]
fn no_module_refers_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    for name in CRATES {
        let tree = Tree::read(&root.join(name));
        found.extend(circles(&tree).into_iter().map(|circle| format!("{name} {circle}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A made-up crate: the path and the text of each module.
fn invented(modules: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    for (module_path, text) in modules {
        let module_path = module_path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        tree.module(Path::new("invented.rs"), Path::new(""), module_path, syn::parse_file(text).unwrap().items);
    }
    tree
}

/// The number of references that are part of cycles.
fn number(modules: &[(&str, &str)]) -> usize {
    circles(&invented(modules)).len()
}

#[test]
fn cycles_are_found_in_each_form() {
    let a = ("a", "use super::b::B; pub struct A;");
    assert_eq!(number(&[("", ""), a, ("b", "pub struct B; struct C(crate::a::A);")]), 2);
    assert_eq!(number(&[("", "pub use a::A;"), a, ("b", "use crate::A as Other; pub struct B;")]), 2);
    assert_eq!(number(&[("", "use a::*;"), a, ("b", "pub struct B; fn f() { g(vec![super::A]) }")]), 2);
    assert_eq!(number(&[("", "use a::A;"), a, ("b", "pub struct B;"), ("b::c", "use super::super::{A};")]), 2);
    assert_eq!(number(&[("", ""), a, ("b", "pub struct B; use crate::c;"), ("c", "use crate::a::{self};")]), 3);
}

#[test]
fn no_cycle_is_found_without_one() {
    let a = ("a", "use super::b::B; pub struct A;");
    assert_eq!(number(&[("", "use a::A; use b::B; struct Root;"), a, ("b", "use super::Root; pub struct B;")]), 0);
    assert_eq!(number(&[("", ""), a, ("b", "pub struct B; use ::a::A; #[cfg(test)] mod tests { use crate::a; }")]), 0);
    assert_eq!(number(&[("", ""), a, ("b", "pub struct B; pub mod a {} use self::a::A;")]), 0);
    assert_eq!(number(&[("", ""), a, ("b", "use std::a::A; pub struct B; mod c { use super::B; }")]), 0);
}
