//! The language of the specs as tables, which drive the parser and the generated language reference.

mod errata;
pub(crate) mod keywords;
mod known;
mod notification;
mod relations;
mod rows;
mod shape;
pub(crate) mod synonyms;
mod tables;
mod templates;

pub use errata::{CHANGE, ERRATA, ERRATUM};
pub use keywords::{LIST, NOTATION, NOTATIONS, TEXTS, WHOLE};
pub use known::{KNOWN, KNOWN_ENTRY};
pub use notification::{NOTIFICATION, RELATED, SENDING};
pub use relations::{ALTERNATIVE, BINDING, CHOICE, CONDITION, FUNCTIONS, GROUP, RULE};
pub use rows::{ALIAS, FIELD, ID_PART, OUTER, RANGE, RECORD, SECTION_OF_FIELDS};
pub use shape::{Characters, Key, KeyValue, Need, Shape, shapes};
pub use tables::{CODE, CODES, ERROR, ERRORS, OPERATION_ERROR, OWN_CODES};
pub use templates::{KEYWORD, TEMPLATE, TEMPLATES};

use keywords::listed;
use shape::{may, must};

const SPELLING: Key = may(
    "spelling",
    "类型在 API 中的名字，用于从名称看不出大小写的情形",
    "what the API calls the type, where capitals cannot be told from the name",
);
const TITLE: Key =
    must("title", "文档中的名称，写作 { zh, en }", "what the document calls it, as { zh, en }").mapping(&BILINGUAL);
const SECTION: Key = must("section", "文档中的章节号", "the section of the document").written_by_others();
const SECTION_IF_ANY: Key = may(
    "section",
    "文档中的章节号；文档没有它就不写，并在 provenance 写明来源",
    "the section of the document; left out if the document does not have it, and `provenance` says where it is known from",
)
.written_by_others();
const SINCE: Key = may(
    "since",
    "从文档的哪个版本起才有；文档没有说明就不写",
    "the version of the document that brought it, if the document says so",
)
.written_by_others();

const LENGTH: Key = may(
    "length",
    "各行的长度按什么计：`bytes`（字节）、`characters`（字符）；不写即 `uncertain`（不确定）",
    "what the limits of the rows count: `bytes`, `characters`; `uncertain` if nothing is said",
)
.keyword(|| listed(keywords::LENGTH));

const UNTIL: Key = may("until", "文档的哪个版本是最后一个有它的版本", "the last version of the document that has it")
    .written_by_others();
const DEPRECATED: Key = may(
    "deprecated",
    "不应再使用时写明改用什么，写作 { zh, en }",
    "what to use instead, as { zh, en }, if it should no longer be used",
)
.mapping(&BILINGUAL);

const OWN_PROVENANCE: Key = may(
    "provenance",
    "从何得知，写作 { source, confidence }；不写即与所在的表或文件相同",
    "where it is known from, as { source, confidence }; as for the table or the file, if nothing is said",
)
.mapping(&PROVENANCE);

/// A text in two languages.
pub static BILINGUAL: Shape = Shape {
    name: "text in two languages",
    keys: &[must("zh", "中文", "the Chinese words").any(), must("en", "英文", "the English words").any()],
};

/// An operation of the interface.
pub static OPERATION: Shape = Shape {
    name: "operation",
    keys: &[
        must("operation", "报文中的名称", "the name on the wire"),
        SPELLING,
        must("path", "主机上的路径", "the path on the host"),
        SECTION_IF_ANY,
        SINCE,
        UNTIL,
        DEPRECATED,
        TITLE,
        OWN_PROVENANCE,
        LENGTH,
        may("about", "用途，写作 { zh, en }", "what it is for, as { zh, en }").mapping(&BILINGUAL),
        must(
            "retry",
            "没有收到应答时可以重发写 `safe`，不可以写 `never`",
            "`safe` if it may be sent again when no response was received, `never` if not",
        )
        .keyword(|| listed(keywords::RETRY)),
        must("answer", "应答带签名写 `signed`，不带写 `unsigned`", "`signed` or `unsigned`")
            .keyword(|| listed(keywords::RESPONSE_SIGNING)),
        may(
            "sign_type",
            "指明签名方式（MD5 或 HMAC-SHA256）的字段；没有则为 MD5",
            "the field that says how a request is signed, MD5 or HMAC-SHA256; MD5 if there is none",
        ),
        may("needs", "事先必须已有的事物", "what must be there before").list(&NEED),
        may("creates", "完成之后新有的事物", "what is there afterwards").list(&CREATION),
        must("request", "发送的字段", "the fields that are sent").mapping(&RECORD),
        must("response", "返回的字段", "the fields that come back").mapping(&RECORD),
        may("errors", "文档列出的业务错误", "the business errors that the document lists").list(&OPERATION_ERROR),
        may("codes", "只有本规格使用的代码表", "code tables that only this spec uses").list(&OWN_CODES),
        may("examples", "必须通过、或必须不通过的请求", "requests that must pass, or must fail").list(&EXAMPLE),
        may("errata", "文档中的错误", "what is wrong with the document").list(&ERRATUM),
    ],
};

