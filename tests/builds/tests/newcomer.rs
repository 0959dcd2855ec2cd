//! The first screen of the readme: one dependency line and its listings give a response.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::copy::{cargo, checkout, target, tmp, write_if_changed};

const README: &str = include_str!("../../../README.md");

/// The blocks of a language, in order.
fn blocks(language: &str) -> impl Iterator<Item = &'static str> {
    README.split(format!("```{language}\n").leak() as &str).skip(1).map(|rest| rest.split_once("```").unwrap().0)
}

/// The running binary, which is stopped on drop.
struct Platform(Child);

impl Drop for Platform {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the sandbox on a free port, and returns the port.
fn platform() -> (Platform, String) {
    let build = cargo().args(["build", "--quiet", "--package", "wxmed-cli"]).current_dir(checkout()).output().unwrap();
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    let mut command = Command::new(target().join("debug/wxmed"));
    let mut child = command.args(["sandbox", "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let platform = Platform(child);
    let url = lines.find_map(|line| Some(line.unwrap().split_once("http://127.0.0.1:")?.1.trim().to_owned()));
    // Its output must be read, or it would block when the pipe is full.
    std::thread::spawn(move || lines.for_each(drop));
    (platform, url.unwrap())
}

#[test]
#[ignore = "builds other programs: cargo test -p wxmed-builds -- --ignored"]
fn the_first_two_listings_run() {
    let (_platform, port) = platform();
    let folder = tmp().join("newcomer");
    // Below the checkout, `cargo new` would add the package to the checkout's workspace.
    fs::create_dir_all(folder.join("src/bin")).unwrap();
    if !folder.join("Cargo.lock").exists() {
        fs::copy(checkout().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    }
    let written = blocks("toml").next().unwrap();
    let path = written.split('"').nth(1).unwrap();
    let dependency = written.replace(path, &checkout().join("wxmed-runtime").display().to_string());
    assert_eq!(dependency.lines().count(), 2, "one dependency line, below its heading");
    let manifest = format!(
        "[package]\nname = \"newcomer\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{dependency}\n[workspace]\n"
    );
    write_if_changed(&folder.join("Cargo.toml"), manifest.as_bytes()).unwrap();
    let _ = fs::remove_file(folder.join("src/main.rs"));
    let programs = blocks("rust").filter(|code| code.contains("fn main()")).take(2);
    for (name, code) in ["card", "registration"].into_iter().zip(programs) {
        let code = code.replace("127.0.0.1:8377", &format!("127.0.0.1:{port}"));
        write_if_changed(&folder.join(format!("src/bin/{name}.rs")), code.as_bytes()).unwrap();
    }

    let run = |name: &str| {
        let ran = cargo().args(["run", "--quiet", "--bin", name]).current_dir(&folder).output().unwrap();
        let (printed, stderr) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        assert!(ran.status.success(), "{stderr}");
        format!("{printed}{stderr}")
    };
    assert!(run("card").contains("基本医疗保险（一档）"));
    let printed = run("registration");
    let lines: Vec<&str> = printed.lines().collect();
    let ["registered: HOSP", "the patient has got the message"] = [lines[0].get(..16).unwrap(), lines[1]] else {
        panic!("{printed}");
    };
}
