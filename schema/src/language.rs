//! The language of the specs as tables: the parser is driven by them, and so is what is written about it.

mod errata;
pub mod expressions;
mod json_schema;
mod pages;
mod shape;
pub(crate) mod synonyms;
mod templates;
pub(crate) mod words;

pub use errata::{CHANGE, ERRATA, ERRATUM};
pub use json_schema::{JSON_SCHEMA_FILE, json_schema};
pub use pages::{EXAMPLES, PAGES, Page};
pub use shape::{Characters, Key, Need, Shape, Value, Word, shapes};
pub use templates::{KEYWORD, TEMPLATE, TEMPLATES};
pub use words::NOTATIONS;

use shape::{may, must};
use words::listed;

const SPELLING: Key = may(
    "spelling",
    "类型在 API 中的名字，用于从名称看不出大小写的情形",
    "what the API calls the type, where capitals cannot be told from the name",
);
const TITLE: Key =
    must("title", "文档中的名称，写作 { zh, en }", "what the document calls it, as { zh, en }").mapping(&BILINGUAL);
const SECTION: Key = must("section", "文档中的章节号", "the section of the document").written_by_others();
const SINCE: Key = may(
    "since",
    "从文档的哪个版本起才有；文档没有说明就不写",
    "the version of the document that brought it, if the document says so",
)
.written_by_others();

/// Words in two languages.
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
        SECTION,
        SINCE,
        TITLE,
        may("about", "用途，写作 { zh, en }", "what it is for, as { zh, en }").mapping(&BILINGUAL),
        must(
            "retry",
            "没有收到应答时可以重发写 `safe`，不可以写 `never`",
            "`safe` if it may be sent again when no answer came, `never` if not",
        )
        .word(|| listed(words::RETRY)),
        must("answer", "应答带签名写 `signed`，不带写 `unsigned`", "`signed` or `unsigned`")
            .word(|| listed(words::ANSWER)),
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

/// Something that must be there before an operation can do its work.
pub static NEED: Shape = Shape {
    name: "need",
    keys: &[
        must(
            "what",
            "事物：`bound-card`（绑定的卡）、`order`（订单）、`message`（消息）、`bind-link`（绑卡链接）、`auth-code`（用户出示的授权码）",
            "the thing: `bound-card`, `order`, `message`, `bind-link`, `auth-code`",
        )
        .word(|| listed(&words::things())),
        must(
            "by",
            "凭请求的哪些字段找到它；给出其中任何一个即可",
            "the request's fields by which it is found; any that is given finds it",
        )
        .texts(),
        may("same", "请求中必须与它一致的字段", "the request's fields whose values must be its own").texts(),
        may("once", "只能用一次的，写 `yes`", "`yes` if it can be used only once").word(|| listed(words::YES)),
        may("within", "产生之后多少秒内可用", "for how many seconds it can be used after it was made").whole_number(),
    ],
};

