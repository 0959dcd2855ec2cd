//! The reference pages contain everything in the model, and their tables are well-formed.

use wxmed_compiler::model::*;
use wxmed_core::Format;
use wxmed_tools::{reference_index, reference_names, reference_page};

use crate::entries::{erratum, error, template_set};
use crate::support::*;

fn model() -> Model {
    let mut request = record(vec![
        Field {
            note: Some(bilingual("竖线 | 与换行\n之后", "a | b")),
            sensitive: true,
            versions: Versions { since: Some("V1.2".to_owned()), ..Versions::default() },
            ..mandatory(limited("app", 32, LengthUnit::Bytes))
        },
        alias(text("sub_app"), "old_app"),
        chosen(text("sub")),
        Field {
            codes: Some(codes("kind", Exhaustiveness::Closed, &[("1", "一种", "one"), ("2", "二种", "two")])),
            ..mandatory(whole("kind", WireType::Int, Format::Int))
        },
        Field { role: Role::Signature, ..mandatory(text("sign")) },
    ]);
    request.choices.push(choice(&request, "merchant", &[&["app"], &["app", "sub_app?", "sub"]]));
    request.needs.push(Needs { given: 1, needs: 2 });
    cases(&mut request, vec![("1", vec![mandatory(text("first"))]), ("2", vec![text("remark")])]);
    let mut operation = operation(request);
    operation.response = record(vec![
        text("status"),
        Field { role: Role::Signature, ..mandatory(text("sign")) },
        when(text("answer"), &[("status", "SUCCESS"), ("result", "SUCCESS")]),
    ]);
    operation.response.fields[0].value_source = ValueSource::Sample("a | b".to_owned());
    operation.response.fields.push(Field { value_source: ValueSource::From(Resource::Order), ..text("number") });
    operation.response.fields.push(Field { value_source: ValueSource::Echo(1), ..text("given") });
    operation.needs[0] = Need { same: vec![1, 2], uses: Uses::Once, within: Some(600), ..operation.needs[0].clone() };
    operation.creates = vec![
        Creation { what: Resource::Order, by: vec![2], lasts: Some(0), span: Span::default() },
        Creation { what: Resource::Message, by: Vec::new(), lasts: None, span: Span::default() },
    ];
    operation.errors = vec![
        error("80000"),
        DocumentedError { when: Some(ErrorCause::Missing(Resource::BoundCard)), ..error("80004") },
        DocumentedError { when: Some(ErrorCause::Differs(2)), ..error("80005") },
    ];
    operation.examples = vec![
        Example {
            title: bilingual("好的", "a good one"),
            value: ExampleValue::Fields(vec![("app".into(), "```".into())]),
            outer: Vec::new(),
            breaks: Vec::new(),
            span: Span::default(),
        },
        Example {
            title: bilingual("坏的", "a bad one"),
            value: ExampleValue::Json("{\"a\":1}".to_owned()),
            outer: Vec::new(),
            breaks: vec!["app: required".to_owned()],
            span: Span::default(),
        },
    ];
    let mut inner = record(vec![present(text("x")), text("y")]);
    inner.rules.push(sum_rule(&inner, "same", &["x"], &["y"]));
    let mut content = content(record(vec![mandatory(nested("in", inner))]));
    content.wrapped_in = Some("envelope".to_owned());
    content.provenance = Some(Provenance::new(bilingual("样例", "a sample"), Confidence::Medium));
    Model {
        operations: vec![operation],
        contents: vec![content],
        codes: vec![codes("status", Exhaustiveness::Open, &[("SUCCESS", "成功", "success")])],
        errors: vec![ErrorTable {
            provenance: None,
            name: "platform".to_owned(),
            spelling: "PlatformError".to_owned(),
            title: bilingual("平台错误", "errors of the platform"),
            errors: vec![DocumentedError { refreshes_token: true, ..error("40001") }],
            span: Span::default(),
            spelling_span: Span::default(),
        }],
        templates: vec![template_set()],
        errata: vec![
            erratum("wrong-name", "city/atlantis/visit.in.x"),
            erratum("late", "lookup.request.app"),
            erratum("colon", "templates/messages.1"),
        ],
        ..Model::default()
    }
}

#[track_caller]
fn has(page: &str, lines: &[&str]) {
    for line in lines {
        assert!(page.lines().any(|other| other == *line), "{line:?} is not a line of\n{page}");
    }
}

/// Every row of a table has as many cells as its head.
fn assert_tables(page: &str) {
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut head = None;
    for line in page.lines() {
        match (line.starts_with('|'), head) {
            (true, None) => head = Some(cells(line)),
            (true, Some(count)) => assert_eq!(cells(line), count, "{line}"),
            (false, _) => head = None,
        }
    }
}

