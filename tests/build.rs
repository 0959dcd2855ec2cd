//! Lists the shipped specs and the goldens on disk, so that a new one is tested without writing Rust.

#[path = "build/every_value.rs"]
mod every_value;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use wxmed_compiler::model::{Model, Span};
use wxmed_compiler::{Options, Sources, compile};
use wxmed_specs::shipped;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=golden");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let sources = shipped();
    // Diagnostics of the specs are reported where the runtime is compiled.
    let (model, _) = compile(&sources, &Options::default());
    let mut goldens = BTreeSet::new();
    collect(&manifest.join("golden"), "", &mut goldens)?;
    let specs = Specs::new(&sources, &model, goldens);
    fs::write(out.join("compiled.rs"), specs.compiled())?;
    fs::write(out.join("goldens.rs"), specs.goldens())?;
    every_value::write(&out)?;
    documents(&manifest.join(".."), &out)
}

/// The port of the sandbox that the documents' listings talk to.
const SANDBOX: &str = "127.0.0.1:8377";

/// The documents whose Rust is compiled: see `src/readmes.rs`.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "README.zh-CN.md",
    "docs/guide.md",
    "docs/guide.zh-CN.md",
    "docs/migrating.md",
    "docs/migrating.zh-CN.md",
];

/// The rustdoc attribute of a listing. A listing that needs a running sandbox is compiled and not run. A listing with
/// tests is compiled as tests, which rustdoc would otherwise skip.
fn fence(block: &str) -> &'static str {
    if block.contains(SANDBOX) {
        "```rust,no_run\n"
    } else if block.contains("#[tokio::test") {
        "```rust,test_harness\n"
    } else {
        FENCE
    }
}

const FENCE: &str = "```rust\n";

fn documents(root: &Path, out: &Path) -> io::Result<()> {
    for name in DOCUMENTS {
        let path = root.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        let mut pieces = text.split(FENCE);
        let mut compiled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let block = piece.split("```").next().unwrap_or_default();
            compiled += fence(block);
            compiled += piece;
        }
        fs::write(out.join(name.replace('/', "-")), compiled)?;
    }
    Ok(())
}

/// The names of the Rust files below a folder, without their ending.
fn collect(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{prefix}{file_name}/"), names)?;
        } else if let Some(stem) = file_name.strip_suffix(".rs") {
            names.insert(format!("{prefix}{stem}"));
        }
    }
    Ok(())
}

struct Specs<'m> {
    model: &'m Model,
    /// The operations: each file, and the name of its request type.
    operations: Vec<(&'m str, &'m str)>,
    /// The contents: each file, and the name of its type.
    contents: Vec<(&'m str, &'m str)>,
    goldens: BTreeSet<String>,
    /// A module for each file.
    modules: BTreeMap<String, String>,
}

impl<'m> Specs<'m> {
    fn new(sources: &'m Sources, model: &'m Model, goldens: BTreeSet<String>) -> Self {
        let file = |span: Span| sources.files()[span.file].name.as_str();
        let operations: Vec<_> = model.operations.iter().map(|one| (file(one.span), one.spelling.as_str())).collect();
        let contents: Vec<_> = model.contents.iter().map(|one| (file(one.span), one.spelling.as_str())).collect();
        let files = operations.iter().chain(&contents).map(|(file, _)| (*file).to_owned());
        let modules = modules(files.chain(goldens.iter().cloned()).collect());
        Self { model, operations, contents, goldens, modules }
    }

    /// The types of the shipped specs, by their names in the model.
    fn compiled(&self) -> String {
        let mut text = String::new();
        for (file, _) in &self.contents {
            let module = &self.modules[*file];
            let _ = writeln!(text, "/// `{file}`.");
            let _ = writeln!(text, "#[wxmed::schema({file:?}, derive(PartialEq))]\npub mod {module} {{}}");
        }
        text.push_str("fn shipped_operations() -> Vec<CompiledOperation> {\n    vec![\n");
        for (_, spelling) in &self.operations {
            let _ = writeln!(text, "        CompiledOperation::of::<wxmed::payinsurance::{spelling}>(),");
        }
        text.push_str("    ]\n}\nfn shipped_contents() -> Vec<CompiledContent> {\n    vec![\n");
        for (file, spelling) in &self.contents {
            let _ = writeln!(text, "        CompiledContent::of::<{}::{spelling}>(),", self.modules[*file]);
        }
        text.push_str("    ]\n}\n");
        text
    }

    /// Each golden as a module, and functions that compare its types with those of the macro.
    fn goldens(&self) -> String {
        let mut text = String::new();
        for golden in &self.goldens {
            let (module, below) = (&self.modules[golden], format!("/golden/{golden}.rs"));
            // The crate's path is read when this is compiled: two checkouts may share one target folder.
            let _ = writeln!(text, "#[allow(dead_code, unreachable_pub, missing_docs)]\nmod {module} {{");
            let _ = writeln!(text, "    include!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {below:?}));\n}}");
        }

        let own = |file: &str| format!("wxmed_tests::compiled::{}", self.modules[file]);
        let requests = self.operations.iter().map(|(file, name)| self.same(file, name, "wxmed::payinsurance"));
        let contents = self.contents.iter().map(|(file, name)| self.same(file, name, &own(file)));
        let codes = self.model.codes.iter().map(|table| self.same("codes", &table.spelling, "wxmed::codes"));
        let errors = self.model.errors.iter().map(|table| self.same("errors", &table.spelling, "wxmed::errors"));
        let of_operations = self.model.operations.iter().zip(&self.operations);
        let of_operations = of_operations.filter(|(operation, _)| !operation.errors.is_empty());
        let of_operations =
            of_operations.map(|(_, (file, name))| self.same(file, &format!("{name}Error"), "wxmed::payinsurance"));
        comparisons(&mut text, "requests", "same_request", requests);
        comparisons(&mut text, "contents", "same_content", contents);
        comparisons(&mut text, "codes", "same_codes", codes);
        comparisons(&mut text, "errors", "same_errors", errors.chain(of_operations));

        let specs = self.operations.iter().chain(&self.contents).map(|(file, _)| *file);
        let missing: Vec<&str> = specs.filter(|file| !self.goldens.contains(*file)).collect();
        let _ = writeln!(text, "/// The specs that have no golden.\nconst MISSING: &[&str] = &{missing:?};");
        text
    }

    /// Compares the type in a golden with the macro's type, if there is such a golden.
    fn same(&self, golden: &str, name: &str, own: &str) -> Option<String> {
        self.goldens.contains(golden).then(|| format!("{}::{name}, {own}::{name}", self.modules[golden]))
    }
}

/// Writes a function that runs the comparisons.
fn comparisons(text: &mut String, what: &str, how: &str, pairs: impl Iterator<Item = Option<String>>) {
    let _ = writeln!(text, "fn compare_{what}() {{");
    for pair in pairs.flatten() {
        let _ = writeln!(text, "    {how}::<{pair}>();");
    }
    text.push_str("}\n");
}

/// A module name for each file. The names are distinct: `city/a_b/c` and `city/a/b_c` would collide.
fn modules(files: BTreeSet<String>) -> BTreeMap<String, String> {
    let mut modules = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for file in files {
        let mut module: String = file.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        module.make_ascii_lowercase();
        while !taken.insert(module.clone()) {
            module.push_str("_again");
        }
        modules.insert(file, module);
    }
    modules
}
