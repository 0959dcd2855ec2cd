//! The files of `examples/serve`, which run the sidecar as a service.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use wxmed_sidecar::config::{Config, Environment};

const UNIT: &str = include_str!("../../../examples/serve/wxmed.service");
const CONFIG: &str = include_str!("../../../examples/serve/wxmed.toml");
const PAGES: [&str; 2] = [include_str!("../../../docs/sidecar.md"), include_str!("../../../docs/sidecar.zh-CN.md")];

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("service").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The credentials that the unit loads.
fn credentials() -> BTreeSet<&'static str> {
    let loaded = UNIT.lines().filter_map(|line| line.strip_prefix("LoadCredential="));
    loaded.map(|line| line.split(':').next().unwrap()).collect()
}

fn analyze(name: &str, unit: &str, arguments: &[&str]) -> Output {
    let file = folder(name).join("wxmed.service");
    // The program isn't installed here, so another one replaces it.
    fs::write(&file, unit.replace("/usr/local/bin/wxmed", "/bin/true")).unwrap();
    let mut command = Command::new("systemd-analyze");
    command.args(arguments).arg(file).output().unwrap_or_else(|error| {
        panic!("systemd-analyze cannot be started ({error}): on Debian, apt-get install systemd");
    })
}

#[test]
#[ignore = "needs systemd-analyze"]
fn systemd_accepts_the_unit() {
    let verified = analyze("right", UNIT, &["verify"]);
    assert!(verified.status.success() && verified.stderr.is_empty(), "{verified:?}");
    let wrong = analyze("wrong", &UNIT.replace("Restart=on-failure", "Restart=sometimes"), &["verify"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("sometimes"), "{wrong:?}");
}

#[test]
#[ignore = "needs systemd-analyze"]
fn the_unit_is_confined() {
    // From 0, the best, to 100.
    let measure = ["security", "--offline=true", "--threshold=20"];
    let measured = analyze("confined", UNIT, &measure);
    assert!(measured.status.success(), "{measured:?}");
    let open: String =
        UNIT.lines().filter(|line| !line.starts_with("SystemCall")).map(|line| format!("{line}\n")).collect();
    assert!(!analyze("open", &open, &measure).status.success());
}

#[test]
fn the_configuration_has_the_credentials_of_the_unit() {
    let folder = folder("configuration");
    let secrets = folder.join("credentials");
    fs::create_dir(&secrets).unwrap();
    for name in credentials() {
        fs::write(secrets.join(name), "0123456789abcdef0123456789abcdef\n").unwrap();
    }
    let text = CONFIG.replace("/var/lib/wxmed", folder.to_str().unwrap());
    assert_ne!(text, CONFIG, "its data is in the unit's StateDirectory");
    let environment = || Environment::with_variables(|_| None);
    let parsed = |environment| Config::parse(&text, &folder.join("wxmed.toml"), &environment);
    let config = parsed(environment().with_credentials(secrets)).unwrap();
    assert_eq!(config.callers().len(), 1);
    for name in credentials() {
        assert_eq!(CONFIG.matches(&format!("credential = \"{name}\"")).count(), 1, "{name}");
    }
    assert_eq!(CONFIG.matches("credential = ").count(), credentials().len());
    let errors = parsed(environment()).unwrap_err();
    assert!(errors.to_string().contains("LoadCredential"), "{errors}");
}

/// Otherwise systemd would kill it while calls are in progress.
#[test]
fn systemd_waits_for_longer_than_the_sidecar() {
    let stop = UNIT.lines().find_map(|line| line.strip_prefix("TimeoutStopSec=")).unwrap();
    let folder = folder("drain");
    let text = "[journal]\nfile = \"journal.db\"\n[merchants.main]\nappid = \"wx1\"\nmch_id = \"1\"\n\
                api_key = { env = \"KEY\" }\ntoken = { provider = \"stable\", app_secret = { env = \"KEY\" } }\n";
    let environment = Environment::with_variables(|_| Some("secret".into()));
    let config = Config::parse(text, &folder.join("wxmed.toml"), &environment).unwrap();
    assert!(stop.parse::<u64>().unwrap() >= config.waits().drain().as_secs() + 10, "{stop}");
}

#[test]
fn the_page_names_the_files_and_the_secrets() {
    for page in PAGES {
        for file in ["wxmed.service", "wxmed.toml", "wxmed-service.xml"] {
            assert!(page.contains(&format!("examples/serve/{file}")), "{file}");
        }
        for name in credentials() {
            assert!(page.contains(name), "{name}");
        }
    }
}
