//! `--help`, `--version` and completions.

use crate::support::{run, wxmed};

#[test]
fn completions_are_written_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ended = run(&["completions", shell]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""));
        for wanted in ["wxmed", "breaking", "key-env"] {
            assert!(ended.out.contains(wanted), "{shell}: {wanted}");
        }
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(run(&["--version"]).out, format!("wxmed {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(run(&[]).code, 2);
    assert_eq!(wxmed(&["nothing"]).output().unwrap().status.code(), Some(2));
}
