//! `wxmed serve init` and `wxmed serve --check`

use std::fs;

use crate::support::{Ended, Folder, wxmed};

/// Runs the program with the secrets of the sandbox.
fn with_secrets(folder: &Folder, arguments: &[&str]) -> Ended {
    let mut command = wxmed(arguments);
    command.env("WXMED_API_KEY", "192006250b4c09247ec02edce69f6a2d").env("WXMED_APP_SECRET", "sandbox-app-secret");
    command.current_dir(folder.path("")).output().unwrap().into()
}

#[test]
fn the_configuration_of_init_is_valid() {
    for (lang, wanted) in [
        ("en", "wxmed.toml is fine: 1 merchant, 1 caller, 1 listener, 6 operations\n"),
        ("zh", "wxmed.toml 可用：商户 1 个，调用方 1 个，监听地址 1 个，接口 6 个\n"),
    ] {
        let folder = Folder::new();
        let written = folder.run(&["serve", "init", "--lang", lang]);
        assert_eq!((written.code, written.err.as_str()), (0, ""));
        assert!(written.out.contains("wxmed serve --check --config wxmed.toml"), "{}", written.out);
        let checked = with_secrets(&folder, &["serve", "--check", "--config", "wxmed.toml", "--lang", lang]);
        assert_eq!((checked.code, checked.out.as_str(), checked.err.as_str()), (0, wanted, ""));
        // The check creates no files.
        assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1);
    }
}

