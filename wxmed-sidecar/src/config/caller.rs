//! The callers of the configuration.

use std::collections::BTreeSet;

use wxmed::Secret;
use wxmed::spec::nearest;

use super::names;
use super::reader::Reader;
use super::secret::{self, Looks};
use super::table::{Item, Table};

/// A program that may call the sidecar.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(super) name: String,
    pub(super) token: Option<Secret>,
    pub(super) operations: Operations,
    pub(super) concurrency: usize,
    pub(super) merchants: AllowedMerchants,
}

/// The operations that a caller may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operations {
    /// All of them.
    All,
    /// Those with these names.
    Named(BTreeSet<String>),
}

/// The merchants for which a caller may call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AllowedMerchants {
    pub(super) names: BTreeSet<String>,
    pub(super) default: Option<String>,
}

impl Caller {
    /// The name, which appears in metrics, in the log and in the audit file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bearer token. `None` if this caller is identified by the listener alone: see
    /// [`Listener::caller`](super::Listener::caller). Comparison takes constant time.
    pub fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// The operations that it may use.
    pub fn operations(&self) -> &Operations {
        &self.operations
    }

    /// Whether it may use an operation.
    pub fn may_use(&self, operation: &str) -> bool {
        match &self.operations {
            Operations::All => true,
            Operations::Named(names) => names.contains(operation),
        }
    }

    /// How many of its calls may be in progress at the same time; at least 1.
    pub fn concurrency(&self) -> usize {
        self.concurrency
    }

    /// The merchant of calls that don't name one. `None` if each call must name a merchant.
    pub fn default_merchant(&self) -> Option<&str> {
        self.merchants.default.as_deref()
    }

    /// Whether it may call for the merchant with this name.
    pub fn may_call_for(&self, merchant: &str) -> bool {
        self.merchants.names.contains(merchant)
    }
}

impl Caller {
    /// The caller of a configuration without `[callers]`: any program on this machine.
    pub(super) fn local(merchants: &BTreeSet<String>, concurrency: usize) -> Self {
        let merchants = AllowedMerchants { names: merchants.clone(), default: only(merchants) };
        Self { name: LOCAL.to_owned(), token: None, operations: Operations::All, concurrency, merchants }
    }

    pub(super) fn read(
        name: &Item<&str>,
        table: Table<'_>,
        merchants: &BTreeSet<String>,
        reader: &mut Reader<'_>,
    ) -> Option<Self> {
        names::check(name, reader);
        let token = secret::optional(&table, "token", Looks::Token, reader).map(|token| token.value);
        let operations = operations(&table, reader);
        let concurrency = table.number("concurrency", 1..=100_000, reader).unwrap_or(32);
        let merchants = AllowedMerchants::read(&table, merchants, reader);
        table.finish(reader);
        Some(Self { name: name.value.to_owned(), token, operations: operations?, concurrency, merchants })
    }
}

/// The name of the caller of a configuration without `[callers]`.
pub(super) const LOCAL: &str = "local";

fn operations(table: &Table<'_>, reader: &mut Reader<'_>) -> Option<Operations> {
    if !table.has("operations") {
        let name = table.name("operations");
        let zh = format!("缺少 {name}：写出允许的接口，如 [\"getmedinfo\"]，或 [\"*\"] 表示全部");
        let en = format!("`{name}` is missing: list the operations, as in [\"getmedinfo\"], or write [\"*\"] for all");
        reader.wrong(table.span(), zh, en);
    }
    let names = table.texts("operations", reader)?.value;
    Some(match names.iter().any(|name| name.value == "*") {
        true => Operations::All,
        false => Operations::Named(names.iter().map(|name| name.value.to_owned()).collect()),
    })
}

/// The name, if there is exactly one.
fn only(names: &BTreeSet<String>) -> Option<String> {
    names.first().filter(|_| names.len() == 1).cloned()
}

impl AllowedMerchants {
    fn read(table: &Table<'_>, known: &BTreeSet<String>, reader: &mut Reader<'_>) -> Self {
        let default = table.text("merchant", reader).and_then(|name| known_merchant(name, known, reader));
        let listed = table.texts("merchants", reader);
        let names = match listed {
            Some(listed) => {
                let names = listed.value.into_iter().filter_map(|name| known_merchant(name, known, reader));
                names.chain(default.clone()).collect()
            }
            None => default.clone().map_or_else(|| known.clone(), |default| BTreeSet::from([default])),
        };
        let default = default.or_else(|| only(&names));
        Self { names, default }
    }
}

fn known_merchant(name: Item<&str>, known: &BTreeSet<String>, reader: &mut Reader<'_>) -> Option<String> {
    if known.contains(name.value) {
        return Some(name.value.to_owned());
    }
    let written = name.value;
    let (zh, en) = match nearest(written, known.iter().map(String::as_str)) {
        Some(near) => (format!("，是不是 {near}？"), format!(": did you mean `{near}`?")),
        None => (format!("：缺少 [merchants.{written}]"), format!(": there is no [merchants.{written}]")),
    };
    reader.wrong(name.span, format!("没有名为 {written} 的商户{zh}"), format!("no merchant is called `{written}`{en}"));
    None
}
