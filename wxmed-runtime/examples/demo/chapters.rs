//! What the transcript tells, in its order.

mod operations;
mod refusals;
mod templates;

use wxmed::spec::model::{Model, Operation};
use wxmed::spec::{Options, compile, shipped};
use wxmed::{ApiKey, Nonce};

use super::page::Page;
use super::{KEY, Result, platform, requests};

/// What every chapter needs.
pub(crate) struct Stage {
    model: Model,
    key: ApiKey,
    /// One nonce for all, so that the transcript is the same in every run. A real request gets a fresh one.
    nonce: Nonce,
}

impl Stage {
    fn operation(&self, name: &str) -> Result<&Operation> {
        Ok(self.model.operation(name).ok_or_else(|| format!("no spec describes {name}"))?)
    }
}

pub(crate) fn tell(page: &mut Page<'_>) -> Result<()> {
    let (model, diagnostics) = compile(&shipped(), &Options::default());
    if diagnostics.has_errors() {
        return Err("the specs that ship have mistakes: run `cargo xtask lint`".into());
    }
    let nonce = Nonce::fixed("5K8264ILTKCH16CQ2502SI8ZNMTM67VS")?;
    let stage = Stage { model, key: ApiKey::new(KEY), nonce };
    page.sentence(
        "wxmed, from Rust values to the bytes on the wire and back (微信医保支付). Every line below is computed by the \
         library as you read. Nothing goes over a network: the answers are made with the same codec, row by row from \
         the response tables. Persons and numbers are made up, or are the document's own. The API key is the sample \
         key of WeChat Pay's documentation, and is shown as ***. The nonce is fixed, so that every run prints the same.",
    )?;
    operations::tell(page, &stage)?;
    refusals::tell(page, &stage)?;
    templates::tell(page, &stage)?;
    page.heading("What now · 接下来")?;
    page.sentence(
        "README.md has the ten lines that make a request of your own. docs/reference lists every field. `cargo xtask \
         explain-sign` shows the string to sign for fields of yours, when the platform says 签名失败.",
    )?;
    Ok(())
}
