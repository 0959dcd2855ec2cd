//! Measures the CPU seconds of `cargo check` for a crate whose dependencies are already built.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wxmed_commands::{Failure, Result};
use wxmed_compiler::model::Content;

use super::by_hand::by_hand;
use super::read;
use crate::workspace::Workspace;

/// CPU seconds of `cargo check`, minus those of an empty crate with the same dependencies.
pub(crate) struct Measured {
    pub(crate) cities: usize,
    /// For a crate that uses all contents.
    pub(crate) all: f64,
    /// For a crate that uses one of them.
    pub(crate) one: f64,
    /// For a crate with all of them written by hand.
    pub(crate) by_hand: f64,
}

/// Measures crates with each of these numbers of contents, and reports each result.
///
/// # Errors
/// If a file can't be written, cargo fails, or the system doesn't report CPU times.
pub(crate) fn measure(
    workspace: &Workspace,
    folder: &Path,
    numbers: &[usize],
    mut report: impl FnMut(Measured) -> Result<()>,
) -> Result<()> {
    let crates = Crates::new(workspace)?;
    let (_, model) = read(workspace, folder)?;
    let [no_content, no_struct] = [crates.seconds("wxmed", "")?, crates.seconds("by-hand", "")?];
    for number in numbers {
        let contents = || model.contents.iter().take(*number);
        let modules: Vec<String> = contents().map(|content| named(content, folder)).collect();
        let last = modules.last().cloned().unwrap_or_default();
        let structs: String = contents().map(written).collect();
        report(Measured {
            cities: modules.len(),
            all: crates.seconds("wxmed", &modules.concat())? - no_content,
            one: crates.seconds("wxmed", &last)? - no_content,
            by_hand: crates.seconds("by-hand", &structs)? - no_struct,
        })?;
    }
    Ok(())
}

/// The name of the content's file and of its module.
fn name(content: &Content) -> &str {
    content.name.rsplit('/').next().unwrap_or_default()
}

fn named(content: &Content, folder: &Path) -> String {
    let (name, title) = (name(content), &content.title.en);
    let path = folder.join(format!("{name}.yaml"));
    format!("/// {title}\n#[wxmed::schema(path = {path:?})]\npub mod {name} {{}}\n\n")
}

fn written(content: &Content) -> String {
    let (name, title) = (name(content), &content.title.en);
    format!("/// {title}\npub mod {name} {{\n{}}}\n", by_hand(content))
}

/// Two crates outside the workspace, in a persistent folder: one uses wxmed, the other serde.
struct Crates {
    folder: PathBuf,
}

impl Crates {
    fn new(workspace: &Workspace) -> Result<Self> {
        let crates = Self { folder: workspace.path("target/scale") };
        let runtime = format!("wxmed = {{ path = {:?}, default-features = false }}", workspace.path("wxmed-runtime"));
        for (name, dependency) in
            [("wxmed", runtime.as_str()), ("by-hand", "serde = { version = \"1\", features = [\"derive\"] }")]
        {
            crates.write(
                &format!("{name}/Cargo.toml"),
                &format!("[package]\nname = \"contents-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\n[workspace]\n"),
            )?;
            let lock = fs::read_to_string(workspace.path("Cargo.lock"))?;
            crates.write(&format!("{name}/Cargo.lock"), &lock)?;
        }
        Ok(crates)
    }

    fn write(&self, below: &str, text: &str) -> Result<()> {
        let path = self.folder.join(below);
        let failed = |error| Failure::at(&path, &error);
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
        fs::write(&path, text).map_err(failed)
    }

    /// The CPU seconds for checking one of the crates with this source.
    fn seconds(&self, name: &str, source: &str) -> Result<f64> {
        let source_path = format!("{name}/src/lib.rs");
        self.write(&source_path, "")?;
        self.check(name)?;
        self.write(&source_path, source)?;
        let before = children_cpu()?;
        self.check(name)?;
        Ok(children_cpu()? - before)
    }

    fn check(&self, name: &str) -> Result<()> {
        let folder = self.folder.join(name);
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["check", "--quiet", "--offline"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .output()
            .map_err(|error| Failure::new(format!("cargo could not be started: {error}")))?;
        if output.status.success() {
            return Ok(());
        }
        let stderr = String::from_utf8_lossy(&output.stderr);
        Err(Failure::new(format!("`cargo check` fails in {}:\n{stderr}", folder.display())))
    }
}

/// The CPU seconds of all child processes that have ended.
fn children_cpu() -> Result<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let path = Path::new("/proc/self/stat");
    let stat = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("CPU seconds are read on Linux only: {}: {error}", path.display())))?;
    // The name of the program comes first, in parentheses, and may contain spaces.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    match (ticks(13), ticks(14)) {
        (Some(user), Some(system)) => Ok((user + system) / TICKS_PER_SECOND),
        _ => Err(Failure::new(format!("{}: not as Linux writes it", path.display()))),
    }
}
