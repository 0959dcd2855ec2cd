//! Writes the specs, and a module for each, so that they are compiled once.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

use wxmed_random::specs::{Kind, Unit, generate};

/// The seed of the specs, unless `WXMED_SPEC_SEED` sets another.
const SEED: u32 = 20_180_523;
/// The number of specs in files of their own.
const FILES: usize = 200;
/// The number of folders with several specs.
const FOLDERS: usize = 2;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=WXMED_SPEC_SEED");
    let seed = match env::var("WXMED_SPEC_SEED") {
        Ok(seed) => seed.parse().map_err(|_| io::Error::other("WXMED_SPEC_SEED is a number"))?,
        Err(_) => SEED,
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let folder = out.join("specs");
    // Removes the specs of another seed, which would be read too.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let (mut modules, mut operations, mut contents) = (String::new(), String::new(), String::new());
    for Unit { name, files, types } in generate(seed, FILES, FOLDERS) {
        let is_folder = files.len() > 1;
        let below = if is_folder { folder.join(&name) } else { folder.clone() };
        fs::create_dir_all(&below)?;
        for (file, text) in &files {
            fs::write(below.join(format!("{file}.yaml")), text)?;
        }
        let file = if is_folder { below } else { below.join(format!("{name}.yaml")) };
        let _ = writeln!(
            modules,
            "/// `{name}`.\n#[wxmed::schema(path = {file:?}, derive(PartialEq))]\npub mod {name} {{}}"
        );
        for (kind, path) in types {
            let of = format!("::of::<{name}::{path}>(),");
            let _ = match kind {
                Kind::Operation => writeln!(operations, "        CompiledOperation{of}"),
                Kind::Content => writeln!(contents, "        CompiledContent{of}"),
            };
        }
    }
    let lists = format!(
        "/// Every operation.\npub fn operations() -> Vec<CompiledOperation> {{\n    vec![\n{operations}    ]\n}}\n\
         /// Every content.\npub fn contents() -> Vec<CompiledContent> {{\n    vec![\n{contents}    ]\n}}\n"
    );
    fs::write(out.join("compiled.rs"), modules + &lists)
}
