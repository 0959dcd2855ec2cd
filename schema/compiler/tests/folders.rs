//! Folders of specs on disk: each file is read once, even with symbolic links.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use wxmed_compiler::Sources;

const SPEC: &str = "content: up\n";

/// Creates a folder with a spec in it and one in a subfolder.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("folders").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("specs/below")).unwrap();
    fs::write(folder.join("specs/first.yaml"), SPEC).unwrap();
    fs::write(folder.join("specs/below/second.yaml"), SPEC).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let sources = Sources::read(&folder.join("specs"), "specs").unwrap();
    assert!(sources.files().iter().all(|file| file.path == format!("specs/{}.yaml", file.name)));
    sources.files().iter().map(|file| file.name.clone()).collect()
}

#[test]
fn a_link_to_itself_or_to_a_folder_around_it_is_not_followed() {
    let folder = folder("circles");
    let specs = folder.join("specs");
    for (link, target) in [("self", "."), ("a", "self"), ("up", ".."), ("below/up", ".."), ("loop", "loop")] {
        symlink(target, specs.join(link)).unwrap();
    }
    symlink(&specs, specs.join("below/whole")).unwrap();
    assert_eq!(names(&folder), ["below/second", "first"]);
}

#[test]
fn a_file_is_not_read_twice_under_different_names() {
    let folder = folder("twice");
    let specs = folder.join("specs");
    symlink("below", specs.join("a")).unwrap();
    symlink("first.yaml", specs.join("another.yaml")).unwrap();
    assert_eq!(names(&folder), ["below/second", "first"]);
}

#[test]
fn a_link_out_of_the_folder_is_followed_once() {
    let folder = folder("outside");
    let (specs, other) = (folder.join("specs"), folder.join("other"));
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("third.yaml"), SPEC).unwrap();
    symlink(&specs, other.join("back")).unwrap();
    symlink(&other, specs.join("b")).unwrap();
    symlink(&other, specs.join("c")).unwrap();
    symlink(other.join("third.yaml"), specs.join("third.yaml")).unwrap();
    assert_eq!(names(&folder), ["b/third", "below/second", "first"]);
    // The folder itself may be a link.
    symlink("specs", folder.join("linked")).unwrap();
    assert_eq!(Sources::read(&folder.join("linked"), "specs").unwrap().files().len(), 3);
}

#[test]
fn a_broken_link_to_a_spec_is_reported_and_other_files_are_read() {
    let folder = folder("nowhere");
    symlink("gone", folder.join("specs/gone")).unwrap();
    assert_eq!(names(&folder), ["below/second", "first"]);
    symlink("gone", folder.join("specs/gone.yaml")).unwrap();
    let sources = Sources::read(&folder.join("specs"), "specs").unwrap();
    let (_, found) = wxmed_compiler::compile(&sources, &wxmed_compiler::Options::default());
    let of = |name: &str| {
        let is_in = |one: &&wxmed_compiler::Diagnostic| sources.file(one.span).unwrap().name == name;
        found.iter().filter(is_in).map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    assert!(matches!(of("gone").as_slice(), [only] if only.contains("cannot be read")), "{found:?}");
    assert!(found.has_errors() && !of("first").is_empty() && !of("below/second").is_empty(), "{found:?}");
}

#[test]
fn a_file_with_another_yaml_extension_is_reported_and_not_read() {
    let folder = folder("endings");
    for name in ["x.yml", "V2.YAML", "below/other.Yml", "notes.txt"] {
        fs::write(folder.join("specs").join(name), SPEC).unwrap();
    }
    let sources = Sources::read(&folder.join("specs"), "specs").unwrap();
    let (_, found) = wxmed_compiler::compile(&sources, &wxmed_compiler::Options::default());
    let is_about_extension = |one: &&wxmed_compiler::Diagnostic| one.message.contains("does not end in `.yaml`");
    let paths: Vec<&str> =
        found.iter().filter(is_about_extension).map(|one| sources.file(one.span).unwrap().path.as_str()).collect();
    assert_eq!(paths, ["specs/V2.YAML", "specs/below/other.Yml", "specs/x.yml"], "{found:?}");
    assert!(found.iter().filter(is_about_extension).all(|one| one.help.as_ref().unwrap().contains(".yaml")));
}

/// Reading a pipe would wait for a writer.
#[test]
fn a_special_file_is_an_error() {
    let folder = folder("pipes");
    let pipe = folder.join("specs/pipe.yaml");
    let _socket = std::os::unix::net::UnixListener::bind(&pipe).unwrap();
    for path in [pipe, folder.join("specs"), "/dev/null".into()] {
        let error = Sources::read(&path, "specs").unwrap_err();
        assert!(error.to_string().contains("regular file"), "{error}");
    }
}

/// A name can contain invisible characters, and characters that move the cursor.
#[test]
fn invisible_characters_in_file_names_are_shown() {
    let mut sources = Sources::new();
    sources.add("a\u{202e}b\n.yaml", "a", "content: up\nfields: 1\n");
    let (_, found) = wxmed_compiler::compile(&sources, &wxmed_compiler::Options::default());
    let drawn = found.iter().next().unwrap().for_compiler(&sources);
    assert!(drawn.contains(r"a\u{202e}b"), "{drawn}");
}
