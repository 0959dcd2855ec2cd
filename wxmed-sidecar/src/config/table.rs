//! A table of the file. Each key is read by name; keys that were not read are reported as unknown.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use wxmed::spec::nearest;

use super::reader::Reader;
use super::units::{duration, shown_duration, shown_size, size};

/// A table of the file.
pub(super) struct Table<'t> {
    /// The keys down to it, joined by dots; empty for the whole file.
    path: String,
    /// The position of the table in the file.
    span: Range<usize>,
    entries: &'t DeTable<'t>,
    known: RefCell<Vec<&'static str>>,
}

/// A value with its position.
#[derive(Clone)]
pub(super) struct Item<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Table<'t> {
    pub(super) fn root(entries: &'t DeTable<'t>) -> Self {
        Self { path: String::new(), span: 0..0, entries, known: RefCell::default() }
    }

    /// The position of the value in the file.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The name of a key, with those of the tables around it.
    pub(super) fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &'static str) -> Option<&'t Value<'t>> {
        let mut known = self.known.borrow_mut();
        if !known.contains(&key) {
            known.push(key);
        }
        self.entries.get(key)
    }

    /// Whether the table has no keys.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a key is present. This doesn't count as reading it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Reports that a required key is missing.
    pub(super) fn missing(&self, key: &str, reader: &mut Reader<'_>) {
        let name = self.name(key);
        reader.wrong(self.span(), format!("缺少 {name}"), format!("`{name}` is missing"));
    }

    /// A text.
    pub(super) fn text(&self, key: &'static str, reader: &mut Reader<'_>) -> Option<Item<&'t str>> {
        let value = self.get(key)?;
        as_text(value, &self.name(key), reader)
    }

    /// A required text.
    pub(super) fn needed_text(&self, key: &'static str, reader: &mut Reader<'_>) -> Option<Item<&'t str>> {
        if !self.has(key) {
            self.missing(key, reader);
        }
        self.text(key, reader)
    }

    /// A list of texts. Elements that aren't texts are reported and left out.
    pub(super) fn texts(&self, key: &'static str, reader: &mut Reader<'_>) -> Option<Item<Vec<Item<&'t str>>>> {
        let value = self.get(key)?;
        let name = self.name(key);
        let DeValue::Array(items) = value.get_ref() else {
            let (zh, en) =
                (format!("{name} 应为文本的列表，如 [\"…\"]"), format!("`{name}` must be a list of texts, [\"…\"]"));
            reader.wrong(value.span(), zh, en);
            return None;
        };
        let texts = items.iter().filter_map(|item| as_text(item, &name, reader)).collect();
        Some(Item { value: texts, span: value.span() })
    }

    /// A boolean; false by default.
    pub(super) fn flag(&self, key: &'static str, reader: &mut Reader<'_>) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            let name = self.name(key);
            reader.wrong(value.span(), format!("{name} 应为 true 或 false"), format!("`{name}` must be true or false"));
            false
        })
    }

    /// A number in a range.
    pub(super) fn number(
        &self,
        key: &'static str,
        range: RangeInclusive<usize>,
        reader: &mut Reader<'_>,
    ) -> Option<usize> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer();
        let number = number.and_then(|number| usize::from_str_radix(number.as_str(), number.radix()).ok());
        let wanted = number.filter(|number| range.contains(number));
        if wanted.is_none() {
            let (name, least, most) = (self.name(key), range.start(), range.end());
            let zh = format!("{name} 应为 {least} 至 {most} 的整数");
            reader.wrong(value.span(), zh, format!("`{name}` must be a number from {least} to {most}"));
        }
        wanted
    }

    /// A duration in a range.
    pub(super) fn duration(
        &self,
        key: &'static str,
        range: RangeInclusive<Duration>,
        reader: &mut Reader<'_>,
    ) -> Option<Duration> {
        let value = self.get(key)?;
        let wanted = value.get_ref().as_str().and_then(duration).filter(|wanted| range.contains(wanted));
        if wanted.is_none() {
            let (name, least, most) = (self.name(key), shown_duration(*range.start()), shown_duration(*range.end()));
            let zh = format!("{name} 应为 \"{least}\" 至 \"{most}\" 的时长，单位为 ms、s、m、h 或 d");
            let en = format!("`{name}` must be a duration from \"{least}\" to \"{most}\", in ms, s, m, h or d");
            reader.wrong(value.span(), zh, en);
        }
        wanted
    }

    /// A number of bytes in a range.
    pub(super) fn size(&self, key: &'static str, range: RangeInclusive<u64>, reader: &mut Reader<'_>) -> Option<u64> {
        let value = self.get(key)?;
        let wanted = value.get_ref().as_str().and_then(size).filter(|wanted| range.contains(wanted));
        if wanted.is_none() {
            let (name, least, most) = (self.name(key), shown_size(*range.start()), shown_size(*range.end()));
            let zh = format!("{name} 应为 \"{least}\" 至 \"{most}\" 的大小，单位为 KiB、MiB 或 GiB");
            let en = format!("`{name}` must be a size from \"{least}\" to \"{most}\", in KiB, MiB or GiB");
            reader.wrong(value.span(), zh, en);
        }
        wanted
    }

    /// One of these texts.
    pub(super) fn one_of<T: Copy>(
        &self,
        key: &'static str,
        choices: &[(&'static str, T)],
        reader: &mut Reader<'_>,
    ) -> Option<T> {
        let text = self.text(key, reader)?;
        let found = choices.iter().find(|(choice, _)| *choice == text.value).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let name = self.name(key);
            let list: Vec<String> = choices.iter().map(|(choice, _)| format!("\"{choice}\"")).collect();
            let zh = format!("{name} 只能是 {}", list.join("、"));
            reader.wrong(text.span, zh, format!("`{name}` must be one of {}", list.join(", ")));
        }
        found
    }

    /// A table below this one.
    pub(super) fn table(&self, key: &'static str, reader: &mut Reader<'_>) -> Option<Table<'t>> {
        let value = self.get(key)?;
        let at = self.entries.get_key_value(key).map_or_else(|| value.span(), |(key, _)| key.span());
        as_table(value, at, self.name(key), reader)
    }

    /// The tables below this one, each with its name.
    pub(super) fn named_tables(&self, reader: &mut Reader<'_>) -> Vec<(Item<&'t str>, Table<'t>)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let table = |(key, value): (&'t Spanned<_>, &'t Value<'t>)| {
            let name: &'t str = std::borrow::Cow::<str>::as_ref(key.get_ref());
            let table = as_table(value, key.span(), self.name(name), reader)?;
            Some((Item { value: name, span: key.span() }, table))
        };
        entries.into_iter().filter_map(table).collect()
    }

    /// A list of tables.
    pub(super) fn tables(&self, key: &'static str, reader: &mut Reader<'_>) -> Option<Vec<Table<'t>>> {
        let value = self.get(key)?;
        let name = self.name(key);
        let DeValue::Array(items) = value.get_ref() else {
            reader.wrong(value.span(), format!("{name} 应写作 [[{name}]]"), format!("write `{name}` as [[{name}]]"));
            return None;
        };
        Some(items.iter().filter_map(|item| as_table(item, item.span(), name.clone(), reader)).collect())
    }

    /// Reports the keys that were not read.
    pub(super) fn finish(self, reader: &mut Reader<'_>) {
        let known = self.known.into_inner();
        for key in self.entries.keys() {
            let written: &str = key.get_ref();
            if known.contains(&written) {
                continue;
            }
            let prefix = if self.path.is_empty() { String::new() } else { format!("{}.", self.path) };
            let (zh, en) = match nearest(written, known.iter().copied()) {
                Some(near) => (format!("，是不是 {prefix}{near}？"), format!(": did you mean `{prefix}{near}`?")),
                None => (format!("，可用的有：{}", known.join("、")), format!(": there are {}", known.join(", "))),
            };
            let (zh, en) =
                (format!("没有名为 {prefix}{written} 的键{zh}"), format!("no key is called `{prefix}{written}`{en}"));
            reader.wrong(key.span(), zh, en);
        }
    }
}

fn as_text<'t>(value: &'t Value<'t>, name: &str, reader: &mut Reader<'_>) -> Option<Item<&'t str>> {
    match value.get_ref().as_str() {
        Some(text) if !text.is_empty() && !text.chars().any(char::is_control) => {
            Some(Item { value: text, span: value.span() })
        }
        Some(_) | None => {
            let zh = format!("{name} 应为引号中的一行文本");
            reader.wrong(value.span(), zh, format!("`{name}` must be a line of text in quotes"));
            None
        }
    }
}

fn as_table<'t>(value: &'t Value<'t>, span: Range<usize>, path: String, reader: &mut Reader<'_>) -> Option<Table<'t>> {
    match value.get_ref() {
        DeValue::Table(entries) => Some(Table { path, span, entries, known: RefCell::default() }),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => {
            reader.wrong(
                span,
                format!("{path} 应为一个表，写作 [{path}]"),
                format!("`{path}` must be a table: write [{path}]"),
            );
            None
        }
    }
}
