//! Shows a signature with all intermediate steps.

use serde_json::{Value, json};
use wxmed::Lang;
use wxmed_sandbox::diagnosis::Cause;

use super::Explained;
use crate::end::Result;
use crate::mistakes::{MistakeText, mistake_text};
use crate::report::{self, part};

/// Prints text, in one language.
pub(super) fn human(explained: &Explained<'_>, lang: Lang) -> Result<()> {
    let Explained { operation, sign_type, string_to_sign, sign, xml, remarks, violations, diagnosis } = explained;
    let text = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let section = format!("{} {}", text("文档", "section"), operation.section);
    part(text("接口", "Operation"), &format!("{} {} ({section})", operation.name, operation.title.in_lang(lang)))?;
    part(text("待签名串（密钥已隐去）", "String to sign, with the key masked"), string_to_sign)?;
    part(&format!("{} ({})", text("签名 sign", "sign"), sign_type.as_str()), sign)?;
    part("XML", xml)?;
    if !remarks.is_empty() {
        let remarks: Vec<&str> = remarks.iter().map(|remark| remark.in_lang(lang)).collect();
        part(text("备注", "Remarks"), &remarks.join("\n"))?;
    }
    if let Some(diagnosis) = diagnosis {
        let causes = diagnosis.causes().map(|cause| {
            let MistakeText { text, remedy } = mistake_text(cause);
            let (text, remedy) = (text.in_lang(lang), remedy.in_lang(lang));
            format!("[{}] {text}\n  → {remedy}", cause.id)
        });
        let heading = text("给出的签名为何不同", "Why the given signature is another one");
        part(heading, &causes.collect::<Vec<_>>().join("\n"))?;
    }
    if violations.is_empty() {
        return part(text("问题", "Violations"), text("无", "none"));
    }
    part(text("问题（仍已签名）", "Violations: it was signed nevertheless"), &report::violations(violations, lang))
}

fn cause(cause: &Cause) -> Value {
    let MistakeText { text, remedy } = mistake_text(cause);
    json!({ "id": cause.id, "text": text, "remedy": remedy })
}

/// Prints one object, with both languages.
pub(super) fn json(explained: &Explained<'_>) -> Result<()> {
    let Explained { operation, sign_type, string_to_sign, sign, xml, remarks, violations, diagnosis } = explained;
    report::json(&json!({
        "operation": operation.name,
        "section": operation.section,
        "sign_type": sign_type.as_str(),
        "string_to_sign": string_to_sign,
        "sign": sign,
        "xml": xml,
        "remarks": remarks,
        "violations": violations,
        "diagnosis": diagnosis.as_ref().map(|diagnosis| diagnosis.causes().map(cause).collect::<Vec<_>>()),
    }))
}