/// A resource that must exist before an operation can be executed.
pub static NEED: Shape = Shape {
    name: "need",
    keys: &[
        must(
            "what",
            "事物：`bound-card`（绑定的卡）、`order`（订单）、`message`（消息）、`bind-link`（绑卡链接）、`auth-code`（用户出示的授权码）",
            "the thing: `bound-card`, `order`, `message`, `bind-link`, `auth-code`",
        )
        .keyword(|| listed(&keywords::resources())),
        must(
            "by",
            "凭请求的哪些字段找到它；给出其中任何一个即可",
            "the request's fields by which it is found; any that is given finds it",
        )
        .texts(),
        may("same", "请求中必须与它一致的字段", "the request's fields whose values must be its own").texts(),
        may("once", "只能用一次的，写 `yes`", "`yes` if it can be used only once").keyword(|| listed(keywords::YES)),
        may("within", "产生之后多少秒内可用", "for how many seconds it can be used after it was made").whole_number(),
    ],
};

/// A resource that an operation creates.
pub static CREATION: Shape = Shape {
    name: "creation",
    keys: &[
        must(
            "what",
            "事物：`bound-card`（绑定的卡）、`order`（订单）、`message`（消息）、`bind-link`（绑卡链接）、`auth-code`（用户出示的授权码）",
            "the thing: `bound-card`, `order`, `message`, `bind-link`, `auth-code`",
        )
        .keyword(|| listed(&keywords::resources())),
        may(
            "by",
            "用来区分彼此的请求字段；值相同即视为重复第一次的请求",
            "the request's fields that tell one from another; the same values again repeat the first",
        )
        .texts(),
        may(
            "lasts",
            "应答中的哪个字段说明它有效多少秒",
            "the response's field that says for how many seconds it is valid",
        ),
    ],
};

/// The content of `request_content` for one city.
pub static CONTENT: Shape = Shape {
    name: "content",
    keys: &[
        must("content", "名称：文件在规格目录中的路径", "the name: the path of the file among the specs"),
        SPELLING,
        may("wrapped_in", "最外层对象唯一的键", "the only key of the outermost object").written_by_others(),
        may(
            "received",
            "只在应答中返回、从不发送的，写 `yes`",
            "`yes` if it comes back in a response and is never sent",
        )
        .keyword(|| listed(keywords::YES)),
        SECTION,
        SINCE,
        UNTIL,
        DEPRECATED,
        TITLE,
        OWN_PROVENANCE,
        LENGTH,
        must("fields", "各行", "the rows").list(&FIELD),
        may("choices", "恰好给出其中一组的字段", "groups of fields of which exactly one is given").list(&CHOICE),
        may(
            "groups",
            "至多给一个、至少给一个、或要么全给要么全不给的字段",
            "fields of which at most one, at least one, or all or none are given",
        )
        .list(&GROUP),
        may(
            "conditions",
            "因别的字段而必填、或不得出现的字段",
            "fields that are mandatory, or must be left out, because of others",
        )
        .list(&CONDITION),
        may("rules", "字段之间的规则", "rules across fields").list(&RULE),
        may("sections", "只在标签字段取某个值时才有的行", "rows that exist only when the tag has a certain value")
            .list(&SECTION_OF_FIELDS),
        may(
            "outer",
            "外层请求中 `bindings` 谈到的字段",
            "the fields of the request that carries it of which its bindings speak",
        )
        .list(&OUTER),
        may(
            "bindings",
            "本内容的字段与 `outer` 所列字段之间的规则",
            "rules across its own fields and those under `outer`",
        )
        .list(&BINDING),
        may("codes", "只有本规格使用的代码表", "code tables that only this spec uses").list(&OWN_CODES),
        may("examples", "必须通过、或必须不通过的内容", "contents that must pass, or must fail").list(&EXAMPLE),
        may("errata", "文档中的错误", "what is wrong with the document").list(&ERRATUM),
    ],
};

/// A shared choice.
pub static PART: Shape = Shape {
    name: "part",
    keys: &[
        must("part", "名称", "the name"),
        SPELLING,
        TITLE,
        may(
            "account",
            "字段表示由谁的账户调用的，写 `yes`：平台拒绝不属于该账户的值",
            "`yes` if the fields identify the account that calls: the platform refuses values of another one",
        )
        .keyword(|| listed(keywords::YES)),
        must("of", "各组", "the groups").list(&ALTERNATIVE),
    ],
};

/// The source of a statement.
pub static PROVENANCE: Shape = Shape {
    name: "provenance",
    keys: &[
        must("source", "来源，写作 { zh, en }", "the source, as { zh, en }").mapping(&BILINGUAL),
        must(
            "confidence",
            "`high`（高）、`medium`（中）或 `low`（低：不符合的值只给警告）",
            "`high`, `medium`, or `low`: values that break what is low are only warned of",
        )
        .keyword(|| listed(keywords::CONFIDENCE)),
    ],
};

/// An example.
pub static EXAMPLE: Shape = Shape {
    name: "example",
    keys: &[
        must("title", "说明什么，写作 { zh, en }", "what it shows, as { zh, en }").mapping(&BILINGUAL),
        may("fields", "报文中的名称与文本", "wire names and texts").pairs().any(),
        may("json", "一段 JSON", "a JSON text").any(),
        may(
            "outer",
            "与 JSON 并列：外层请求的报文名称与文本",
            "beside a JSON text: the wire names and texts of the request that carries it",
        )
        .pairs()
        .any(),
        may("breaks", "它必须违反的规则，写作 `路径: 规则`", "the violations that it must have, as `path: rule`")
            .texts(),
    ],
};

/// The kinds of file, by their first key.
pub static FILES: &[&Shape] =
    &[&OPERATION, &CONTENT, &CODES, &ERRORS, &PART, &TEMPLATES, &ERRATA, &NOTIFICATION, &KNOWN];
