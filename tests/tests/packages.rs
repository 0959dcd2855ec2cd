//! What is published: the packages carry what they need, and build from their own files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use wxmed_tests::{cargo, checkout};

const PACKAGES: [&str; 3] = ["wxmed-schema", "wxmed-derive", "wxmed-runtime"];

/// Packages the three crates; cargo unpacks each tarball and builds it against the others.
fn package(target: &Path) {
    let output = cargo()
        .arg("package")
        .args(PACKAGES.iter().flat_map(|package| ["--package", package]))
        .args(["--allow-dirty", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(checkout())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The files in a tarball, below the folder that all of them are in.
fn listed(tarball: &Path) -> BTreeSet<String> {
    let output = Command::new("tar").arg("-tzf").arg(tarball).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).unwrap();
    listed.lines().filter_map(|line| line.split_once('/')).map(|(_, path)| path.to_owned()).collect()
}

/// The files in a folder of the checkout, as `folder/…`.
fn files(root: &Path, folder: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        let below = if entry.path().is_dir() { files(root, &path) } else { BTreeSet::from([path]) };
        found.extend(below);
    }
    found
}

#[test]
fn the_packages_carry_what_they_need() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    package(target);
    let root = checkout();
    for (package, folder) in PACKAGES.into_iter().zip(["schema", "wxmed-derive", "wxmed-runtime"]) {
        let carried = listed(&target.join("package").join(format!("{package}-{}.crate", env!("CARGO_PKG_VERSION"))));
        let mut needed = files(&root.join(folder), "src");
        if folder == "schema" {
            needed.extend(files(&root.join(folder), "specs"));
            needed.insert("build.rs".to_owned());
        }
        let missing: Vec<&String> = needed.difference(&carried).collect();
        assert!(missing.is_empty(), "{package} lacks {missing:?}");
        assert!(carried.contains("README.md"), "{package} says nothing about itself");
        let allowed = ["src/", "specs/", "examples/"];
        let own = [
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "Cargo.toml",
            "Cargo.toml.orig",
            "Cargo.lock",
            ".cargo_vcs_info.json",
            "README.md",
            "build.rs",
        ];
        let is_due =
            |path: &&String| allowed.iter().any(|folder| path.starts_with(folder)) || own.contains(&path.as_str());
        let surplus: Vec<&String> = carried.iter().filter(|path| !is_due(path)).collect();
        assert!(surplus.is_empty(), "{package} carries {surplus:?}");
    }
}