/// The lines without their comments. With `suggested`, settings in comments are included.
fn settings(text: &str, suggested: bool) -> Vec<String> {
    let of_line = |line: &str| {
        let line = if suggested { line.strip_prefix("# ").unwrap_or(line) } else { line };
        line.split(" #").next().unwrap_or_default().trim().to_owned()
    };
    let is_setting = |line: &String| {
        line.starts_with('[') || (line.contains(" = ") && line.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    let lines = text.lines().filter(|line| suggested || !line.starts_with('#')).map(of_line);
    lines.filter(is_setting).filter(|line| line.is_ascii()).collect()
}

#[test]
fn both_languages_have_the_same_settings() {
    let folder = Folder::new();
    folder.run(&["serve", "init", "en.toml", "--lang", "en"]);
    folder.run(&["serve", "init", "zh.toml", "--lang", "zh"]);
    let (en, zh) = (folder.read("en.toml"), folder.read("zh.toml"));
    for suggested in [false, true] {
        assert_eq!(settings(&en, suggested), settings(&zh, suggested));
    }
    assert!(settings(&en, true).len() > 2 * settings(&en, false).len());
}

/// Keys in the comments exist. Otherwise, they would be reported as unknown.
#[test]
fn settings_in_the_comments_exist() {
    let folder = Folder::new();
    folder.run(&["serve", "init", "--lang", "en"]);
    let text = folder.read("wxmed.toml");
    // Keep one of the settings that exclude each other.
    let others =
        ["provider = \"basic\"", "provider = \"command\"", "provider = \"stable\"", "command = ", "timeout = "];
    let lines = settings(&text, true).into_iter().filter(|line| !others.iter().any(|other| line.starts_with(other)));
    folder.write("all.toml", &lines.collect::<Vec<_>>().join("\n"));
    let checked = with_secrets(&folder, &["serve", "--check", "--config", "all.toml", "--lang", "en"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    assert!(checked.err.contains("his.token can't be read"), "{}", checked.err);
    assert!(!checked.err.contains("no key is called") && !checked.err.contains("no valid TOML"), "{}", checked.err);
}

#[test]
fn an_existing_file_is_not_overwritten() {
    let folder = Folder::new();
    folder.write("mine.toml", "mine");
    let refused = folder.run(&["serve", "init", "mine.toml", "--lang", "en"]);
    assert_eq!(refused.code, 2);
    assert_eq!(refused.err, "error: mine.toml exists already, and is not overwritten: name another file\n");
    assert_eq!(folder.read("mine.toml"), "mine");
    let refused = folder.run(&["serve", "init", "none/wxmed.toml", "--lang", "zh"]);
    assert!(refused.code == 2 && refused.err.contains("none/wxmed.toml 无法写入："), "{}", refused.err);
}

#[test]
fn errors_of_a_configuration_are_reported() {
    let folder = Folder::new();
    folder.run(&["serve", "init"]);
    let checked = folder.run(&["serve", "--check", "--config", "wxmed.toml", "--lang", "en"]);
    assert_eq!((checked.code, checked.out.as_str()), (1, ""));
    for name in ["WXMED_API_KEY", "WXMED_APP_SECRET"] {
        assert!(checked.err.contains(&format!("there is no environment variable {name}")), "{}", checked.err);
    }
    let checked = folder.run(&["serve", "--check", "--config", "none.toml", "--lang", "en"]);
    assert_eq!(checked.code, 2);
    assert_eq!(checked.err, "error: there is no file none.toml. `wxmed serve init` writes a configuration\n");
    assert_eq!(folder.run(&["serve", "--check"]).code, 2);
}

/// Without the warning, only the platform would report a truncated key.
#[test]
fn an_api_key_of_an_unusual_length_is_a_warning() {
    let folder = Folder::new();
    folder.run(&["serve", "init"]);
    for (lang, wanted) in [
        ("en", "warning: merchants.main.api_key doesn't have 32 characters, "),
        ("zh", "警告：merchants.main.api_key 不是 32 个字符，"),
    ] {
        let mut command = wxmed(&["serve", "--check", "--config", "wxmed.toml", "--lang", lang]);
        command.env("WXMED_API_KEY", "192006250b4c").env("WXMED_APP_SECRET", "sandbox-app-secret");
        let checked = Ended::from(command.current_dir(folder.path("")).output().unwrap());
        assert_eq!(checked.code, 0, "{}", checked.err);
        assert!(checked.err.starts_with(wanted) && !checked.err.contains("192006"), "{}", checked.err);
    }
}

#[test]
fn unknown_names_and_missing_folders_are_reported() {
    let folder = Folder::new();
    folder.run(&["serve", "init"]);
    let text = folder.read("wxmed.toml").replace("wxmed-journal.db", "none/journal.db");
    let more = "\n[callers.his]\ntoken = { env = \"TOKEN\" }\noperations = [\"getmedinf\"]\n[specs]\npaths = [\"specs\"]\n\
                [notifications.forward.nothing]\nurl = \"http://127.0.0.1:8080/\"\n";
    folder.write("wxmed.toml", &(text + more));
    let check = || {
        let mut command = wxmed(&["serve", "--check", "--config", "wxmed.toml", "--lang", "en"]);
        command.env("WXMED_API_KEY", "1").env("WXMED_APP_SECRET", "2").env("TOKEN", "0123456789abcdef01234567");
        Ended::from(command.current_dir(folder.path("")).output().unwrap())
    };
    let checked = check();
    assert!(checked.code == 1 && checked.err.contains("error: the specs cannot be read: "), "{}", checked.err);
    folder.write("specs/broken.yaml", "operation: x\n");
    let checked = check();
    assert!(checked.code == 1 && checked.err.contains("specs/broken.yaml:1:"), "{}", checked.err);
    fs::remove_file(folder.path("specs/broken.yaml")).unwrap();
    let included = wxmed::spec::shipped();
    let codes = included.files().iter().find(|file| file.name.starts_with("codes/")).unwrap();
    folder.write(&format!("specs/{}.yaml", codes.name), &codes.text);
    let checked = check();
    assert_eq!(checked.code, 1, "{}", checked.err);
    for line in [
        "error: callers.his.operations: the specs have no `getmedinf`: did you mean `getmedinfo`?",
        "error: notifications.forward: the specs have no `nothing`: ",
        "error: journal.file: there is no folder none: create it first",
    ] {
        assert!(checked.err.contains(line), "{line}\n{}", checked.err);
    }
}

/// Checks a configuration with other files for the journal and the audit file, in both languages.
fn check_files(folder: &Folder, journal: &str, audit: Option<&str>) -> [Ended; 2] {
    folder.run(&["serve", "init", "usual.toml"]);
    let text = folder.read("usual.toml").replace("wxmed-journal.db", journal);
    let audit = audit.map(|audit| format!("\n[audit]\nfile = {audit:?}\n")).unwrap_or_default();
    folder.write("wxmed.toml", &(text + &audit));
    fs::remove_file(folder.path("usual.toml")).unwrap();
    ["en", "zh"].map(|lang| with_secrets(folder, &["serve", "--check", "--config", "wxmed.toml", "--lang", lang]))
}

/// No files are left behind.
#[cfg(target_os = "linux")]
#[test]
fn unusable_files_are_reported() {
    let folder = Folder::new();
    let names = || {
        let mut names: Vec<_> =
            fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    // Not even root can create a file there.
    let [en, zh] = check_files(&folder, "/proc/j.db", Some("/proc/audit.jsonl"));
    assert_eq!((en.code, en.out.as_str(), zh.code, zh.out.as_str()), (1, "", 1, ""));
    for key in ["journal.file", "audit.file"] {
        let (wanted, remedy) = (format!("error: {key}: no file can be created in /proc ("), "let the user that runs");
        assert!(en.err.lines().any(|line| line.starts_with(&wanted) && line.contains(remedy)), "{}", en.err);
        let (wanted, remedy) = (format!("{key}：无法在 /proc 中创建文件（"), "请让运行服务的用户可以写入");
        assert!(zh.err.lines().any(|line| line.contains(&wanted) && line.contains(remedy)), "{}", zh.err);
    }
    let [en, zh] = check_files(&folder, "none/j.db", Some("none/audit.jsonl"));
    for key in ["journal.file", "audit.file"] {
        assert!(en.err.contains(&format!("{key}: there is no folder none: create it first\n")), "{}", en.err);
        assert!(zh.err.contains(&format!("{key}：文件夹 none 不存在，请先创建\n")), "{}", zh.err);
    }
    fs::create_dir(folder.path("folder")).unwrap();
    let [en, zh] = check_files(&folder, "folder", None);
    assert!(
        en.code == 1 && en.err == "error: journal.file: folder is no regular file: choose another name\n",
        "{}",
        en.err
    );
    assert!(zh.code == 1 && zh.err.contains("journal.file：folder 不是普通文件，请换一个名称"), "{}", zh.err);
    folder.write("notes.txt", "my notes");
    private(&folder, "notes.txt", 0o600);
    let [en, zh] = check_files(&folder, "notes.txt", None);
    assert_eq!(en.err, "error: journal.file: notes.txt is no journal of this version: name another file\n");
    assert!(zh.err.contains("journal.file：notes.txt 不是本版本的数据文件：请指定另一个文件"), "{}", zh.err);
    private(&folder, "notes.txt", 0o644);
    let [en, zh] = check_files(&folder, "j.db", Some("notes.txt"));
    let wanted = "audit.file: notes.txt can be accessed by other users: run chmod 600 notes.txt first\n";
    assert_eq!(en.err, format!("error: {wanted}"));
    assert!(zh.err.contains("audit.file：notes.txt 可被其他用户访问：请先执行 chmod 600 notes.txt"), "{}", zh.err);
    assert_eq!(folder.read("notes.txt"), "my notes");
    assert_eq!(names(), ["folder", "notes.txt", "wxmed.toml"]);
    assert_eq!(fs::read_dir(folder.path("folder")).unwrap().count(), 0);
}

#[cfg(target_os = "linux")]
fn private(folder: &Folder, name: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

/// Root can write to a read-only folder, so the result depends on the user.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_is_reported() {
    let folder = Folder::new();
    fs::create_dir(folder.path("locked")).unwrap();
    private(&folder, "locked", 0o555);
    let is_root = fs::write(folder.path("locked/probe"), "").is_ok();
    let [en, zh] = check_files(&folder, "locked/j.db", None);
    private(&folder, "locked", 0o755);
    if is_root {
        assert_eq!((en.code, zh.code), (0, 0));
    } else {
        assert!(
            en.code == 1 && en.err.starts_with("error: journal.file: no file can be created in locked ("),
            "{}",
            en.err
        );
        assert!(zh.code == 1 && zh.err.contains("journal.file：无法在 locked 中创建文件（"), "{}", zh.err);
    }
}
