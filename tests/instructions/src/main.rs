//! Counts the instructions of the codec and the client, relative to the minimal work of the same task.
//!
//! Instructions don't depend on the load of the machine, so CI can detect a change of a few per cent. Callgrind counts
//! them; without valgrind nothing is measured. They do depend on the compiler, so `instructions.txt` keeps ratios to
//! minimal work that the same compiler has built into the same program.
//!
//! `cargo run --profile instructions -p wxmed-instructions`, with `-- --bless` to save new ratios. The feature `https`
//! also counts a call over loopback, and takes longer to build.

#[path = "../../../wxmed-runtime/benches/support/card.rs"]
mod card;
#[path = "../../../wxmed-runtime/benches/support/fixtures.rs"]
mod fixtures;
#[path = "../../../wxmed-runtime/benches/support/least.rs"]
mod least;
#[cfg(feature = "https")]
#[path = "../../../wxmed-runtime/benches/support/loopback.rs"]
mod loopback;
mod ready;

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::{env, fs};

use md5::{Digest, Md5};
use wxmed::codec::{SignType, verify};
use wxmed::payinsurance::Preregister;
use wxmed::{ResponseSigning, parse_response};

/// The factor by which a contender may exceed its saved ratio.
const SLACK: f64 = 1.03;

/// Calls of the shorter and the longer run. The difference excludes the start of the program.
const CALLS: [usize; 2] = [200, 1200];

/// Each contender, with the minimal tasks that it is compared with.
const CONTESTS: &[(&str, &[&str])] = &[
    ("sign", &["md5-request"]),
    ("from-fields", &["md5-request"]),
    ("verify", &["bare-loop", "md5-response"]),
    ("read-response", &["bare-loop", "md5-response"]),
    ("send", &["md5-request"]),
    #[cfg(feature = "https")]
    ("send-over-http", &["bare-post"]),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--call", contender, times] => times.parse().map_err(Into::into).and_then(|times| call(contender, times)),
        arguments => compare(arguments.contains(&"--bless")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("instructions: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a contender this many times, under callgrind.
fn call(contender: &str, times: usize) -> Result<(), Box<dyn Error>> {
    let key = fixtures::key();
    let request = fixtures::request();
    let (signed, fields) = (fixtures::signed_string(&request), fixtures::fields());
    let (response, signed_response) = (fixtures::RESPONSE, fixtures::response_signed_string());
    let repeat = |once: &dyn Fn()| (0..times).for_each(|_| once());
    match contender {
        "md5-request" => repeat(&|| {
            black_box(Md5::digest(black_box(&signed)));
        }),
        "md5-response" => repeat(&|| {
            black_box(Md5::digest(black_box(&signed_response)));
        }),
        "bare-loop" => repeat(&|| {
            black_box(least::bare_loop(black_box(response)));
        }),
        "sign" => repeat(&|| drop(black_box(black_box(&request).sign(&key)))),
        "from-fields" => repeat(&|| {
            let fields = black_box(&fields).iter().map(|(name, text)| (name.as_str(), text.as_str()));
            drop(black_box(Preregister::from_fields(fields).map(|request| request.sign(&key))));
        }),
        "verify" => repeat(&|| {
            let fields = wxmed::codec::xml::read(black_box(response).as_bytes()).ok();
            let _ = black_box(fields.map(|fields| verify(&fields, &key, SignType::Md5, ResponseSigning::Signed)));
        }),
        "read-response" => repeat(&|| drop(black_box(parse_response::<Preregister>(black_box(response), &key)))),
        "send" => ready::send(times)?,
        #[cfg(feature = "https")]
        "send-over-http" => over_http(times, loopback::Send::new, loopback::Send::call)?,
        #[cfg(feature = "https")]
        "bare-post" => over_http(times, loopback::BarePost::new, loopback::BarePost::call)?,
        other => return Err(format!("there is no contender `{other}`").into()),
    }
    Ok(())
}

/// The server runs on the same thread, so that the order of execution is the same in each run.
#[cfg(feature = "https")]
fn over_http<C, F: Future<Output = ()>>(
    times: usize,
    caller: impl Fn(std::net::SocketAddr) -> Result<C, Box<dyn Error>>,
    call: impl Fn(&C) -> F,
) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (address, served) = loopback::serve().await?;
        tokio::spawn(served);
        let caller = caller(address)?;
        for _ in 0..times {
            call(&caller).await;
        }
        Ok(())
    })
}

fn compare(bless: bool) -> Result<(), Box<dyn Error>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: valgrind is not installed");
        return Ok(());
    }
    let (file, mut counts) = (kept_in(), BTreeMap::new());
    let kept = read_kept(&fs::read_to_string(&file).unwrap_or_default())?;
    // Ratios that aren't measured without the feature are kept.
    let (mut now, mut dearer) = (kept.clone(), Vec::new());
    println!("{:<14} {:>13} {:>8} {:>8}", "", "instructions", "ratio", "kept");
    for (contender, others) in CONTESTS {
        for name in others.iter().chain([contender]) {
            if !counts.contains_key(name) {
                counts.insert(name, instructions(name)?);
            }
        }
        let ratio = counts[contender] / others.iter().map(|other| counts[other]).sum::<f64>();
        let before = kept.get(*contender).copied();
        let shown = before.map_or("none".to_owned(), |kept| format!("{kept:.3}"));
        println!("{contender:<14} {:>13.0} {ratio:>8.3} {shown:>8}", counts[contender]);
        if before.is_none_or(|kept| ratio > kept * SLACK) {
            dearer.push(*contender);
        }
        now.insert((*contender).to_owned(), ratio);
    }
    if bless {
        let lines = now.iter().map(|(contender, ratio)| format!("{contender} {ratio:.3}\n"));
        fs::write(file, lines.collect::<String>())?;
    } else if !dearer.is_empty() {
        let dearer = dearer.join(", ");
        return Err(format!("dearer than kept, or not kept yet: {dearer}; `-- --bless` keeps the new ratios").into());
    }
    Ok(())
}

/// The instructions of one call.
fn instructions(contender: &str) -> Result<f64, Box<dyn Error>> {
    let [few, many] = CALLS.map(|times| collected(contender, times));
    let calls = u32::try_from(CALLS[1] - CALLS[0])?;
    Ok((many? - few?) / f64::from(calls))
}

/// The instructions of a whole run.
fn collected(contender: &str, times: usize) -> Result<f64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["--call", contender, &times.to_string()])
        .output()?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let count = report.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim());
    match count.filter(|_| output.status.success()) {
        Some(count) => Ok(count.parse()?),
        None => Err(format!("callgrind failed for `{contender}`:\n{report}").into()),
    }
}

fn kept_in() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "instructions.txt"].iter().collect()
}

fn read_kept(text: &str) -> Result<BTreeMap<String, f64>, Box<dyn Error>> {
    let entry = |line: &str| {
        let (name, ratio) = line.split_once(' ').ok_or(format!("no name and ratio: {line}"))?;
        Ok((name.to_owned(), ratio.parse()?))
    };
    text.lines().map(entry).collect()
}
