//! The same request and the same response with SDKs of other languages.
//!
//! `cargo bench -p wxmed --bench peers` installs them from their registries once, below the target folder (this needs
//! Python 3 with venv, Node.js and npm). It checks that each of them computes the same signature, and prints how many
//! times longer each takes than wxmed in the same run.

#[path = "support/contest.rs"]
mod contest;
#[path = "support/fixtures.rs"]
mod fixtures;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use contest::Contest;
use wxmed::parse_response;
use wxmed::payinsurance::Preregister;

/// Microseconds to build, sign and encode, and to parse and verify.
struct Times {
    name: String,
    encode: f64,
    verify: f64,
}

fn main() -> ExitCode {
    match peers() {
        Ok(peers) => {
            report(&ours(), &peers);
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("peers: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Building the request is included: the other SDKs start with a map, and so does this.
fn ours() -> Times {
    let key = fixtures::key();
    let fields = fixtures::fields();
    let build = || {
        let request = Preregister::from_fields(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        request.map(|request| request.sign(&key))
    };
    let request = fixtures::request();
    let mut contest = Contest::new("wxmed");
    let built = contest.contender("check, sign and encode a map", || black_box(build()));
    contest.contender("sign and encode a built request", || black_box(request.sign(&key)));
    let verified = contest.contender("parse and verify the response", || {
        black_box(parse_response::<Preregister>(fixtures::RESPONSE, &key))
    });
    contest.run();
    Times { name: "wxmed".to_owned(), encode: contest.micros(built), verify: contest.micros(verified) }
}

fn report(ours: &Times, peers: &[Times]) {
    println!("\n{:<34} {:>10} {:>8} {:>10} {:>8}", "", "encode µs", "times", "verify µs", "times");
    for Times { name, encode, verify } in peers.iter().chain([ours]) {
        println!(
            "{name:<34} {encode:>10.1} {:>8.1} {verify:>10.1} {:>8.1}",
            encode / ours.encode,
            verify / ours.verify
        );
    }
    let least = |times: fn(&Times) -> f64| peers.iter().map(times).fold(f64::INFINITY, f64::min);
    println!(
        "\nthe fastest peer takes {:.1} times as long to encode, {:.1} times as long to verify; the aim is at least 4",
        least(|peer| peer.encode) / ours.encode,
        least(|peer| peer.verify) / ours.verify
    );
}

fn peers() -> Result<Vec<Times>, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let installed = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("peers");
    std::fs::create_dir_all(&installed).map_err(|error| format!("{}: {error}", installed.display()))?;
    let python = installed.join("python/bin/python");
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(installed.join("python")))?;
        let requirements = here.join("requirements.txt");
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(requirements))?;
    }
    if !installed.join("node_modules/tenpay").exists() {
        let copied = installed.join("package.json");
        std::fs::copy(here.join("package.json"), copied).map_err(|error| error.to_string())?;
        run(Command::new("npm").args(["install", "--silent", "--no-fund", "--no-audit"]).current_dir(&installed))?;
    }
    let mut lines = run(Command::new(&python).arg(here.join("peers.py")).arg(&fixtures))?;
    let modules = installed.join("node_modules");
    lines += &run(Command::new("node").arg(here.join("peers.cjs")).arg(&fixtures).env("NODE_PATH", modules))?;
    lines.lines().map(parse).collect()
}

/// `name<tab>encode<tab>verify`
fn parse(line: &str) -> Result<Times, String> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [name, encode, verify] = parts.as_slice() else { return Err(format!("unexpected output: {line}")) };
    let number = |text: &str| text.parse::<f64>().map_err(|_| format!("unexpected output: {line}"));
    Ok(Times { name: (*name).to_owned(), encode: number(encode)?, verify: number(verify)? })
}

fn run(command: &mut Command) -> Result<String, String> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{shown} could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("{shown} failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
