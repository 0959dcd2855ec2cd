//! The modules of the crate stand in one order: none refers to one that refers back to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)
}

/// The code of a module and of those inside it, without comments and unit tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path.with_extension("rs")).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().lines();
    let mut code: String =
        code.filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
    let inside = fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path());
    for path in inside.filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        code += &self::code(&path.with_extension(""));
    }
    code
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
}

/// What follows `crate::` at each place: one name, or those in braces.
fn named(code: &str) -> BTreeSet<&str> {
    let named = |rest: &'_ str| -> usize {
        match rest.starts_with('{') {
            true => rest.find(';').unwrap_or(rest.len()),
            false => rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len()),
        }
    };
    code.split("crate::").skip(1).flat_map(|rest| words(&rest[..named(rest)])).collect()
}

/// The modules, and for each name that the root exports, whose it is.
fn root(root: &str) -> (BTreeSet<&str>, BTreeMap<&str, &str>) {
    let lines = root.lines().map(|line| line.strip_prefix("pub ").unwrap_or(line));
    let modules = lines.filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    let exports = root.split("\npub use ").skip(1).filter_map(|rest| rest.split(';').next()?.split_once("::"));
    let exports = exports.flat_map(|(module, names)| words(names).map(move |name| (name, module))).collect();
    (modules, exports)
}

fn reached<'m>(uses: &BTreeMap<&'m str, BTreeSet<&'m str>>, from: &'m str) -> BTreeSet<&'m str> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        next.extend(uses[module].iter().filter(|used| reached.insert(**used)));
    }
    reached
}

#[test]
fn no_module_refers_back() {
    let text = fs::read_to_string(sources(Path::new("lib.rs"))).unwrap();
    let (modules, exports) = root(&text);
    assert!(modules.contains("error") && exports["RawAnswer"] == "raw", "{exports:?}");
    let code: BTreeMap<&str, String> = modules.iter().map(|name| (*name, code(&sources(Path::new(name))))).collect();
    let uses: BTreeMap<&str, BTreeSet<&str>> = (code.iter())
        .map(|(module, code)| {
            let used = named(code).into_iter().map(|name| exports.get(name).copied().unwrap_or(name));
            (*module, used.filter(|used| used != module && modules.contains(used)).collect())
        })
        .collect();
    assert!(uses["answer"].contains("error") && uses["client"].contains("http"), "{uses:?}");
    let circles: Vec<&&str> = modules.iter().filter(|module| reached(&uses, module).contains(*module)).collect();
    assert!(circles.is_empty(), "{circles:?}");
}
