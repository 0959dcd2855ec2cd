//! Descriptions in both languages, as Markdown.

use std::fmt::Write;

use wxmed_compiler::model::{DocumentedError, Operation};
use wxmed_core::Bilingual;

pub(super) const OF_THE_INTERFACE: &str = "\
请求与响应都是以 `xml` 为根的 UTF-8 报文。签名：除 `sign` 外、值非空的字段按名称的字节序排列，写成 `name=value` 并以 `&` 连接，\
末尾加 `&key=API密钥`，取 MD5（或 HMAC-SHA256）的大写十六进制。`wxmed sign` 逐步显示待签字符串，`wxmed sandbox` 在本机模拟平台并说明签名错在哪里。

Requests and responses are UTF-8 with the root element `xml`. To sign: order the fields with a value, but for `sign`, by the \
bytes of their names, write them as `name=value` joined by `&`, append `&key=` and the API key, and take the MD5 (or \
HMAC-SHA256) in upper-case hexadecimal digits. `wxmed sign` shows the string to sign, and `wxmed sandbox` simulates the \
platform on your machine and explains wrong signatures.";

pub(super) fn bilingual(bilingual: &Bilingual) -> String {
    format!("{}\n\n{}", bilingual.zh, bilingual.en)
}

pub(super) fn of(operation: &Operation) -> String {
    let mut all = match operation.section.as_str() {
        "" => operation.title.en.to_string(),
        section => format!("{} (section {section})", operation.title.en),
    };
    if let Some(about) = &operation.about {
        all += "\n\n";
        all += &bilingual(about);
    }
    if !operation.errors.is_empty() {
        all += "\n\n| 代码 · code | 含义 · meaning | 处理 · remedy |\n|---|---|---|\n";
        for error in &operation.errors {
            row(&mut all, error);
        }
    }
    all
}

fn row(table: &mut String, error: &DocumentedError) {
    let DocumentedError { code, meaning, remedy, .. } = error;
    let cell = |bilingual: &Bilingual| format!("{}<br>{}", bilingual.zh, bilingual.en).replace('|', "\\|");
    // Writing to a String never fails.
    let _ = writeln!(table, "| `{code}` | {} | {} |", cell(meaning), cell(remedy));
}
