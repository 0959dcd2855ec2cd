//! Tables of codes, and of errors.

use super::keywords::{self, listed};
use super::shape::{may, must};
use super::{BILINGUAL, DEPRECATED, Key, OWN_PROVENANCE, SECTION_IF_ANY, SINCE, SPELLING, Shape, TITLE, UNTIL};

/// A code table in its own file.
pub static CODES: Shape = Shape {
    name: "code table",
    keys: &[
        must("codes", "名称", "the name"),
        SPELLING,
        must("kind", "列出了全部值写 `closed`，没有则写 `open`", "`closed` if it lists every value, `open` if not")
            .keyword(|| listed(keywords::KIND)),
        SECTION_IF_ANY,
        TITLE,
        OWN_PROVENANCE,
        must("values", "各个值", "the values").list(&CODE),
    ],
};

/// A code table inside another spec.
pub static OWN_CODES: Shape = Shape {
    name: "code table of one spec",
    keys: &[
        must("name", "名称", "the name"),
        SPELLING,
        must("kind", "列出了全部值写 `closed`，没有则写 `open`", "`closed` if it lists every value, `open` if not")
            .keyword(|| listed(keywords::KIND)),
        SECTION_IF_ANY,
        TITLE,
        OWN_PROVENANCE,
        must("values", "各个值", "the values").list(&CODE),
    ],
};

/// A value of a code table.
pub static CODE: Shape = Shape {
    name: "code",
    keys: &[
        must("code", "报文中的文本", "the text on the wire").written_by_others(),
        must("name", "在 API 中的名字", "what the API calls it"),
        must("zh", "中文含义", "what it means, in Chinese").any(),
        must("en", "英文含义", "what it means, in English").any(),
        SINCE,
        UNTIL,
        DEPRECATED,
        OWN_PROVENANCE,
    ],
};

/// A table of errors.
pub static ERRORS: Shape = Shape {
    name: "table of errors",
    keys: &[
        must("errors", "名称", "the name"),
        SPELLING,
        TITLE,
        OWN_PROVENANCE,
        must("values", "各个错误", "the errors").list(&ERROR),
    ],
};

const ERROR_CODE: Key =
    must("code", "错误代码，或错误信息中的文字（见 `match`）", "the code, or words of the message: see `match`")
        .written_by_others();
const MATCH: Key = may(
    "match",
    "`code` 是错误信息中的文字时，写明在何处；不写即整个代码",
    "where in the message `code` stands, if it is no code; the whole code if nothing is said",
)
.keyword(|| listed(keywords::MATCH));
const ERROR_NAME: Key = must("name", "在 API 中的名字", "what the API calls it");
const ERROR_ZH: Key = must("zh", "中文含义", "what it means, in Chinese").any();
const ERROR_EN: Key = must("en", "英文含义", "what it means, in English").any();
const REMEDY: Key = must("remedy", "该怎么办，写作 { zh, en }", "what to do, as { zh, en }").mapping(&BILINGUAL);
const TOKEN: Key =
    may("token", "换新的 access token 即可解决的，写 `refused`", "`refused` if a new access token cures it")
        .keyword(|| listed(keywords::TOKEN));
const DONE: Key = may(
    "done",
    "所请求的事仍可能已经完成的，写 `unknown`",
    "`unknown` if what was asked for may have been done all the same",
)
.keyword(|| listed(keywords::DONE));

const RETRY_ADVICE: Key = may(
    "retry",
    "不作改动、稍后重发即可能成功的，写 `later`：可以重发的接口会自动重发",
    "`later` if the same call may succeed a moment later: what may be sent twice is then sent again",
)
.keyword(|| listed(keywords::RETRY_ADVICE));

/// An error of a table.
pub static ERROR: Shape = Shape {
    name: "error",
    keys: &[ERROR_CODE, MATCH, ERROR_NAME, ERROR_ZH, ERROR_EN, REMEDY, TOKEN, DONE, RETRY_ADVICE, OWN_PROVENANCE],
};

/// An error of an operation.
pub static OPERATION_ERROR: Shape = Shape {
    name: "error of an operation",
    keys: &[
        ERROR_CODE,
        MATCH,
        ERROR_NAME,
        ERROR_ZH,
        ERROR_EN,
        REMEDY,
        TOKEN,
        DONE,
        RETRY_ADVICE,
        OWN_PROVENANCE,
        may(
            "when",
            "缺少的所需事物，或 `same` 之下不一致的字段",
            "the needed thing that is not there, or the field under `same` that differs from its own",
        ),
    ],
};
