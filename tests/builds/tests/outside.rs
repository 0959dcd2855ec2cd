//! A crate outside of the workspace that renames wxmed and has no prelude: it builds, and is rebuilt only when
//! necessary.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::copy::{Build, Copy, cargo};

const HOSPITAL: &str = "tests/outside/hospital";
const SPEC: &str = "tests/outside/hospital/schema/dongguan.yaml";

#[track_caller]
fn built(build: Build) -> BTreeSet<String> {
    assert!(build.success, "{}", build.messages);
    build.rebuilt
}

fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} has no {from}", path.display());
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn an_external_crate_is_rebuilt_only_when_necessary() {
    let copy = Copy::new("outside").unwrap();
    built(copy.cargo("build", HOSPITAL).unwrap());
    let printed = copy.run("hospital").unwrap();
    let shenzhen = r#"{"registration_order_pay":{"yljgbm":"H1110","ylzh":"","czybm":"H1111","#;
    assert!(printed.contains(shenzhen), "{printed}");
    assert!(printed.contains("dongguan: 30.00 in all"), "{printed}");
    assert!(printed.contains("foshan: Ok"), "{printed}");

    // Without a change, nothing is rebuilt.
    assert_eq!(built(copy.cargo("build", HOSPITAL).unwrap()), names([]));

    // Its own spec: only the crate is rebuilt, with the new spec.
    let spec = copy.path(SPEC);
    fs::File::options().append(true).open(&spec).unwrap().set_modified(std::time::SystemTime::now()).unwrap();
    assert_eq!(built(copy.cargo("build", HOSPITAL).unwrap()), names(["hospital"]), "the file was touched");
    edit(&spec, "String8", "String4");
    assert_eq!(built(copy.cargo("build", HOSPITAL).unwrap()), names(["hospital"]), "the file was changed");
    assert!(copy.run("hospital").unwrap().contains("dongguan: yljgbm: length"));

    // A new file in its own folder, which its build script watches. The mistake shows that the file was read.
    let wrong = copy.path("tests/outside/hospital/cities/zhuhai.yaml");
    fs::write(&wrong, "content: city/zhuhai/refund\nsektion: \"5.1\"\n").unwrap();
    let build = copy.cargo("build", HOSPITAL).unwrap();
    assert!(!build.success && build.messages.contains("--> cities/zhuhai.yaml:2:1"), "{}", build.messages);
    fs::remove_file(wrong).unwrap();

    // A new shipped spec: only the packages that contain the specs are rebuilt.
    let added = fs::read_to_string(&spec).unwrap();
    fs::create_dir_all(copy.path("schema/specs/city/dongguan")).unwrap();
    fs::write(copy.path("schema/specs/city/dongguan/registration.yaml"), added).unwrap();
    edit(
        &copy.path("tests/outside/hospital/src/main.rs"),
        r#"path = "schema/dongguan.yaml""#,
        r#""city/dongguan/registration""#,
    );
    let rebuilt = built(copy.cargo("build", HOSPITAL).unwrap());
    assert_eq!(rebuilt, names(["specs", "wxmed-derive", "wxmed-runtime", "hospital"]));
    assert!(copy.run("hospital").unwrap().contains("dongguan: yljgbm: length"));
    assert_eq!(built(copy.cargo("build", HOSPITAL).unwrap()), names([]));
}

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn clippy_reports_nothing() {
    let copy = Copy::new("outside-clippy").unwrap();
    if !cargo().args(["clippy", "--version"]).output().unwrap().status.success() {
        eprintln!("this machine has no clippy: nothing is checked");
        return;
    }
    let build = copy.cargo("clippy", HOSPITAL).unwrap();
    assert!(build.success, "{}", build.messages);
    assert!(!build.messages.contains("warning"), "{}", build.messages);
}
