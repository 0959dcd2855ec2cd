//! The published packages contain the files that they need, and build from them alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use crate::copy::{Build, cargo, checkout, mirror, target, tmp, write_if_changed};

/// The packages, and their folders in the checkout.
const PACKAGES: [(&str, &str); 7] = [
    ("wxmed-core", "schema/core"),
    ("wxmed-compiler", "schema/compiler"),
    ("wxmed-specs", "schema/specs"),
    ("wxmed-codegen", "schema/codegen"),
    ("wxmed-derive", "wxmed-derive"),
    ("wxmed", "wxmed-runtime"),
    ("wxmed-sandbox", "wxmed-sandbox"),
];

#[track_caller]
fn done(output: Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Packages the crates and unpacks them, each into its own folder below the returned one.
fn unpacked() -> PathBuf {
    let packed = tmp().join("packed");
    let names = PACKAGES.iter().flat_map(|(package, _)| ["--package", package]);
    let flags = ["--no-verify", "--allow-dirty"];
    done(cargo().arg("package").args(names).args(flags).current_dir(checkout()).output().unwrap());
    for (package, _) in PACKAGES {
        let name = format!("{package}-{}", env!("CARGO_PKG_VERSION"));
        let fresh = packed.join("fresh");
        fs::create_dir_all(&fresh).unwrap();
        let tarball = target().join("package").join(format!("{name}.crate"));
        done(Command::new("tar").arg("-xzf").arg(tarball).arg("-C").arg(&fresh).output().unwrap());
        // Unchanged files are left untouched, so that they aren't rebuilt.
        mirror(&fresh.join(&name), &packed.join("unpacked").join(package)).unwrap();
        fs::remove_dir_all(fresh).unwrap();
    }
    packed.join("unpacked")
}

/// Builds the packages from their own files alone, once for all tests, and returns their folder.
pub(crate) fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(build)
}

fn build() -> PathBuf {
    let unpacked = unpacked();
    // As if they were published: each depends on the others by version, and the versions are patched to the unpacked
    // folders.
    let names: Vec<&str> = PACKAGES.iter().map(|(package, _)| *package).collect();
    let patches: String = names.iter().map(|package| format!("{package} = {{ path = {package:?} }}\n")).collect();
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {names:?}\n\n[patch.crates-io]\n{patches}");
    write_if_changed(&unpacked.join("Cargo.toml"), workspace.as_bytes()).unwrap();
    if !unpacked.join("Cargo.lock").exists() {
        fs::copy(checkout().join("Cargo.lock"), unpacked.join("Cargo.lock")).unwrap();
    }
    let build = Build::run("build", &unpacked).unwrap();
    assert!(build.success, "{}", build.messages);
    unpacked
}

/// The files below a folder, by their relative paths.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            found.extend(files(&entry.path()).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.insert(name);
        }
    }
    found
}

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn packages_contain_the_files_that_they_need_and_build() {
    let unpacked = built();
    for (package, folder) in PACKAGES {
        let packaged = files(&unpacked.join(package));
        let folder = checkout().join(folder);
        let mut needed = BTreeSet::new();
        for part in ["src", "city", "codes", "errors", "parts", "payinsurance", "templates"]
            .into_iter()
            .filter(|part| folder.join(part).is_dir())
        {
            needed.extend(files(&folder.join(part)).into_iter().map(|file| format!("{part}/{file}")));
        }
        let missing: Vec<&String> = needed.difference(&packaged).collect();
        assert!(missing.is_empty(), "{package} lacks {missing:?}");
        assert!(packaged.contains("README.md"), "{package} has no README.md");
        let is_surplus = |path: &&String| ["tests/", "benches/", "target/"].iter().any(|part| path.starts_with(part));
        let surplus: Vec<&String> = packaged.iter().filter(is_surplus).collect();
        assert!(surplus.is_empty(), "{package} has superfluous files: {surplus:?}");
    }
    assert!(unpacked.join("wxmed-specs/payinsurance").is_dir(), "the specs are not in the package");
}
