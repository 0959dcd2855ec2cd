//! Invalid configurations, with their exact messages: `cases/NAME.toml` and `cases/NAME.expected`.
//!
//! `WXMED_ACCEPT=1 cargo test -p wxmed-sidecar --test config` updates the expected messages. Review the changes.

use std::fs;
use std::path::{Path, PathBuf};

use wxmed::Lang;
use wxmed_sidecar::config::Config;

use crate::support::{Folder, REST, SECRETS, TOKEN, environment};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config/cases");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    cases.sort();
    cases
}

/// A valid merchant and journal are appended to a case that begins with this comment.
const WITH_REST: &str = "# with the rest";

/// Files that the cases refer to.
fn files(folder: &Folder) {
    folder.write("open.key", TOKEN, 0o644);
    folder.write("group.key", TOKEN, 0o640);
    folder.write("two-lines.key", "canary-first-line\ncanary-second-line\n", 0o600);
    folder.write("empty.key", "", 0o600);
    folder.write("long.key", &"canary".repeat(20_000), 0o600);
    folder.write("no-certificate.pem", "nothing\n", 0o644);
}

/// The reported errors, in both languages. The folder is replaced by `DIR`.
fn reported(folder: &Folder, text: &str) -> String {
    let path = folder.path("wxmed.toml");
    let environment = match text.contains("credential") && !text.contains("without credentials") {
        true => environment().with_credentials(folder.path("")),
        false => environment(),
    };
    let errors = match Config::parse(text, &path, &environment) {
        Ok(_) => return "nothing\n".to_owned(),
        Err(errors) => errors,
    };
    let shown = format!("{}\n\n{}\n", errors.render(Lang::En, false), errors.render(Lang::Zh, false));
    let all = format!("{shown}{errors}{errors:#}{errors:?}{}", errors.render(Lang::En, true));
    for canary in SECRETS.iter().chain(&["canary"]) {
        assert!(!all.contains(canary), "{canary} in {all}");
    }
    shown.replace(path.parent().unwrap().display().to_string().trim_end_matches('/'), "DIR")
}

#[test]
fn each_error_has_the_expected_message() {
    let folder = Folder::new();
    files(&folder);
    let accept = std::env::var_os("WXMED_ACCEPT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let mut text = fs::read_to_string(&case).unwrap();
        if text.starts_with(WITH_REST) {
            text.push_str(REST);
        }
        let (reported, expected) = (reported(&folder, &text), case.with_extension("expected"));
        if accept {
            fs::write(&expected, &reported).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != reported {
            wrong.push(format!("{}:\n{reported}", case.display()));
        }
        assert_ne!(reported, "nothing\n", "{}", case.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn errors_are_displayed_on_one_line_each() {
    let folder = Folder::new();
    let text = format!("hosts = [\"http://x\"]\nlissten = 1\n{REST}");
    let wrong = folder.wrong(&text);
    let positions: Vec<_> = wrong.iter().map(|(line, column, _, _)| (*line, *column)).collect();
    assert_eq!(positions, [(1, 10), (2, 1)]);
    assert_eq!(wrong[1].3, "no key is called `lissten`: did you mean `listen`?");
    let errors = folder.parse(&text).unwrap_err();
    let shown = errors.to_string();
    assert!(shown.contains("wxmed.toml:2:1: no key is called `lissten`"), "{shown}");
    assert!(format!("{errors:#}").contains("wxmed.toml:2:1: 没有名为 lissten 的键，是不是 listen？"));
}

#[test]
fn arbitrary_texts_do_not_panic() {
    let folder = Folder::new();
    let whole = format!("hosts = [\"a\"]\n[[listen]]\ntcp = \"127.0.0.1:1\"\n[log]\nlevel = \"info\"\n{REST}");
    for end in 0..whole.len() {
        let _ = folder.parse(&whole[..end]).map_err(|errors| errors.render(Lang::Zh, false));
        let mut changed = whole.clone().into_bytes();
        for byte in [b'"', b'[', b'=', b'\n', 0xff] {
            changed[end] = byte;
            let text = String::from_utf8_lossy(&changed);
            let _ = folder.parse(&text).map_err(|errors| errors.render(Lang::En, false));
        }
    }
}

#[test]
fn a_missing_file_is_an_error() {
    let folder = Folder::new();
    let errors = Config::load(&folder.path("none.toml"), &environment()).unwrap_err();
    assert!(errors.to_string().contains("none.toml:1:1: there is no such file. "), "{errors}");
    assert!(errors.to_string().contains("`wxmed serve init` writes a configuration"), "{errors}");
}