/// Something that an operation brings about.
pub static CREATION: Shape = Shape {
    name: "creation",
    keys: &[
        must(
            "what",
            "事物：`bound-card`（绑定的卡）、`order`（订单）、`message`（消息）、`bind-link`（绑卡链接）、`auth-code`（用户出示的授权码）",
            "the thing: `bound-card`, `order`, `message`, `bind-link`, `auth-code`",
        )
        .word(|| listed(&words::things())),
        may(
            "by",
            "用来区分彼此的请求字段；值相同即视为重复第一次的请求",
            "the request's fields that tell one from another; the same values again repeat the first",
        )
        .texts(),
        may(
            "lasts",
            "应答中的哪个字段说明它有效多少秒",
            "the answer's field that says for how many seconds it is valid",
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
            "`yes` if it comes back in an answer and is never sent",
        )
        .word(|| listed(words::YES)),
        SECTION,
        SINCE,
        TITLE,
        may("provenance", "从何得知，写作 { source, confidence }", "where it is known from, as { source, confidence }")
            .mapping(&PROVENANCE),
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

/// The fields of a request or an answer.
pub static RECORD: Shape = Shape {
    name: "field table",
    keys: &[
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
        may("sections", "只在别的字段取某些值时才有的行", "rows that exist only when other fields have certain values")
            .list(&SECTION_OF_FIELDS),
    ],
};

/// Rows under a condition.
pub static SECTION_OF_FIELDS: Shape = Shape {
    name: "section of a field table",
    keys: &[
        must("when", "别的字段的值，写作 { 字段: 值 }", "the values of other fields, as { field: value }")
            .pairs()
            .written_by_others(),
        may(
            "spelling",
            "这些行的类型在 API 中的名字，用于不同于标签值名称的情形",
            "what the API calls the type of the rows, where it is not the name of the tag's value",
        ),
        must("fields", "各行", "the rows").list(&FIELD),
    ],
};

/// A row of a field table.
pub static FIELD: Shape = Shape {
    name: "field",
    keys: &[
        must("name", "报文中的名称", "the name on the wire"),
        must("label", "文档中的中文名", "the document's label").any(),
        may("en", "中文名的英文", "the label in English").any(),
        must("type", "类型，按文档的记法；或 `object`、`list`", "the type in the document's notation, or `object`, or `list`").notation(),
        may("of", "列表各项的类型，用于各项不是对象的情形；这一行的其他说明都针对每一项", "the type of a list's items, if they are no objects; what else the row says is about each item")
            .notation(),
        may("min", "列表最少几项", "the fewest items of a list").whole_number(),
        may("max", "列表最多几项", "the most items of a list").whole_number(),
        may("unique", "列表各项之间取值不得重复的字段", "the field in which the items of a list differ"),
        may("count_of", "值是哪个列表的项数；程序不用填，由构造器填写", "the list whose length the value is; programs leave it to the builder"),
        must("required", "文档中的单元格：Y、N、二选、一、空；或 `present`", "the document's cell: Y, N, 二选, 一, nothing; or `present`").word(|| listed(words::REQUIRED)),
        may("format", "文本的格式", "how the text must look").word(|| listed(&words::formats())),
        may(
            "wire",
            "用于内容：JSON 中是数字写 `number`，对象或列表以 JSON 写在字符串里写 `json-text`；不写即 `string`",
            "in a content: `number` if the JSON value is a number, `json-text` if an object or a list stands as JSON inside a string; `string` if nothing is said",
        )
            .word(|| listed(words::WIRE)),
        may("nullable", "用于内容中可以省略的行：JSON `null` 自成一值、照样保留和发送的，写 `yes`；不写即 `null` 等于没有这个键", "in a content, for a row that may be left out: `yes` if JSON `null` is kept and sent; otherwise `null` is as good as no key")
            .word(|| listed(words::NULLABLE)),
        may("range", "取值范围，写作 { min, max }", "the amounts that it may be, as { min, max }").mapping(&RANGE),
        may("decimals", "金额最多几位小数", "the most decimal places that an amount may have").whole_number(),
        may("pattern", "匹配整个文本的正则表达式", "a regular expression for the whole text"),
        may("codes", "取值的代码表", "the code table of its values"),
        may("default", "没有给出时，按此值发送和读取；程序可以不填。在内容中，空文本也算给出", "the value that is sent, and read, where none is given; programs may leave the field out. In a content an empty text is given").any(),
        may("tag", "值决定还有哪些字段时，这个选择在 API 中的名字", "what the API calls the choice, if the value decides which other fields there are"),
        may("sensitive", "值绝不能显示的，写 `yes`", "`yes` if the value must never be shown").word(|| listed(words::YES)),
        may("role", "由客户端填写的：`nonce`（随机串）或 `signature`（签名）", "`nonce` or `signature`, if the client fills it in").word(|| listed(words::ROLE)),
        may("length", "长度按什么计：`bytes`（字节）、`characters`（字符）；不写即 `uncertain`（不确定）", "what the limit counts: `bytes`, `characters`; `uncertain` if nothing is said")
            .word(|| listed(words::LENGTH)),
        SINCE,
        may("api", "在 API 中的另一个名字", "another name in the API"),
        may("aliases", "读的时候也认的其他名字", "other names under which it is read").list(&ALIAS),
        may("note", "文档的补充说明，写作 { zh, en }", "what the document adds, as { zh, en }").mapping(&BILINGUAL),
        may("sample", "用于应答：沙箱返回的虚构值", "in an answer: a made-up value that a sandbox answers with").any(),
        may("from", "用于应答：值取自 `needs` 或 `creates` 中的哪个事物，取其与本行同名的值", "in an answer: the thing, needed or created, that has the value under the row's own name")
            .word(|| listed(&words::things())),
        may("echoes", "用于应答：原样返回请求的哪个字段", "in an answer: the request's field whose value comes back as it was sent"),
        SPELLING,
        may("fields", "对象的各行，或列表每一项的各行", "the rows of an object, or of each item of a list").list(&FIELD),
        may("choices", "对象字段之间的选择", "choices among an object's fields").list(&CHOICE),
        may("groups", "对象字段的分组", "groups of an object's fields").list(&GROUP),
        may("conditions", "对象字段的条件", "conditions on an object's fields").list(&CONDITION),
        may("rules", "对象字段之间的规则", "rules across an object's fields").list(&RULE),
        may("sections", "只在对象的标签字段取某个值时才有的行", "rows of an object that exist only when its tag has a certain value").list(&SECTION_OF_FIELDS),
    ],
};

/// A field of the request that carries a content, as the content knows it.
pub static OUTER: Shape = Shape {
    name: "field of the request around a content",
    keys: &[
        must("name", "报文中的名称", "the name on the wire"),
        must("label", "中文名", "the label").any(),
        may("en", "中文名的英文", "the label in English").any(),
        must("type", "类型，按文档的记法", "the type in the document's notation").notation(),
        may(
            "format",
            "文本的格式：金额的格式决定如何比较",
            "how the text must look: what it says of amounts decides how they are compared",
        )
        .word(|| listed(&words::formats())),
    ],
};

/// The amounts that a field may be.
pub static RANGE: Shape = Shape {
    name: "range",
    keys: &[may("min", "最小值", "the smallest amount").amount(), may("max", "最大值", "the largest amount").amount()],
};

/// Another name of a field.
pub static ALIAS: Shape = Shape {
    name: "alias",
    keys: &[
        must("name", "另一个名字", "the other name"),
        must("section", "文档中用这个名字的章节", "the section of the document that has it").written_by_others(),
    ],
};

/// A choice among groups of fields.
pub static CHOICE: Shape = Shape {
    name: "choice",
    keys: &[
        may("part", "引用的公共部分；写了它就不写别的", "the shared part that it is; then nothing else stands here"),
        may("name", "在 API 中的名字", "what the API calls it"),
        may("title", "选择的是什么，写作 { zh, en }", "what it decides, as { zh, en }").mapping(&BILINGUAL),
        may("of", "各组", "the groups").list(&ALTERNATIVE),
    ],
};

/// A group of a choice.
pub static ALTERNATIVE: Shape = Shape {
    name: "group of a choice",
    keys: &[
        must("name", "在 API 中的名字", "what the API calls it"),
        may("about", "含义，写作 { zh, en }", "what it means, as { zh, en }").mapping(&BILINGUAL),
        must("fields", "组内的字段；写作 `field?` 的可以省略", "its fields; `field?` may be left out").texts(),
    ],
};

/// A condition.
pub static CONDITION: Shape = Shape {
    name: "condition",
    keys: &[
        may("given", "给出的字段", "the field that is given"),
        may("when", "或成立的条件，如 `kind = 'A' and total > 0`", "or what holds, as in `kind = 'A' and total > 0`")
            .expression(),
        may("needs", "此时必填的字段，一个或几个", "the field, or the fields, that are then mandatory").text_or_texts(),
        may("absent", "此时不得出现的字段", "the fields that must then be left out").text_or_texts(),
    ],
};

/// A group of fields.
pub static GROUP: Shape = Shape {
    name: "group of fields",
    keys: &[
        must("give", "给出几个：`at-most-one`（至多一个）、`at-least-one`（至少一个）、`all-or-none`（全给或全不给）；恰好一个用选择", "how many are given: `at-most-one`, `at-least-one`, `all-or-none`; exactly one is a choice")
            .word(|| listed(words::GIVE)),
        must("of", "各字段", "the fields").texts(),
    ],
};

/// A rule across fields.
pub static RULE: Shape = Shape {
    name: "rule",
    keys: &[
        must("id", "固定不变的 ID", "the stable ID"),
        must(
            "check",
            "必须成立的关系，如 `ghf + zjzj = ghhj`：金额用 `+ - *`、`round(x, 2)`、`sum(list.field)`、`len(list)`；文本写作 'A'；`= != < <= > >=`；`given(field)`；`and`、`or`、`not`",
            "what must hold, as in `ghf + zjzj = ghhj`: amounts with `+ - *`, `round(x, 2)`, `sum(list.field)`, `len(list)`; texts as 'A'; `= != < <= > >=`; `given(field)`; `and`, `or`, `not`",
        )
        .expression(),
        may("severity", "`error`（错误）或 `warning`（警告）", "`error`, or `warning`").word(|| listed(words::SEVERITY)),
        must("zh", "中文说明", "what it says, in Chinese").any(),
        must("en", "英文说明", "what it says, in English").any(),
    ],
};

/// A rule across the fields of a content and those of the request that carries it.
pub static BINDING: Shape = Shape {
    name: "binding",
    keys: &[
        must("id", "固定不变的 ID", "the stable ID"),
        must(
            "check",
            "必须成立的关系，如 `outer.total_fee = price * 100`：写法同规则，请求的字段写在 `outer.` 之后",
            "what must hold, as in `outer.total_fee = price * 100`: as a rule does, with the request's fields behind `outer.`",
        )
        .expression(),
        may("severity", "`error`（错误）或 `warning`（警告）", "`error`, or `warning`").word(|| listed(words::SEVERITY)),
        must("zh", "中文说明", "what it says, in Chinese").any(),
        must("en", "英文说明", "what it says, in English").any(),
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
        .word(|| listed(words::YES)),
        must("of", "各组", "the groups").list(&ALTERNATIVE),
    ],
};

/// A code table in a file of its own.
pub static CODES: Shape = Shape {
    name: "code table",
    keys: &[
        must("codes", "名称", "the name"),
        SPELLING,
        must("kind", "列出了全部值写 `closed`，没有则写 `open`", "`closed` if it lists every value, `open` if not")
            .word(|| listed(words::KIND)),
        SECTION,
        TITLE,
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
            .word(|| listed(words::KIND)),
        SECTION,
        TITLE,
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
    ],
};

/// A table of errors.
pub static ERRORS: Shape = Shape {
    name: "table of errors",
    keys: &[must("errors", "名称", "the name"), SPELLING, TITLE, must("values", "各个错误", "the errors").list(&ERROR)],
};

const ERROR_CODE: Key =
    must("code", "错误代码，或错误信息中的文字（见 `match`）", "the code, or words of the message: see `match`")
        .written_by_others();
const MATCH: Key = may(
    "match",
    "`code` 是错误信息中的文字时，写明在何处；不写即整个代码",
    "where in the message `code` stands, if it is no code; the whole code if nothing is said",
)
.word(|| listed(words::MATCH));
const ERROR_NAME: Key = must("name", "在 API 中的名字", "what the API calls it");
const ERROR_ZH: Key = must("zh", "中文含义", "what it means, in Chinese").any();
const ERROR_EN: Key = must("en", "英文含义", "what it means, in English").any();
const REMEDY: Key = must("remedy", "该怎么办，写作 { zh, en }", "what to do, as { zh, en }").mapping(&BILINGUAL);
const TOKEN: Key =
    may("token", "换新的 access token 即可解决的，写 `refused`", "`refused` if a new access token cures it")
        .word(|| listed(words::TOKEN));
const DONE: Key = may(
    "done",
    "所请求的事仍可能已经完成的，写 `unknown`",
    "`unknown` if what was asked for may have been done all the same",
)
.word(|| listed(words::DONE));

const RETRY_ADVICE: Key = may(
    "retry",
    "不作改动、稍后重发即可能成功的，写 `later`：可以重发的接口会自动重发",
    "`later` if the same call may succeed a moment later: what may be sent twice is then sent again",
)
.word(|| listed(words::RETRY_ADVICE));

/// An error of a table.
pub static ERROR: Shape = Shape {
    name: "error",
    keys: &[ERROR_CODE, MATCH, ERROR_NAME, ERROR_ZH, ERROR_EN, REMEDY, TOKEN, DONE, RETRY_ADVICE],
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
        may(
            "when",
            "缺少的所需事物，或 `same` 之下不一致的字段",
            "the needed thing that is not there, or the field under `same` that differs from its own",
        ),
    ],
};

/// Where a content is known from.
pub static PROVENANCE: Shape = Shape {
    name: "provenance",
    keys: &[
        must("source", "来源，写作 { zh, en }", "the source, as { zh, en }").mapping(&BILINGUAL),
        must("confidence", "`high`（高）、`medium`（中）或 `low`（低）", "`high`, `medium` or `low`")
            .word(|| listed(words::CONFIDENCE)),
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
pub static FILES: &[&Shape] = &[&OPERATION, &CONTENT, &CODES, &ERRORS, &PART, &TEMPLATES, &ERRATA];
