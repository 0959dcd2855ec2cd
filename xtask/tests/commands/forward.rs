//! The commands that run other programs, with a fake cargo.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Copy, Ended, ended};

/// Runs a command with a fake cargo that prints its arguments and exits with a fixed code.
fn run(copy: &Copy, arguments: &[&str]) -> Ended {
    copy.write("cargo", "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 7\n");
    fs::set_permissions(copy.path("cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    ended(&copy.command(arguments).env("CARGO", copy.path("cargo")).output().unwrap())
}

#[test]
fn arguments_and_exit_code_are_forwarded() {
    let copy = Copy::new();
    let ended = run(&copy, &["explain-sign", "--spec", "lookup", "--key-env", "A_KEY", "fields.json", "--", "--more"]);
    assert_eq!(ended.code, 7);
    let wanted = "--example\nexplain-sign\n--\n--spec\nlookup\n--key-env\nA_KEY\nfields.json\n--more\n";
    assert!(ended.out.ends_with(wanted), "{}", ended.out);
    assert!(ended.out.starts_with("run\n--manifest-path\n"), "{}", ended.out);
    assert!(ended.out.contains("\n--quiet\n--package\nwxmed\n--features\ndynamic\n--example\n"), "{}", ended.out);
    let ended = run(&copy, &["demo", "--", "--slow"]);
    assert_eq!(ended.code, 7);
    assert!(ended.out.ends_with("\n--package\nwxmed-examples\n--example\ndemo\n--\n--slow\n"), "{}", ended.out);
    let ended = run(&copy, &["sandbox"]);
    assert_eq!(ended.code, 7);
    assert!(ended.out.ends_with("\n--package\nwxmed-cli\n--\nsandbox\n"), "{}", ended.out);
    let ended = run(&copy, &["sandbox", "--port", "8080", "--", "--token-errors", "envelope"]);
    let wanted = "\n--package\nwxmed-cli\n--\nsandbox\n--port\n8080\n--token-errors\nenvelope\n";
    assert!(ended.out.ends_with(wanted), "{}", ended.out);
}

#[test]
fn missing_arguments_are_reported_before_a_program_runs() {
    let copy = Copy::new();
    let ended = run(&copy, &["explain-sign", "--spec", "lookup", "fields.json"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.contains("--key-env <VAR>"), "{}", ended.err);
}

#[test]
fn the_help_of_every_command_has_examples() {
    let copy = Copy::new();
    for command in ["regen", "lint", "export", "demo", "explain-sign", "sandbox"] {
        let ended = copy.run(&[command, "--help"]);
        assert_eq!(ended.code, 0);
        assert!(
            ended.out.contains(&format!("Examples:\n  cargo xtask {command}")) || command == "explain-sign",
            "{}",
            ended.out
        );
        assert!(ended.out.contains("Usage: cargo xtask"), "{}", ended.out);
    }
    assert_eq!(copy.run(&["nothing"]).code, 2);
}
