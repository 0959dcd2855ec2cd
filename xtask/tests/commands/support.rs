//! A copy of the workspace that a test may change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The folder of the shipped specs.
fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/specs")
}

/// A temporary folder with a copy of the shipped specs.
pub(crate) struct Copy {
    root: PathBuf,
}

/// The exit code and the output of a command.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Copy {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("xtask-{}-{number}", std::process::id()));
        copy(&shipped(), &root.join("schema/specs"));
        Self { root }
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    pub(crate) fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap()
    }

    pub(crate) fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn remove(&self, below: &str) {
        fs::remove_file(self.path(below)).unwrap();
    }

    /// Replaces texts in a file, which must contain them.
    pub(crate) fn edit(&self, below: &str, changes: &[(&str, &str)]) {
        let mut text = self.read(below);
        for (from, to) in changes {
            assert!(text.contains(from), "{below} has no `{from}`");
            text = text.replacen(from, to, 1);
        }
        self.write(below, &text);
    }

    /// All files below a folder.
    pub(crate) fn files(&self, below: &str) -> Vec<String> {
        let mut files = Vec::new();
        list(&self.path(below), below, &mut files);
        files.sort();
        files
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.current_dir(&self.root).arg("--root").arg(&self.root).args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        ended(&self.command(arguments).output().unwrap())
    }
}

/// Adds the operation `getfamily`, the last one in the document, by copying the file of another one.
pub(crate) fn add_operation(copy: &Copy) {
    let text = copy.read("schema/specs/payinsurance/getbindurl.yaml");
    let text =
        text.replace("getbindurl", "getfamily").replace("GetBindUrl", "GetFamily").replace("\"1.2\"", "\"1.10\"");
    copy.write("schema/specs/payinsurance/getfamily.yaml", &text);
}

pub(crate) fn ended(output: &Output) -> Ended {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Ended { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn list(folder: &Path, shown: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let shown = format!("{shown}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            list(&entry.path(), &shown, files);
        } else {
            files.push(shown);
        }
    }
}
