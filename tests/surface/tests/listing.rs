//! The public API equals its listing, so that each change is visible in review. `wxmed` re-exports items of
//! `wxmed-core` and, with the feature `dynamic`, of `wxmed-compiler`: those crates are listed, too.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use diffy::DiffOptions;
use public_api::{Builder, PublicApi};

/// Overwrites the listing instead of comparing it.
const UPDATE: &str = "WXMED_UPDATE_SURFACE";

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder in which cargo built this test.
fn target() -> PathBuf {
    let program = env::current_exe().unwrap();
    program.ancestors().find(|folder| folder.ends_with("deps")).and_then(|deps| deps.ancestors().nth(2)).unwrap().into()
}

fn public_api(package: &str) -> PublicApi {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["rustdoc", "--quiet", "--package", package, "--all-features", "--target-dir"]).arg(target());
    cargo.args(["--", "-Z", "unstable-options", "--output-format", "json"]);
    let status = cargo.env("RUSTDOC", folder().join("rustdoc")).current_dir(folder()).status().unwrap();
    assert!(status.success(), "rustdoc failed: see its output above");
    let builder =
        Builder::from_rustdoc_json(target().join("doc").join(package.replace('-', "_")).with_extension("json"));
    let builder = builder.omit_blanket_impls(true).omit_auto_trait_impls(true).omit_auto_derived_impls(true);
    builder.build().unwrap_or_else(|error| {
        panic!("rustdoc's JSON could not be read: use the Rust version of the CI, or update `public-api`: {error}")
    })
}

#[test]
#[ignore = "runs rustdoc: cargo test -p wxmed-surface -- --ignored"]
fn the_public_api_is_the_listed_one() {
    for package in ["wxmed", "wxmed-core", "wxmed-compiler"] {
        compare(package);
    }
}

fn compare(package: &str) {
    let found = public_api(package).to_string();
    let path = folder().join(package).with_extension("txt");
    if env::var_os(UPDATE).is_some() {
        fs::write(path, found).unwrap();
        return;
    }
    let listed = fs::read_to_string(path).unwrap_or_default();
    let mut diff = DiffOptions::new();
    diff.set_context_len(1).set_original_filename("listed").set_modified_filename("found");
    assert!(
        listed == found,
        "the public API of {package} has changed. If that is intended, set {UPDATE}=1 and run the test again, and commit the listing:\n{}",
        diff.create_patch(&listed, &found)
    );
}
