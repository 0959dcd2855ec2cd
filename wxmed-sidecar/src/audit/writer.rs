//! The thread that writes the audit file.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use zeroize::Zeroizing;

use super::age;
use super::error::AuditError;
use super::exchange::Exchange;
use super::raw::RawBodies;
use super::recipient::Recipient;
use super::rotating::RotatingFile;
use super::settings::AuditSettings;

/// How many exchanges may wait to be written.
const QUEUE: usize = 16_384;
/// How many lines are written at once.
const MOST: usize = 256;

/// The end of the channel to the thread.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    exchanges: SyncSender<Message>,
    lost: Arc<AtomicU64>,
    wants_raw: bool,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
}

#[derive(Debug)]
enum Message {
    Exchange(Box<Exchange>),
    Stop,
}

impl Writer {
    pub(super) fn start(settings: &AuditSettings) -> Result<Self, AuditError> {
        let lines = RotatingFile::open(settings.path(), settings.rotation())?;
        let raw = match settings.raw() {
            Some(raw) => {
                let file = RotatingFile::open(raw.path(), settings.rotation())?;
                Some(RawFile { file, recipient: raw.recipient().clone() })
            }
            None => None,
        };
        let (exchanges, receiver) = sync_channel(QUEUE);
        let (lost, wants_raw) = (Arc::new(AtomicU64::new(0)), raw.is_some());
        let mut files = AuditFiles { lines, raw, lost: lost.clone(), is_failing: false };
        let thread = thread::Builder::new().name("wxmed-audit".to_owned()).spawn(move || files.run(&receiver));
        let thread = thread.map_err(|error| AuditError::storage(settings.path(), &error))?;
        Ok(Self { exchanges, lost, wants_raw, thread: Arc::new(Mutex::new(Some(thread))) })
    }

    pub(super) fn record(&self, exchange: Exchange) {
        if self.exchanges.try_send(Message::Exchange(Box::new(exchange))).is_err() {
            let lost = self.lost.fetch_add(1, Ordering::Relaxed) + 1;
            // Logged at powers of two only, so that the log isn't flooded.
            if lost.is_power_of_two() {
                tracing::error!(target: "wxmed::audit", lost, "audit_lines_lost");
            }
        }
    }

    pub(super) fn wants_raw(&self) -> bool {
        self.wants_raw
    }

    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    pub(super) fn stop(&self) {
        drop(self.exchanges.send(Message::Stop));
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            drop(thread.join());
        }
    }
}

/// The files that the thread writes.
struct AuditFiles {
    lines: RotatingFile,
    raw: Option<RawFile>,
    lost: Arc<AtomicU64>,
    is_failing: bool,
}

struct RawFile {
    file: RotatingFile,
    recipient: Recipient,
}

impl AuditFiles {
    /// Writes until a stop message arrives or the last sender is dropped.
    fn run(&mut self, messages: &Receiver<Message>) {
        while let Ok(Message::Exchange(first)) = messages.recv() {
            let mut batch = vec![*first];
            let mut is_last = false;
            while batch.len() < MOST && !is_last {
                match messages.try_recv() {
                    Ok(Message::Exchange(exchange)) => batch.push(*exchange),
                    Ok(Message::Stop) => is_last = true,
                    Err(_) => break,
                }
            }
            self.write(batch);
            if is_last {
                return;
            }
        }
    }

    fn write(&mut self, batch: Vec<Exchange>) {
        let exchanges = batch.len() as u64;
        if let Err(error) = self.write_all(batch) {
            let lost = self.lost.fetch_add(exchanges, Ordering::Relaxed) + exchanges;
            if !self.is_failing {
                tracing::error!(target: "wxmed::audit", lost, %error, "audit_file_failed");
            }
            self.is_failing = true;
        } else if self.is_failing {
            self.is_failing = false;
            tracing::warn!(target: "wxmed::audit", lost = self.lost.load(Ordering::Relaxed), "audit_file_works_again");
        }
    }

    fn write_all(&mut self, batch: Vec<Exchange>) -> io::Result<()> {
        let (mut lines, mut raws) = (Vec::new(), Vec::new());
        for mut exchange in batch {
            let id = random_id()?;
            if let (Some(raw), Some(bodies)) = (&self.raw, exchange.take_raw()) {
                raws.append(&mut raw.line(&id, exchange.time(), &bodies)?);
            }
            lines.append(&mut exchange.json(&id)?);
            lines.push(b'\n');
        }
        self.lines.write(&lines).map_err(|error| named(self.lines.path(), &error))?;
        match &mut self.raw {
            Some(raw) if !raws.is_empty() => raw.file.write(&raws).map_err(|error| named(raw.file.path(), &error)),
            Some(_) | None => Ok(()),
        }
    }
}

impl RawFile {
    fn line(&self, id: &str, at: String, bodies: &RawBodies) -> io::Result<Vec<u8>> {
        #[derive(Serialize)]
        struct Line<'a> {
            id: &'a str,
            at: String,
            age: String,
        }
        let plain = Zeroizing::new(serde_json::to_vec(bodies)?);
        let sealed = age::encrypt(&self.recipient, &plain);
        let sealed = sealed.map_err(|_| io::Error::other("the raw bodies can't be encrypted"))?;
        let mut line = serde_json::to_vec(&Line { id, at, age: STANDARD.encode(sealed) })?;
        line.push(b'\n');
        Ok(line)
    }
}

/// Creates the ID that a line and its raw bodies share.
pub(super) fn random_id() -> io::Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("the system's random source failed"))?;
    Ok(format!("{:016x}", u64::from_be_bytes(bytes)))
}

fn named(path: &std::path::Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
