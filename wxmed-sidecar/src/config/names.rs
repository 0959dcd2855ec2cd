//! Names of callers and merchants.

use super::reader::Reader;
use super::table::Item;

/// Reports a name that can't be used in a metric or in a path.
pub(super) fn check(name: &Item<&str>, reader: &mut Reader<'_>) {
    let is_of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if (1..=64).contains(&name.value.len()) && name.value.chars().all(is_of_name) {
        return;
    }
    let zh = "名称应由 1 至 64 个小写字母、数字、- 或 _ 组成";
    reader.wrong(name.span.clone(), zh, "a name must be 1 to 64 lower-case letters, digits, - or _");
}