#[test]
fn the_page_of_an_operation() {
    let page = reference_page(&model(), "lookup").unwrap();
    assert_tables(&page);
    has(
        &page,
        &[
            "# 查询 Look up",
            "`lookup` · `POST /family/lookup` · 文档章节 Section 9.1 · Rust 类型 Rust type `LookUp`",
            "查一查。",
            "Looks it up.",
            "| 版本 Versions | 自 Since V1.0 |",
            "| 前提 Needs | 已绑定的医保卡 a bound insurance card<br>按 `app` 查找 found by `app`<br>`sub_app`, `sub` 须与之一致 `sub_app`, `sub` as it has them<br>只能用一次 can be used only once<br>产生后 600 秒内可用 within 600 seconds after it was made |",
            "| 结果 Brings about | 订单 order<br>`sub` 相同即为同一个 the same one if `sub` is the same<br>有效秒数见应答的 `status` valid for as many seconds as `status` of the response says<br>发给用户的消息 message to the user |",
            "| `status` | 字段 status<br>the status | `String` | 否 no | 虚构的样例 Made-up sample: <code>a &#124; b</code> |",
            "| `number` | 字段 number<br>the number | `String` | 否 no | 取自订单 Taken from the order |",
            "| `given` | 字段 given<br>the given | `String` | 否 no | 原样返回请求中的 `sub_app` The request's `sub_app`, as it was sent |",
            "| `80004` | 系统错误<br>system error<br>没有医保卡时返回 When there is no bound insurance card | 未执行 no | 按处理办法 see the remedy | 稍后再试<br>try again later | `system_error` |",
            "| `80005` | 系统错误<br>system error<br>`sub` 不一致时返回 When `sub` differs | 未执行 no | 按处理办法 see the remedy | 稍后再试<br>try again later | `system_error` |",
            "## 请求参数 Request",
            r"| `app` | 字段 app<br>the app | `String32` | 是 yes | 竖线 \| 与换行<br>之后<br>a \| b<br>长度按字节 The length is in bytes of UTF-8<br>敏感：日志中隐去 Sensitive: never shown in logs<br>自 Since V1.2 |",
            "| `sub_app` | 字段 sub_app<br>the sub_app | `String` | 否 no | 9.2 写作 `old_app` Printed as `old_app` in 9.2 |",
            "| `sub` | 字段 sub<br>the sub | `String` | 按所选的组 as its group says | 填了 `sub_app` 就必填 Mandatory if `sub_app` is given |",
            "| `sign` | 字段 sign<br>the sign | `String` | 客户端填写 by the client |  |",
            "| `sign` | 字段 sign<br>the sign | `String` | 是 yes |  |",
            "另见 See also [错误与处理 Errors and remedies](errors.md)",
            "### 当 `kind` 为 `1` 时 When `kind` is `1`：情形 a case",
            "### 字段之间 Between the fields",
            "| `app` | `app` |  |  |",
            "| `sub` | `app`, `sub` | `sub_app` |  |",
            "`sub_app`, `sub` 都不填时即为 `app`。 Without `sub_app`, `sub` it is `app`.",
            "- 填了 `sub_app` 就必须填 `sub`。 `sub` is mandatory if `sub_app` is given.",
            "| `2` | `case_2` | 情形<br>a case | `remark` |",
            "`app`, `first`, `kind`, `remark`, `sub`, `sub_app`",
            "## 返回参数 Response",
            "### 当 `status` 为 `SUCCESS` 且 `result` 为 `SUCCESS` 时 When `status` is `SUCCESS` and `result` is `SUCCESS`",
            "| `80000` | 系统错误<br>system error | 未执行 no | 按处理办法 see the remedy | 稍后再试<br>try again later | `system_error` |",
            "<a id=\"codes-kind\"></a>",
            "| `2` | 二种<br>two | `two` |",
            "### `kind` = `1`：缴费成功",
            "| `keyword1` | 平台从订单取得 the platform, from the order:<br>姓名<br>the name | 张三 |",
            "### `late`",
            "### `colon`",
            "- 依据 Evidence: 各处都写作 y<br>it is y everywhere",
            "### 好的 a good one",
            "  \"a\": 1",
            "- `app: required`",
        ],
    );
    assert!(!page.contains("wrong-name"));
}

#[test]
fn the_page_of_a_content() {
    let page = reference_page(&model(), "city/atlantis/visit").unwrap();
    assert_tables(&page);
    has(
        &page,
        &[
            "# 就诊 a visit",
            "- 来源 Source: 样例 a sample",
            "全部字段都在最外层的 `envelope` 之中。 All fields are inside the outermost key `envelope`.",
            "### 对象 Object `in`",
            "| `x` | 字段 x<br>the x | `String` | 键必有，值可空 key yes, value may be empty | 文档章节 Section 9.1 |",
            "### 字段之间 Between the fields `in`",
            "| `same` | `x = y` | 合计不符<br>the sum is wrong | 错误 error |",
            "### `wrong-name`",
            "- 把握 Confidence: 高（已验算，或多处所见） high (computed, or seen in several places)",
        ],
    );
}

#[test]
fn the_pages_of_shared_items() {
    let model = model();
    assert_eq!(reference_names(&model), ["lookup", "city/atlantis/visit", "codes", "errors", "errata"]);
    for name in reference_names(&model) {
        let page = reference_page(&model, name).unwrap();
        assert_tables(&page);
        assert!(page.starts_with("# ") && page.ends_with('\n') && !page.contains("\n\n\n"), "{page}");
    }
    has(&reference_page(&model, "codes").unwrap(), &["| `SUCCESS` | 成功<br>success | `success` |"]);
    let errors = reference_page(&model, "errors").unwrap();
    assert!(errors.contains("| 未执行 no | 换新 access_token 后 with a new access token |"));
    assert!(errors.contains("## `lookup` 的业务错误 Business errors of `lookup`"));
    assert_eq!(reference_page(&model, "nowhere"), None);
    let index = reference_index(&model);
    assert_tables(&index);
    has(&index, &["| [city/atlantis/visit](<city/atlantis/visit.md>) | 就诊<br>a visit | `Visit` |"]);
    assert!(index.contains("[勘误 Errata](errata.md): 3"));
}

#[test]
fn the_same_model_gives_the_same_page() {
    for name in ["lookup", "codes"] {
        assert_eq!(reference_page(&model(), name), reference_page(&model(), name));
    }
}
