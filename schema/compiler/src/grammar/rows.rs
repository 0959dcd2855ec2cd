//! The rows and other parts of field tables.

use super::keywords::{self, listed};
use super::relations::{CHOICE, CONDITION, GROUP, RULE};
use super::shape::{may, must};
use super::{BILINGUAL, DEPRECATED, OWN_PROVENANCE, SINCE, SPELLING, Shape, UNTIL};

/// The fields of a request or a response.
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
        may("of", "列表各项的类型，用于各项不是对象的情形，列表的列表写作 `list(String)`；这一行的其他说明都针对每个值", "the type of a list's items, if they are no objects, or `list(String)` if they are lists of such; what else the row says is about each value")
            .notation(),
        may("min", "列表最少几项", "the fewest items of a list").whole_number(),
        may("max", "列表最多几项", "the most items of a list").whole_number(),
        may("unique", "列表各项之间取值不得重复的字段，一个或几个（几个时合起来不得重复）", "the field, or the fields taken together, in which the items of a list differ")
            .text_or_texts(),
        may("count_of", "值是哪个列表的项数；程序不用填，由构造器填写", "the list whose length the value is; programs leave it to the builder"),
        must("required", "文档中的单元格：Y、N、二选、一、空；或 `present`", "the document's cell: Y, N, 二选, 一, nothing; or `present`").keyword(|| listed(keywords::REQUIRED)),
        may("format", "文本的格式", "how the text must look").keyword(|| listed(&keywords::formats())),
        may(
            "wire",
            "用于内容：JSON 中是数字写 `number`，对象或列表以 JSON 写在字符串里写 `json-text`；不写即 `string`",
            "in a content: `number` if the JSON value is a number, `json-text` if an object or a list stands as JSON inside a string; `string` if nothing is said",
        )
            .keyword(|| listed(keywords::ENCODING)),
        may("nullable", "用于内容中可以省略的行：JSON `null` 自成一值、照样保留和发送的，写 `yes`；不写即 `null` 等于没有这个键", "in a content, for a row that may be left out: `yes` if JSON `null` is kept and sent; otherwise `null` is as good as no key")
            .keyword(|| listed(keywords::NULLABLE)),
        may("range", "取值范围，写作 { min, max }", "the amounts that it may be, as { min, max }").mapping(&RANGE),
        may("decimals", "金额最多几位小数", "the most decimal places that an amount may have").whole_number(),
        may("scale", "金额恰好几位小数，不足的补零：10 写作 10.00", "the exact number of decimal places, with which an amount is written: 10 becomes 10.00").whole_number(),
        may("pattern", "匹配整个文本的正则表达式", "a regular expression for the whole text").written_by_others(),
        may("constant", "固定不变的值；程序不用填", "the only value, which programs leave to the builder").any(),
        may("composed", "标识符由哪几部分依次组成", "the parts of which an identifier consists, one after the other").list(&ID_PART),
        may("codes", "取值的代码表", "the code table of its values"),
        may("default", "没有给出时，按此值发送和读取；程序可以不填。在内容中，空文本也算给出", "the value that is sent, and read, where none is given; programs may leave the field out. In a content an empty text is given").any(),
        may("tag", "值决定还有哪些字段时，这个选择在 API 中的名字", "what the API calls the choice, if the value decides which other fields there are"),
        may("sensitive", "值绝不能显示的，写 `yes`", "`yes` if the value must never be shown").keyword(|| listed(keywords::YES)),
        may("role", "由客户端填写的：`nonce`（随机串）或 `signature`（签名）", "`nonce` or `signature`, if the client fills it in").keyword(|| listed(keywords::ROLE)),
        may("length", "长度按什么计：`bytes`（字节）、`characters`（字符）、`uncertain`（不确定）；不写即与文件相同", "what the limit counts: `bytes`, `characters` or `uncertain`; as for the file if nothing is said")
            .keyword(|| listed(keywords::LENGTH)),
        SINCE,
        UNTIL,
        DEPRECATED,
        OWN_PROVENANCE,
        may("api", "在 API 中的另一个名字", "another name in the API"),
        may("aliases", "读的时候也认的其他名字", "other names under which it is read").list(&ALIAS),
        may("note", "文档的补充说明，写作 { zh, en }", "what the document adds, as { zh, en }").mapping(&BILINGUAL),
        may("sample", "用于应答：沙箱返回的虚构值", "in a response: a made-up value that the sandbox returns").any(),
        may("from", "用于应答：值取自 `needs` 或 `creates` 中的哪个事物，取其与本行同名的值", "in a response: the resource, needed or created, that has the value under the row's own name")
            .keyword(|| listed(&keywords::resources())),
        may("echoes", "用于应答：原样返回请求的哪个字段", "in a response: the request's field whose value comes back as it was sent"),
        SPELLING,
        may("fields", "对象的各行，或列表每一项的各行", "the rows of an object, or of each item of a list").list(&FIELD),
        may("choices", "对象字段之间的选择", "choices among an object's fields").list(&CHOICE),
        may("groups", "对象字段的分组", "groups of an object's fields").list(&GROUP),
        may("conditions", "对象字段的条件", "conditions on an object's fields").list(&CONDITION),
        may("rules", "对象字段之间的规则", "rules across an object's fields").list(&RULE),
        may("sections", "只在对象的标签字段取某个值时才有的行", "rows of an object that exist only when its tag has a certain value").list(&SECTION_OF_FIELDS),
    ],
};

/// A field of the request that contains a content, as the content's spec describes it.
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
        .keyword(|| listed(&keywords::formats())),
    ],
};

/// A part of an identifier.
pub static ID_PART: Shape = Shape {
    name: "part of an identifier",
    keys: &[
        may("field", "同一张表的另一个字段的值", "the value of another field of the table"),
        may("format", "日期或时间的格式，其他格式不可", "the format of a date or a time; other formats are refused")
            .keyword(|| listed(&keywords::formats())),
        may("pattern", "正则表达式，至多一部分可以是它", "a regular expression, which one part at most can be")
            .written_by_others(),
        may("text", "固定的文本，如分隔符", "a text that is always there, such as a separator").any(),
    ],
};

/// The allowed range of an amount.
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
