//! Fuzz targets: functions that take arbitrary bytes, and panic if wxmed violates an invariant.
//!
//! The driver of this crate calls them with randomly mutated seeds. libFuzzer calls them with inputs that reach new
//! code.
#![forbid(unsafe_code)]

mod driver;
mod mutate;
#[path = "../../tests/src/naive.rs"]
pub mod naive;
mod targets;

use std::path::{Path, PathBuf};

pub use driver::{Crash, Run, Until, drive};
pub use targets::{content, envelope, notification, response, round_trip, sidecar, signing, spec};

/// A function that must not panic for any input, and the seeds for its inputs.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// The function.
    pub run: fn(&[u8]),
    /// Folders with seeds, relative to the root of the repository.
    seeds: &'static [&'static str],
}

/// Every target.
pub const TARGETS: [Target; 8] = [
    Target { name: "content", run: content, seeds: &["fuzz/seeds/content"] },
    Target { name: "envelope", run: envelope, seeds: &["fuzz/seeds/envelope"] },
    Target { name: "notification", run: notification, seeds: &["fuzz/seeds/notification"] },
    Target { name: "response", run: response, seeds: &["fuzz/seeds/response", "tests/fixtures"] },
    Target { name: "round_trip", run: round_trip, seeds: &["fuzz/seeds/round_trip"] },
    Target { name: "sidecar", run: sidecar, seeds: &["fuzz/seeds/sidecar"] },
    Target { name: "signing", run: signing, seeds: &["fuzz/seeds/signing"] },
    Target { name: "spec", run: spec, seeds: &["fuzz/seeds/spec", "schema/specs", "tests/specs"] },
];

impl Target {
    /// The target of this name.
    pub fn named(name: &str) -> Option<Self> {
        TARGETS.into_iter().find(|target| target.name == name)
    }

    /// All seeds, in a stable order.
    ///
    /// # Panics
    /// If a folder cannot be read.
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root of the repository");
        let mut files = Vec::new();
        for folder in self.seeds {
            collect(&root.join(folder), &mut files);
        }
        files.sort();
        files.iter().map(|path| read(path)).collect()
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            collect(&path, files);
        } else if !is_of_a_crate(&path) {
            files.push(path);
        }
    }
}

/// Whether a file belongs to the crate in the folder of specs, and isn't a spec.
fn is_of_a_crate(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".rs") || name.ends_with(".toml") || name.starts_with("LICENSE-")
}
