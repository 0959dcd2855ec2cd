//! The recipes of CONTRIBUTING.md, followed in a fresh clone with exactly the commands that they show.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use crate::copy::{cargo_path, checkout, mirror, settings, tmp, write_if_changed};

const CONTRIBUTING: &str = include_str!("../../../CONTRIBUTING.md");

/// The beginning of a step that a person does.
const BY_HAND: &str = "**By hand:**";

/// A step of a recipe: commands for a shell, or work for a person.
#[derive(Debug, PartialEq)]
enum Step {
    Run(Vec<String>),
    ByHand,
}

/// The steps of the recipe under a heading.
fn recipe(text: &str, heading: &str) -> Vec<Step> {
    let (_, rest) = text.split_once(&format!("\n## {heading}\n")).unwrap();
    let recipe = rest.split("\n## ").next().unwrap();
    let mut steps: Vec<(String, Vec<String>)> = Vec::new();
    let mut block: Option<String> = None;
    for line in recipe.lines() {
        let number = format!("{}. ", steps.len() + 1);
        let bare = line.trim();
        match &mut block {
            Some(_) if bare == "```" => steps.last_mut().unwrap().1.extend(block.take()),
            Some(commands) => *commands += &format!("{bare}\n"),
            None if bare == "```sh" => block = Some(String::new()),
            None if line.starts_with(&number) => steps.push((line[number.len()..].to_owned(), Vec::new())),
            None => {}
        }
    }
    let step = |(text, commands): (String, Vec<String>)| match (text.starts_with(BY_HAND), commands.is_empty()) {
        (true, true) => Step::ByHand,
        (false, false) => Step::Run(commands),
        _ => panic!("a step is either run or done by hand: {text}"),
    };
    steps.into_iter().map(step).collect()
}

#[test]
fn steps_are_read_with_their_commands() {
    let text = "\n## A\n\n1. One:\n\n   ```sh\n   a\n   b\n   ```\n\n2. **By hand:** two.\n   - x\n\n3. Three.\n   ```sh\n   c\n   ```\n\n## B\n1. x\n";
    let run = |commands: &str| Step::Run(vec![commands.to_owned()]);
    assert_eq!(recipe(text, "A"), [run("a\nb\n"), Step::ByHand, run("c\n")]);
}

/// The compiler lists the files that have a match over formats, kinds of values or types.
#[test]
fn contributing_names_every_file_that_a_new_format_changes() {
    names_every_match("Add a format", &["::DashedDateMinute"]);
}

#[test]
fn contributing_names_every_file_that_a_new_function_changes() {
    names_every_match("Add a function of rules", &["Truth::Matches(", "Expr::Absolute("]);
}

/// Asserts that the second step of a recipe names the files that have these variants in an arm of a match.
fn names_every_match(heading: &str, variants: &[&str]) {
    let (_, rest) = CONTRIBUTING.split_once(&format!("\n## {heading}\n")).unwrap();
    let step = rest.split("\n2. ").nth(1).unwrap().split("\n3. ").next().unwrap();
    let named: BTreeSet<&str> = step.split('`').filter(|word| word.ends_with(".rs")).collect();
    let files = git(&checkout(), &["ls-files", "-z", "--", "*.rs"]);
    let is_arm = |line: &str| {
        variants
            .iter()
            .filter_map(|variant| line.trim().split_once(variant))
            .any(|(before, behind)| !before.contains("=>") && (behind.contains("=>") || before.starts_with("| ")))
    };
    let has_arm = |path: &&str| fs::read_to_string(checkout().join(path)).is_ok_and(|text| text.lines().any(is_arm));
    let matching: BTreeSet<&str> = files.split('\0').filter(|path| !path.is_empty()).filter(has_arm).collect();
    assert_eq!(named, matching);
}

/// The build settings of the clone, in addition to those of its manifest: each build runs once, and briefly. Overflow
/// checks are off for the clone's own crates only. Cargo doesn't confuse crates with different settings; without that
/// it would take the checkout's crates, which are built into the same folder.
const CONFIG: &str = "[profile.dev]\noverflow-checks = false\n\n[profile.dev.package]\n\"*\".overflow-checks = true\n\
    wxmed-compiler.opt-level = 0\nwxmed-core.opt-level = 0\nwxmed.opt-level = 0\n";

/// A fresh clone, and the build output of the last one. Only one recipe is followed in it at a time.
struct Clone {
    root: PathBuf,
}

static IN_USE: Mutex<()> = Mutex::new(());

#[track_caller]
fn done(what: &str, output: Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{what}\n{out}\n{err}");
    out
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().unwrap();
    done(&format!("git {arguments:?}"), output)
}

