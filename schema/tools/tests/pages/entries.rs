use wxmed_compiler::model::*;

use crate::support::bilingual;

pub(crate) fn error(code: &str) -> DocumentedError {
    DocumentedError {
        code: code.to_owned(),
        name: "system_error".to_owned(),
        meaning: bilingual("系统错误", "system error"),
        remedy: bilingual("稍后再试", "try again later"),
        matching: CodeMatch::Whole,
        refreshes_token: false,
        outcome: Outcome::NothingDone,
        retry: RetryAdvice::AfterFix,
        provenance: None,
        when: None,
        span: Span::default(),
    }
}

pub(crate) fn erratum(id: &str, target: &str) -> Erratum {
    Erratum {
        id: id.to_owned(),
        target: target.to_owned(),
        change: Some("name: y".to_owned()),
        why: bilingual("写错", "misprinted"),
        evidence: bilingual("各处都写作 y", "it is y everywhere"),
        confidence: Confidence::High,
        state: ErratumState::Applied,
        span: Span::default(),
    }
}

/// The template for value 1 of the tag `kind`.
pub(crate) fn template_set() -> TemplateSet {
    let template = MessageTemplate {
        value: "1".to_owned(),
        section: "9.9".to_owned(),
        title: "缴费成功".to_owned(),
        lines: vec!["{{first.DATA}}".to_owned(), "姓名：{{keyword1.DATA}}".to_owned()],
        keywords: vec![
            TemplateKeyword {
                name: "first".into(), filler: FilledBy::Caller("first".into()), sample: "已缴费".into()
            },
            TemplateKeyword {
                name: "keyword1".into(),
                filler: FilledBy::Platform(bilingual("姓名", "the name")),
                sample: "张三".into(),
            },
        ],
        sample: vec!["已缴费".to_owned(), "姓名：张三".to_owned()],
        span: Span::default(),
    };
    TemplateSet {
        name: "messages".to_owned(),
        operation: "lookup".to_owned(),
        tag: "kind".to_owned(),
        templates: vec![template],
        span: Span::default(),
    }
}
