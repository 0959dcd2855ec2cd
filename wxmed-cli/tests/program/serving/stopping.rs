//! The behaviour that a service manager relies on: it is notified, and calls in progress end before the sidecar does.

use std::os::unix::net::UnixDatagram;
use std::process::Command;
use std::thread;
use std::time::Duration;

use wxmed_sandbox::Stub;

use super::process::{Process, command, config, post, registration};
use super::sandbox;
use crate::support::Folder;

#[test]
fn systemd_is_notified_when_it_listens() {
    let (sandbox, folder) = (sandbox(), Folder::new());
    folder.write("wxmed.toml", &config(&sandbox, ""));
    let notified = UnixDatagram::bind(folder.path("notify.sock")).unwrap();
    let mut sidecar = command(&folder, &sandbox).env("NOTIFY_SOCKET", folder.path("notify.sock")).spawn().unwrap();
    let mut message = [0; 64];
    let length = notified.recv(&mut message).unwrap();
    assert_eq!(&message[..length], b"READY=1");
    let (status, _) = post(&folder.path("s.sock"), "/v1/preregister", &registration("N-1")).unwrap();
    assert_eq!(status, 200);
    let signalled = Command::new("kill").args(["-TERM", &sidecar.id().to_string()]).status().unwrap();
    assert!(signalled.success() && sidecar.wait().unwrap().success());
}

/// systemd uses an abstract socket for services with another root directory.
#[cfg(target_os = "linux")]
#[test]
fn systemd_is_notified_without_a_file() {
    use std::os::linux::net::SocketAddrExt as _;
    let (sandbox, folder) = (sandbox(), Folder::new());
    folder.write("wxmed.toml", &config(&sandbox, ""));
    let name = format!("wxmed-test-{}", std::process::id());
    let address = std::os::unix::net::SocketAddr::from_abstract_name(&name).unwrap();
    let notified = UnixDatagram::bind_addr(&address).unwrap();
    // With a time-out, the test fails instead of hanging if nothing arrives.
    notified.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut sidecar = command(&folder, &sandbox).env("NOTIFY_SOCKET", format!("@{name}")).spawn().unwrap();
    let mut message = [0; 64];
    let length = notified.recv(&mut message);
    let signalled = Command::new("kill").args(["-TERM", &sidecar.id().to_string()]).status().unwrap();
    assert!(signalled.success() && sidecar.wait().unwrap().success());
    assert_eq!(&message[..length.unwrap()], b"READY=1");
}

#[test]
fn a_call_in_progress_ends_before_the_sidecar_does() {
    let (sandbox, folder) = (sandbox(), Folder::new());
    folder.write("wxmed.toml", &config(&sandbox, ""));
    let process = Process::start(&folder, &sandbox);
    // Long enough that the signal usually comes first. The test doesn't depend on it.
    sandbox.stub(Stub::on("preregister").delay(Duration::from_millis(500)));
    let socket = process.socket.clone();
    let call = thread::spawn(move || post(&socket, "/v1/preregister", &registration("D-1")).unwrap());
    while sandbox.calls("/payinsurance/preregister") == 0 {
        thread::yield_now();
    }
    process.signal("TERM");
    let (status, body) = call.join().unwrap();
    assert_eq!((status, &body["ok"]), (200, &true.into()), "{body}");
    let (code, log) = process.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopping") && log.contains("stopped"), "{log}");
}
