//! A library of another language, installed once below the target folder, and controlled by a program of `tests/peers`.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{fs, thread};

use serde_json::Value;

/// An installed library of another language.
#[derive(Debug)]
pub(crate) struct Library {
    pub(crate) name: &'static str,
    program: Vec<PathBuf>,
    modules: Option<PathBuf>,
}

/// The libraries, which the first call installs.
///
/// # Panics
/// If one can't be installed, with the missing requirement.
pub(crate) fn libraries() -> &'static [Library; 2] {
    static LIBRARIES: OnceLock<Result<[Library; 2], String>> = OnceLock::new();
    match LIBRARIES.get_or_init(|| Ok([wechatpy()?, tenpay()?])) {
        Ok(libraries) => libraries,
        Err(problem) => panic!("{problem}"),
    }
}

/// A validator of OpenAPI documents; a document is a job.
///
/// # Panics
/// If it can't be installed, with the missing requirement.
pub(crate) fn openapi_validator() -> Library {
    python("openapi", "openapi.txt", "openapi_validator.py").unwrap_or_else(|problem| panic!("{problem}"))
}

/// A generator of clients from OpenAPI documents, and a program that uses the client of the control API.
///
/// # Panics
/// If it can't be installed, with the missing requirement.
pub(crate) fn control_client() -> Library {
    python("openapi-client", "openapi_client.txt", "control_client.py").unwrap_or_else(|problem| panic!("{problem}"))
}

/// A browser and the scripts of `tests/console`, which act as a user of the console.
///
/// # Panics
/// If it can't be installed, with the missing requirement.
pub(crate) fn chromium() -> &'static Library {
    static CHROMIUM: OnceLock<Result<Library, String>> = OnceLock::new();
    let console = || Path::new(env!("CARGO_MANIFEST_DIR")).join("console");
    match CHROMIUM.get_or_init(|| node("console", &console(), "run.cjs")) {
        Ok(browser) => browser,
        Err(problem) => panic!("{problem}"),
    }
}

/// The same generator, and a program that uses the sidecar's client.
///
/// # Panics
/// If it can't be installed, with the missing requirement.
pub(crate) fn sidecar_client() -> Library {
    python("openapi-client", "openapi_client.txt", "sidecar_client.py").unwrap_or_else(|problem| panic!("{problem}"))
}

fn wechatpy() -> Result<Library, String> {
    python("wechatpy", "requirements.txt", "wechatpy_peer.py")
}

fn python(name: &'static str, requirements: &str, program: &str) -> Result<Library, String> {
    let needs = "install Python 3 with venv and pip; on Debian: apt-get install python3 python3-venv";
    let folder = installed(name, &programs(), &[requirements], |folder| {
        run(Command::new("python3").args(["-m", "venv"]).arg(folder.join("venv")), needs)?;
        let mut pip = Command::new(folder.join("venv/bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
        run(pip.current_dir(folder), needs)
    })?;
    let program = vec![folder.join("venv/bin/python"), programs().join(program)];
    Ok(Library { name, program, modules: None })
}

fn tenpay() -> Result<Library, String> {
    node("tenpay", &programs(), "tenpay_peer.cjs")
}

/// A Node.js program, in a folder with the lists of its modules.
fn node(name: &'static str, programs: &Path, program: &str) -> Result<Library, String> {
    let needs = "install Node.js 18 or later with npm; on Debian: apt-get install nodejs npm";
    run(Command::new("node").arg("--version"), needs)?;
    let folder = installed(name, programs, &["package.json", "package-lock.json"], |folder| {
        run(Command::new("npm").args(["ci", "--silent", "--no-fund", "--no-audit"]).current_dir(folder), needs)
    })?;
    let program = vec![PathBuf::from("node"), programs.join(program)];
    Ok(Library { name, program, modules: Some(folder.join("node_modules")) })
}

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

/// The folder of a library, installed from these version lists. An incomplete folder, or one with other versions, is
/// installed again. Several tests use the same library: the first one installs it, and the others wait.
fn installed(
    name: &str,
    programs: &Path,
    lists: &[&str],
    install: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<PathBuf, String> {
    let libraries = Path::new(env!("CARGO_TARGET_TMPDIR")).join("libraries");
    let (folder, lock) = (libraries.join(name), libraries.join(format!("{name}.lock")));
    let finished = folder.join("installed");
    let failed = |path: &Path, error| format!("{}: {error}", path.display());
    fs::create_dir_all(&libraries).map_err(|error| failed(&libraries, error))?;
    let installing = File::create(&lock).map_err(|error| failed(&lock, error))?;
    installing.lock().map_err(|error| failed(&lock, error))?;
    let mut wanted = String::new();
    for list in lists.iter().map(|list| programs.join(list)) {
        wanted += &fs::read_to_string(&list).map_err(|error| failed(&list, error))?;
    }
    if fs::read_to_string(&finished).is_ok_and(|there| there == wanted) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    }
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    for list in lists {
        fs::copy(programs.join(list), folder.join(list)).map_err(|error| failed(&folder, error))?;
    }
    install(&folder)?;
    fs::write(&finished, wanted).map_err(|error| failed(&finished, error))?;
    Ok(folder)
}

fn run(command: &mut Command, needs: &str) -> Result<(), String> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{shown} could not be started ({error}): {needs}"))?;
    if output.status.success() {
        return Ok(());
    }
    let printed = [output.stdout, output.stderr].concat();
    Err(format!("{shown} failed: {}\nIf something is missing: {needs}", String::from_utf8_lossy(&printed)))
}

impl Library {
    /// Runs the jobs in one process, and returns the result of each.
    ///
    /// # Panics
    /// If the program fails, or doesn't print one result for each job.
    pub(crate) fn run(&self, jobs: Vec<Value>) -> Vec<Value> {
        self.run_with(&[], jobs)
    }

    /// Runs the jobs in one process with these environment variables, and returns the result of each.
    ///
    /// # Panics
    /// If the program fails, or doesn't print one result for each job.
    pub(crate) fn run_with(&self, variables: &[(&str, &str)], jobs: Vec<Value>) -> Vec<Value> {
        let count = jobs.len();
        let mut command = Command::new(&self.program[0]);
        command.args(&self.program[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.envs(variables.iter().copied());
        command.envs(self.modules.as_ref().map(|modules| ("NODE_PATH", modules)));
        // The sandbox is on this machine, and a proxy can't reach it.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{} cannot be started: {error}", self.name));
        let mut stdin = child.stdin.take().unwrap();
        // Written by another thread: the program may print before it has read all of its input.
        let writer = thread::spawn(move || stdin.write_all(Value::Array(jobs).to_string().as_bytes()));
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} failed: {stderr}", self.name);
        writer.join().unwrap().unwrap();
        let results: Vec<Value> = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{} printed no results: {error}\n{stderr}", self.name));
        assert_eq!(results.len(), count, "{}: one result for each job", self.name);
        results
    }
}
