//! A response that the platform did not sign.

use wxmed::{Error, Outcome, SignatureFault};
use wxmed_sandbox::{Stub, StubResponse};

use super::{Page, Result, Stage, ensure, requests, traffic};

pub(super) fn forged(page: &mut Page<'_>, _: &Stage) -> Result {
    let stage = Stage::open()?;
    let client = stage.client();
    page.sentence(
        "The response reports SUCCESS, but its signature is wrong: it was modified on the way, or forged.",
        "应答报告 SUCCESS，但签名错误：可能在途中被篡改，或本身就是伪造的。",
    )?;
    stage.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Forged));
    let result = client.send(&requests::preregister(client)?);
    traffic::show(page, &stage, &["stable_token", "preregister"])?;
    page.label("What the program gets", "程序得到的错误")?;
    match result {
        Err(Error::Signature(failure)) if failure.fault == SignatureFault::Wrong => {
            let error = Error::Signature(failure);
            page.error(&error)?;
            ensure(error.outcome() == Outcome::Unknown, "a response that cannot be verified has a known outcome")?;
            let kept = error.raw().map_or(0, |raw| raw.bytes().len());
            ensure(kept > 0, "the raw response is lost")?;
            page.sentence(
                format!(
                    "error.outcome() == Unknown; error.raw() keeps the {kept} bytes; the signature that would have been \
                     right is not kept anywhere."
                ),
                format!("error.outcome() == Unknown；error.raw() 保留原文 {kept} 字节；正确的签名不保存在任何地方。"),
            )?;
            Ok(())
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("a forged response was accepted".into()),
    }
}
