//! `--help`, `--version`, completions, and their languages.

use crate::support::{Ended, run, wxmed};

const COMMANDS: [&[&str]; 12] = [
    &["sandbox"],
    &["call"],
    &["sign"],
    &["check"],
    &["spec"],
    &["spec", "lint"],
    &["spec", "fmt"],
    &["spec", "breaking"],
    &["spec", "export"],
    &["spec", "new"],
    &["spec", "docs"],
    &["completions"],
];

fn help(command: &[&str], option: &str, environment: &[(&str, &str)]) -> Ended {
    wxmed(&[command, &[option]].concat()).envs(environment.iter().copied()).output().unwrap().into()
}

#[test]
fn every_command_has_help_in_english_and_in_chinese() {
    for command in COMMANDS {
        let name = format!("wxmed {}", command.join(" "));
        for option in ["-h", "--help"] {
            let english = help(command, option, &[("LANG", "en_US.UTF-8")]);
            assert_eq!((english.code, english.err.as_str()), (0, ""));
            assert!(english.out.contains(&format!("Usage: {name}")), "{}", english.out);
            let chinese = help(command, option, &[("LANG", "zh_CN.UTF-8")]);
            assert_eq!((chinese.code, chinese.err.as_str()), (0, ""));
            assert!(chinese.out.contains(&format!("用法：{name}")), "{}", chinese.out);
            for word in ["Usage", "Options:", "Arguments:", "Print help", "possible values", "default:"] {
                assert!(!chinese.out.contains(word), "{word}: {}", chinese.out);
            }
            if !matches!(command, ["spec"] | ["completions"]) {
                assert!(english.out.contains(&format!("Examples:\n  {name}")) || english.out.contains("\n  read -rs "));
                assert!(chinese.out.contains("示例：\n"), "{}", chinese.out);
            }
            assert!(!format!("{}{}", english.out, chinese.out).contains('\u{1b}'), "no colours without a terminal");
            assert!(!english.out.contains("cargo xtask"), "{}", english.out);
        }
    }
}

#[test]
fn errors_of_the_command_line_are_in_the_chosen_language() {
    for (arguments, english, chinese) in [
        (&[][..], "requires a subcommand", "缺少子命令，可取 sandbox、call"),
        (&["sandboks"], "unrecognized subcommand 'sandboks'", "没有命令 sandboks\n\n  是否想写 sandbox？"),
        (&["sandbox", "--prt", "3"], "unexpected argument '--prt'", "没有参数 --prt\n\n  是否想写 --port？"),
        (&["sandbox", "--port"], "a value is required for '--port <N>'", "参数 --port <N> 缺少值"),
        (&["sandbox", "--port", "x"], "invalid value 'x' for '--port <N>'", "参数 --port <N> 的值 x 无效"),
        (
            &["sandbox", "--log", "xml"],
            "[possible values: text, json]",
            "参数 --log <FORMAT> 的值 xml 无效，可取 text、json",
        ),
        (&["sandbox", "--port", "1", "--port", "2"], "cannot be used multiple times", "参数 --port <N> 只能给出一次"),
        (&["sandbox", "--tls-authority", "a.pem"], "  --tls\n", "缺少参数 --tls\n"),
        (&["call"], "  <OPERATION>\n", "缺少参数 <OPERATION>\n"),
    ] {
        for (lang, text) in [("en", english), ("zh", chinese)] {
            let arguments = [&["--lang", lang], arguments].concat();
            let ended: Ended = wxmed(&arguments).output().unwrap().into();
            assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments:?}");
            assert!(ended.err.contains(text), "{text}: {}", ended.err);
            assert!(lang == "en" || !ended.err.contains("error:"), "{}", ended.err);
            assert!(!ended.err.contains('\u{1b}'), "no colours without a terminal");
        }
    }
}

#[test]
fn the_language_option_has_precedence_over_the_environment() {
    let chinese = |arguments: &[&str], environment: &[(&str, &str)]| {
        let ended: Ended = wxmed(arguments).envs(environment.iter().copied()).output().unwrap().into();
        ended.out.contains("退出码")
    };
    assert!(!chinese(&["--help"], &[]));
    assert!(chinese(&["--help", "--lang", "zh"], &[("LC_ALL", "C")]));
    assert!(chinese(&["--lang=zh", "--help"], &[]));
    assert!(chinese(&["--help"], &[("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")]));
    assert!(!chinese(&["--lang", "en", "--help"], &[("LC_ALL", "zh_CN.UTF-8")]));
}

#[test]
fn exit_codes_are_documented() {
    let text = run(&["--help"]).out;
    for code in ["\n  0  ", "\n  1  ", "\n  2  "] {
        assert!(text.contains(code), "{text}");
    }
}

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
    assert_eq!(run(&["nothing"]).code, 2);
}
