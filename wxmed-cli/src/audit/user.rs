//! The user who runs this program.

use std::env;

/// The operating-system user, if known; for root by `sudo`, also the user who ran `sudo`.
pub(super) fn name() -> Option<String> {
    let user = of_system().or_else(|| variable("USER")).or_else(|| variable("USERNAME"))?;
    match variable("SUDO_USER") {
        Some(before) if before != user => Some(format!("{user} (sudo: {before})")),
        Some(_) | None => Some(user),
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The real user of the process. An environment variable could be set to anything.
#[cfg(target_os = "linux")]
fn of_system() -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    let id = std::fs::metadata("/proc/self").ok()?.uid().to_string();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let named = users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == id).then(|| name.to_owned())
    });
    Some(named.unwrap_or(id))
}

#[cfg(not(target_os = "linux"))]
fn of_system() -> Option<String> {
    None
}
