//! `docs/program.md`: its examples, and the CI files that it describes.

#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use wxmed_sandbox::{Account, Sandbox, Settings};

use crate::support::{Ended, Folder, wxmed};

const ENGLISH: &str = include_str!("../../../docs/program.md");
const CHINESE: &str = include_str!("../../../docs/program.zh-CN.md");
const ACTION: &str = include_str!("../../../action.yml");
const HOOKS: &str = include_str!("../../../.pre-commit-hooks.yaml");

/// A shell with the program in its path, and without the variables that the program reads.
pub(crate) fn shell(name: &str, script: &str, folder: &Folder) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_wxmed"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut command = Command::new(name);
    for (variable, value) in wxmed(&[]).get_envs() {
        assert!(value.is_none(), "variables are only removed");
        command.env_remove(variable);
    }
    command.args(["-c", script]).env("PATH", path).current_dir(folder.path(""));
    command
}

/// A command in a document, and the lines that it prints.
pub(crate) struct Example<'d> {
    /// The command. It has several lines if it reads a text (`<<'END'`).
    pub(crate) command: String,
    output: Vec<&'d str>,
}

pub(crate) fn examples(document: &str) -> Vec<Example<'_>> {
    let mut examples: Vec<Example<'_>> = Vec::new();
    let blocks = document.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let mut lines = blocks.flat_map(str::lines);
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ ") else {
            examples.last_mut().unwrap().output.push(line);
            continue;
        };
        let mut command = command.to_owned();
        if command.ends_with("<<'END'") {
            let text = lines.by_ref().take_while(|line| *line != "END");
            text.chain(["END"]).for_each(|line| command.push_str(&format!("\n{line}")));
        }
        examples.push(Example { command, output: Vec::new() });
    }
    examples
}

/// The line that the shell prints between two commands.
pub(crate) const MARK: &str = "== next ==";

#[track_caller]
fn run(document: &str) {
    let sandbox = Sandbox::start(Settings::default().account(Account::sample())).unwrap();
    let examples = examples(document);
    assert!(examples.len() > 10);
    let script: String = examples.iter().map(|example| format!("{}\necho '{MARK}'\n", example.command)).collect();
    let script = script.replace("http://127.0.0.1:8377", sandbox.url());
    let folder = Folder::new();
    let ended: Ended = shell("sh", &format!("exec 2>&1\n{script}"), &folder).output().unwrap().into();
    for (example, printed) in examples.iter().zip(ended.out.split(&format!("{MARK}\n"))) {
        matches(example, printed);
    }
}

/// Compares line by line. `…` in a line of the document matches the rest of the line, and alone it matches any lines.
#[track_caller]
pub(crate) fn matches(example: &Example<'_>, printed: &str) {
    let mut lines = printed.lines();
    for wanted in &example.output {
        if *wanted == "…" {
            return;
        }
        let line = lines.next().unwrap_or_else(|| panic!("`{}` ends before `{wanted}`: {printed}", example.command));
        let is_same = match wanted.strip_suffix('…') {
            Some(beginning) => line.starts_with(beginning),
            None => line == *wanted,
        };
        assert!(is_same, "`{}`\nprints  {line}\nand not {wanted}", example.command);
    }
    assert_eq!(lines.next(), None, "`{}` prints more", example.command);
}

#[test]
fn the_english_examples_run() {
    run(ENGLISH);
}

#[test]
fn the_chinese_examples_run() {
    run(CHINESE);
}

#[test]
fn both_documents_have_the_same_commands_and_headings() {
    assert_alike(ENGLISH, CHINESE);
}

/// Compares the commands and headings of two languages, and follows the links.
#[track_caller]
pub(crate) fn assert_alike(english: &str, chinese: &str) {
    let commands = |document| -> Vec<String> {
        let commands = examples(document).into_iter().map(|example| example.command);
        commands.filter(|command| !command.contains("LANG=")).collect()
    };
    assert_eq!(commands(english), commands(chinese));
    let headings = |document: &str| document.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(headings(english), headings(chinese));
    for document in [english, chinese] {
        for link in document.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let (file, section) = link.split_once('#').unwrap_or((link, ""));
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(file);
            assert!(link.starts_with("https://") || path.exists(), "{link}");
            let is_section = |line: &str| {
                let name = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                line.starts_with("##") && name == section
            };
            let is_here = file.is_empty() && document.lines().any(is_section);
            assert!(!file.is_empty() || is_here, "{link}");
        }
    }
}

/// The script of a step of the action.
fn step(name: &str) -> String {
    let step = ACTION.split("    - name: ").find_map(|step| step.strip_prefix(name)).unwrap();
    let script = step.split_once("run: |\n").unwrap().1;
    script.lines().map_while(|line| Some(format!("{}\n", line.strip_prefix("        ")?))).collect()
}

#[test]
fn the_action_checks_a_folder() {
    let folder = Folder::new();
    folder.write("specs/dongguan.yaml", include_str!("../../../tests/schema/dongguan.yaml"));
    let script = step("Check");
    let check = |strict: &str, against: &str| -> Ended {
        let mut command = shell("bash", &script, &folder);
        command.env("SPECS", "specs").env("STRICT", strict).env("FORMAT", "github").env("AGAINST", against);
        command.output().unwrap().into()
    };
    let fine = check("true", "specs");
    assert_eq!((fine.code, fine.out.as_str()), (0, "nothing breaks\n"), "{}", fine.err);
    folder.write("specs/dongguan.yaml", "content: dongguan/registration\n# decide (note): ask\n");
    let broken = check("false", "");
    assert_eq!(broken.code, 1);
    assert!(broken.out.starts_with("::error file=specs/dongguan.yaml,line="), "{}", broken.out);
}

#[test]
fn the_hooks_run_commands_that_exist() {
    let entries: Vec<&str> = HOOKS.lines().filter_map(|line| line.trim().strip_prefix("entry: wxmed ")).collect();
    assert_eq!(entries.len(), HOOKS.matches("- id: ").count());
    let folder = Folder::new();
    folder.write("specs/dongguan.yaml", include_str!("../../../tests/schema/dongguan.yaml"));
    for entry in entries {
        let arguments: Vec<&str> = entry.split(' ').chain(["specs"]).collect();
        assert_eq!(folder.run(&arguments).code, 0, "{entry}");
    }
}
