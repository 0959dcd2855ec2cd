//! Detects markup files, which must be converted to tables or samples first.

use super::{DraftError, DraftMaterial};
use wxmed_compiler::model::Span;
use wxmed_core::Bilingual;

/// The markup format of a text, if it is markup.
fn format(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = text.chars().take(15).collect::<String>().to_ascii_lowercase();
    let is_html = ["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p>"];
    if is_html.iter().any(|tag| start.starts_with(tag)) {
        return Some("HTML");
    }
    let is_tag = start.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c == '?' || c.is_alphabetic()));
    (is_tag && (start.starts_with("<?xml") || text.contains("</"))).then_some("XML")
}

/// Errors for files that are markup. A sample may have its JSON inside XML.
pub(super) fn refused(material: &DraftMaterial) -> Vec<DraftError> {
    let text = |file: usize| material.sources.files().get(file).map_or("", |file| &*file.text);
    let tables = material.tables.iter().map(|file| (*file, format(text(*file))));
    let samples = material.labels.iter().chain(&material.examples);
    let samples = samples.map(|file| (*file, format(text(*file)).filter(|_| !text(*file).contains('{'))));
    tables.chain(samples).filter_map(|(file, format)| Some(error(file, format?))).collect()
}

fn error(file: usize, format: &str) -> DraftError {
    let message = Bilingual::new(
        format!("这是 {format} 文件：请把其中的表格复制为制表符分隔的文本，或保存为 CSV；样例请存为 JSON"),
        format!("this is {format}: copy its table as text with tabs, or save it as CSV; save a sample as JSON"),
    );
    DraftError { span: Span { file, ..Span::default() }, message }
}
