//! The reference of the specs' language: a page for each shape, generated from the tables that drive the parser.

mod excerpts;
mod expressions;

use super::markdown::{Page, code, stacked, text};
use crate::keywords::meaning;
use crate::pages::{EXAMPLES, PAGES, slug};
use wxmed_compiler::grammar::{self, FILES, Key, KeyValue, Need, Shape};
use wxmed_core::Bilingual;

/// The pages of the language, with their file names without `.md`.
pub fn language_reference() -> Vec<(String, String)> {
    let mut pages = vec![(file("README"), index()), (file("expressions"), expressions::page())];
    let shapes = grammar::shapes();
    pages.extend(shapes.iter().map(|shape| (file(&slug(shape)), shape_page(shape, &shapes))));
    pages
}

fn file(name: &str) -> String {
    format!("language/{name}")
}

fn index() -> String {
    let mut page = Page::default();
    page.heading(1, "规格语言 The language of the specs");
    page.block("由解析器所用的表生成，请勿手改。 Generated from the tables that drive the parser.");
    page.block(
        "文件是 YAML，其中没有锚点、别名与标签；第一个键说明文件描述的是什么。\n\n\
         A file is YAML without anchors, aliases and tags. Its first key says what it describes.",
    );
    page.heading(2, "文件 Files");
    page.list(&FILES.iter().map(|shape| entry(shape)).collect::<Vec<_>>());
    page.heading(2, "文件之内 Inside of files");
    let shapes = grammar::shapes();
    let inside = shapes.iter().filter(|shape| !FILES.iter().any(|file| std::ptr::eq(*file, **shape)));
    page.list(&inside.map(|shape| entry(shape)).collect::<Vec<_>>());
    page.list(&["[表达式 Expressions](expressions.md): `fee = sum(items.cost)`".to_owned()]);
    page.heading(2, "编辑器 Editors");
    page.block(
        "`schema/wxmed.schema.json` 由同一些表生成，编辑器据此补全与提示：在文件开头写一行注释。\n\n\
         `schema/wxmed.schema.json` is made from the same tables, and gives editors completion and hover: begin a file with \
         a comment.",
    );
    page.code_block("yaml", "# yaml-language-server: $schema=../../wxmed.schema.json");
    page.finish()
}

fn entry(shape: &Shape) -> String {
    let head = shape.keys.first().filter(|_| FILES.iter().any(|file| std::ptr::eq(*file, shape)));
    let head = head.map(|key| format!(" ({})", code(&format!("{}:", key.name)))).unwrap_or_default();
    format!("{}{head}", link(shape))
}

fn link(shape: &Shape) -> String {
    format!("[{}]({}.md)", text(shape.name), slug(shape))
}

fn shape_page(shape: &'static Shape, shapes: &[&'static Shape]) -> String {
    let mut page = Page::default();
    page.heading(1, &text(shape.name));
    if let Some(entry) = PAGES.iter().find(|entry| std::ptr::eq(entry.shape, shape)) {
        page.block(&format!("{}\n\n{}", entry.about.zh, entry.about.en));
    }
    page.heading(2, "键 Keys");
    page.table(
        ["键 Key", "必填 Needed", "值 Value", "说明 Description"],
        &shape.keys.iter().map(row).collect::<Vec<_>>(),
    );
    for key in shape.keys {
        if let KeyValue::Keyword(keywords) = key.value {
            page.heading(3, &format!("{} 的取值 Values of {}", code(key.name), code(key.name)));
            page.table(
                ["值 Word", "含义 Meaning"],
                &keywords().iter().map(|keyword| [code(keyword), stacked(&meaning(key, keyword))]).collect::<Vec<_>>(),
            );
        }
    }
    let above: Vec<String> = shapes.iter().flat_map(|above| parent_keys(above, shape)).collect();
    if !above.is_empty() {
        page.heading(2, "用于 Used in");
        page.list(&above);
    }
    page.heading(2, "示例 Example");
    for excerpt in excerpts::of(shape, EXAMPLES) {
        page.code_block("yaml", &excerpt);
    }
    page.finish()
}

fn row(key: &Key) -> [String; 4] {
    let need = match key.need {
        Need::Must => "是 yes",
        Need::May => "否 no",
    };
    [code(key.name), need.to_owned(), value(key.value), two_lines(&key.about())]
}

fn value(value: KeyValue) -> String {
    match value {
        KeyValue::Text => "文本 text".to_owned(),
        KeyValue::WholeNumber => "整数 whole number".to_owned(),
        KeyValue::Amount => "十进制数 decimal number".to_owned(),
        KeyValue::Notation => "类型 type".to_owned(),
        KeyValue::Expression => "[表达式 expression](expressions.md)".to_owned(),
        KeyValue::Keyword(_) => "见下 one of the words below".to_owned(),
        KeyValue::Texts => "文本的列表 list of texts".to_owned(),
        KeyValue::TextOrTexts => "文本，或文本的列表 text, or list of texts".to_owned(),
        KeyValue::Pairs => "名字与文本的映射 mapping from names to texts".to_owned(),
        KeyValue::Mapping(shape) => link(shape),
        KeyValue::List(shape) => format!("列表 list: {}", link(shape)),
    }
}

/// A text in both languages for a cell of a table. It may contain code spans.
fn two_lines(text: &Bilingual) -> String {
    format!("{}<br>{}", text.zh, text.en).replace('|', "\\|")
}

/// The keys of one shape whose values have another shape.
fn parent_keys(above: &Shape, below: &Shape) -> Vec<String> {
    let keys = above.keys.iter().filter(|key| key.shape().is_some_and(|shape| std::ptr::eq(shape, below)));
    keys.map(|key| format!("{} {}", link(above), inline_key(key))).collect()
}

fn inline_key(key: &Key) -> String {
    code(&format!("{}:", key.name))
}

/// The keys that no example has, as `shape: key`.
#[cfg(test)]
fn unshown() -> Vec<String> {
    let keys = |shape: &'static Shape| {
        let shown = excerpts::keys(shape, EXAMPLES);
        let missing = shape.keys.iter().filter(move |key| !shown.contains(key.name));
        missing.map(move |key| format!("{}: {}", shape.name, key.name))
    };
    grammar::shapes().into_iter().flat_map(keys).collect()
}

#[cfg(test)]
mod tests;
