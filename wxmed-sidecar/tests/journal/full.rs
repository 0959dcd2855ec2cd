//! Simulates a full disk by a process with a file size limit.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use wxmed_sidecar::journal::{Begun, Journal, JournalError, JournalSettings, Resend, StoredResponse};

use crate::support::{Folder, begin_new, digest, key};

const FOLDER: &str = "WXMED_TEST_FULL_FOLDER";
/// The file size limit, in blocks of 512 bytes.
const BLOCKS: usize = 2_000;

/// Makes calls until the journal can't be written. The exit code is the number of acknowledged calls.
#[test]
fn child() {
    // The other test runs this one in a separate process.
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let acknowledged = runtime.block_on(async {
        let journal = Journal::open(JournalSettings::new(folder.join("journal.db"))).unwrap();
        for number in 0..200 {
            let text = number.to_string();
            let ticket = match journal.begin(&key(&text), digest(&journal, &text), Resend::Refuse).await {
                Ok(Begun::New(ticket)) => ticket,
                Ok(other) => panic!("{other:?}"),
                Err(error) => return reported(&error, number),
            };
            let response = StoredResponse::new(200, "success", vec![b'x'; 30_000]);
            if let Err(error) = ticket.finish(response).await {
                // Smaller changes may still succeed, so the child ends at the first error.
                return reported(&error, number);
            }
        }
        panic!("the files grew beyond the limit")
    });
    std::process::exit(acknowledged);
}

fn reported(error: &JournalError, acknowledged: i32) -> i32 {
    assert!(matches!(error, JournalError::Storage(..)), "{error}");
    acknowledged
}

#[tokio::test]
async fn acknowledged_calls_survive_a_full_disk() {
    let folder = Folder::new();
    let child = format!(
        "trap '' XFSZ; ulimit -f {BLOCKS}; exec {:?} --exact full::child --nocapture",
        std::env::current_exe().unwrap()
    );
    let mut command = Command::new("sh");
    command.args(["-c", &child]).env(FOLDER, folder.path("")).stdin(Stdio::null()).stdout(Stdio::null());
    let output = command.output().unwrap();
    let acknowledged = output.status.code().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!((3..100).contains(&acknowledged) && acknowledged != 101, "{acknowledged}: {stderr}");

    let journal = Journal::open(JournalSettings::new(folder.journal())).unwrap();
    for text in (0..acknowledged).map(|number| number.to_string()) {
        let begun = journal.begin(&key(&text), digest(&journal, &text), Resend::Refuse).await.unwrap();
        assert!(matches!(begun, Begun::Finished(_)), "{text}: {begun:?}");
    }
    // Without the limit, the journal can be written again.
    begin_new(&journal, "next").await.release().await.unwrap();
}
