//! The audit file and the journal.

use std::time::Duration;

use wxmed::Bilingual;

use crate::audit::{AuditSettings, Keep, RawSettings, Recipient, RecipientError, Rotation};
use crate::journal::{Detail, Durability, JournalSettings};

use super::reader::Reader;
use super::table::Table;

const DAY: Duration = Duration::from_secs(24 * 3600);

pub(super) fn audit(table: Table<'_>, reader: &mut Reader<'_>) -> Option<AuditSettings> {
    let path = table.needed_text("file", reader).map(|path| reader.path(path.value));
    let size = table.size("rotate_size", 1 << 10..=16 << 30, reader);
    let files = table.number("keep_files", 1..=9_999, reader);
    let time = table.duration("keep_for", DAY..=36_500 * DAY, reader);
    if files.is_some() && time.is_some() {
        let zh = "[audit] 中 keep_files 与 keep_for 只能写一个";
        reader.wrong(table.span(), zh, "[audit] has both keep_files and keep_for: write one of them");
    }
    let usual = Rotation::default();
    let keep = match (files, time) {
        (_, Some(time)) => Keep::For(time),
        (Some(files), None) => Keep::Files(u32::try_from(files).unwrap_or(u32::MAX)),
        (None, None) => usual.keep(),
    };
    let raw = table.table("raw", reader).map(|raw| self::raw(raw, reader));
    table.finish(reader);
    let settings = AuditSettings::new(path?).rotated(Rotation::new(size.unwrap_or(usual.size()), keep));
    match raw {
        None => Some(settings),
        Some(raw) => Some(settings.with_raw(raw?)),
    }
}

fn raw(table: Table<'_>, reader: &mut Reader<'_>) -> Option<RawSettings> {
    let path = table.needed_text("file", reader).map(|path| reader.path(path.value));
    if !table.has("recipient") {
        let name = table.name("recipient");
        let zh = format!("缺少 {name}：原文只能加密保存，请用 age-keygen 生成密钥对，并写入公钥");
        let en = format!(
            "`{name}` is missing: raw bodies are only written encrypted, to a public key that age-keygen prints"
        );
        reader.wrong(table.span(), zh, en);
    }
    let recipient = table.get("recipient").and_then(|value| {
        let error = match value.get_ref().as_str().map(Recipient::parse) {
            Some(Ok(recipient)) => return Some(recipient),
            Some(Err(error)) => error.message(),
            None => RecipientError::NoKey.message(),
        };
        let name = table.name("recipient");
        // It may be a private key.
        reader.wrong_secret(
            value.span(),
            Bilingual::new(format!("{name} {}", error.zh), format!("`{name}` {}", error.en)),
        );
        None
    });
    table.finish(reader);
    Some(RawSettings::new(path?, recipient?))
}

pub(super) fn journal(table: Table<'_>, queue: usize, reader: &mut Reader<'_>) -> Option<JournalSettings> {
    let path = table.needed_text("file", reader).map(|path| reader.path(path.value));
    let keep_for = table.duration("keep_for", Duration::from_secs(3600)..=366 * DAY, reader);
    let details = [("responses", Detail::Responses), ("outcomes", Detail::Outcomes)];
    let detail = table.one_of("keep", &details, reader);
    let durabilities = [("disk", Durability::Disk), ("process", Durability::Process)];
    let durability = table.one_of("durability", &durabilities, reader);
    table.finish(reader);
    let settings = JournalSettings::new(path?).queue(queue);
    let settings = keep_for.into_iter().fold(settings, JournalSettings::keep_for);
    let settings = durability.into_iter().fold(settings, JournalSettings::durability);
    Some(detail.into_iter().fold(settings, JournalSettings::detail))
}