impl Clone {
    /// Clones the checkout, including uncommitted changes.
    ///
    /// Unchanged files keep their modification time, so that they aren't rebuilt: the clone is made beside the last
    /// one, which is then made equal to it.
    fn new() -> Self {
        let folder = tmp().join("recipes");
        let (fresh, root) = (folder.join("fresh"), folder.join("wxmed"));
        fs::create_dir_all(folder.join(".cargo")).unwrap();
        write_if_changed(&folder.join(".cargo/config.toml"), CONFIG.as_bytes()).unwrap();
        if fresh.exists() {
            fs::remove_dir_all(&fresh).unwrap();
        }
        git(&checkout(), &["clone", "--quiet", ".", &fresh.display().to_string()]);
        let listed = git(&checkout(), &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listed: BTreeSet<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        for path in &listed {
            let (from, to) = (checkout().join(path), fresh.join(path));
            if from.is_file() {
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                write_if_changed(&to, &fs::read(&from).unwrap()).unwrap();
            } else if to.is_file() {
                fs::remove_file(to).unwrap();
            }
        }
        fs::remove_dir_all(fresh.join(".git")).unwrap();
        mirror(&fresh, &root).unwrap();
        write_if_changed(&root.join("Cargo.lock"), &fs::read(fresh.join("Cargo.lock")).unwrap()).unwrap();
        Self { root }
    }

    /// Runs commands in the clone, as a person would.
    #[track_caller]
    fn run(&self, commands: &str) -> String {
        // `cargo` is the one that runs this test.
        let cargo = PathBuf::from(cargo_path());
        let own = cargo.parent().filter(|folder| folder.is_dir()).map(Path::to_owned);
        let path = env::var_os("PATH").unwrap_or_default();
        let path: OsString = env::join_paths(own.into_iter().chain(env::split_paths(&path))).unwrap();
        let output = Command::new("sh")
            .args(["-e", "-c", commands])
            .current_dir(&self.root)
            .env("PATH", path)
            .envs(settings())
            // The properties themselves are tested elsewhere; here they only have to find the new spec.
            .env("WXMED_CASES", "300")
            .output()
            .unwrap();
        done(commands, output)
    }

    /// Follows a recipe. At the step for a person, it writes the file, which ends up as `decided`.
    #[track_caller]
    fn follow(&self, heading: &str, file: &str, decided: &str) -> Vec<String> {
        let mut outputs = Vec::new();
        for step in recipe(CONTRIBUTING, heading) {
            match step {
                Step::Run(blocks) => outputs.extend(blocks.iter().map(|block| self.run(block))),
                Step::ByHand => {
                    assert!(self.root.join(file).is_file(), "an earlier step creates the file");
                    fs::write(self.root.join(file), decided).unwrap();
                }
            }
        }
        assert_eq!(fs::read_to_string(self.root.join(file)).unwrap(), decided, "`fmt` changes nothing");
        outputs
    }

    /// The files that only the clone has, or that differ from the checkout's.
    fn changes(&self) -> Vec<String> {
        let mut changes = Vec::new();
        collect(&self.root, &self.root, &mut changes);
        changes.sort();
        changes
    }
}

fn collect(root: &Path, folder: &Path, changes: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            collect(root, &entry.path(), changes);
        } else {
            let path = entry.path().strip_prefix(root).unwrap().to_owned();
            if fs::read(checkout().join(&path)).ok() != fs::read(entry.path()).ok() {
                changes.push(path.display().to_string());
            }
        }
    }
}

const CITY: &str = include_str!("../recipes/visit.yaml");
/// The output of `md5sum` for `bill_date=20240305&nonce_str=…&openid=…&key=…`, with the fields and the key of the
/// recipe.
const SIGNATURE: &str = "E3E50898475CC0B90D19E7EF8580CE98";
const OPERATION: &str = include_str!("../recipes/querybill.yaml");

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn a_city_is_added_as_contributing_says() {
    let _alone = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
    let clone = Clone::new();
    mirror(&checkout().join("schema/tools/tests/draft/jiangcheng"), &clone.root.join("../bureau")).unwrap();
    let outputs = clone.follow("Add a city", "schema/specs/city/jiangcheng/visit.yaml", CITY);
    assert!(outputs[0].contains("decisions for a person"), "{}", outputs[0]);
    assert!(
        outputs.last().unwrap().contains("test contents::both_readers_of_a_content_find_the_same ... ok"),
        "{outputs:?}"
    );
    let made = [
        "docs/reference/README.md",
        "docs/reference/city/jiangcheng/visit.md",
        "schema/specs/city/jiangcheng/visit.yaml",
        "tests/golden/city/jiangcheng/visit.rs",
    ];
    assert_eq!(clone.changes(), made, "a city consists of its spec and the files generated from it");
    // The property tests find the new city without any Rust.
    let listed =
        clone.run("grep -rl city_jiangcheng_visit \"$CARGO_TARGET_DIR\"/debug/build/wxmed-tests-*/out/compiled.rs");
    assert!(!listed.is_empty());
}

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn an_operation_is_added_as_contributing_says() {
    let _alone = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
    let clone = Clone::new();
    let outputs = clone.follow("Add an operation", "schema/specs/payinsurance/querybill.yaml", OPERATION);
    let [.., tested, signed, called] = outputs.as_slice() else { panic!("{outputs:?}") };
    assert!(tested.contains("test requests::both_readers_of_a_request_find_the_same ... ok"), "{tested}");
    assert!(signed.contains(&format!("\n{SIGNATURE}\n")), "{signed}");
    assert!(called.contains("20240305") && called.contains("900"), "{called}");
    let changes = clone.changes();
    let is_made = |path: &&String| ["docs/reference/", "tests/golden/"].iter().any(|folder| path.starts_with(folder));
    let written: Vec<&String> = changes.iter().filter(|path| !is_made(path)).collect();
    assert_eq!(
        written,
        ["schema/specs/payinsurance/querybill.yaml"],
        "an operation consists of its spec and the files generated from it"
    );
    assert!(changes.contains(&"tests/golden/payinsurance/querybill.rs".to_owned()), "{changes:?}");
}
