//! Descriptions of the shapes for the language reference, and the specs with their examples.

use wxmed_compiler::grammar::{
    ALIAS, ALTERNATIVE, BILINGUAL, BINDING, CHANGE, CHOICE, CODE, CODES, CONDITION, CONTENT, CREATION, ERRATA, ERRATUM,
    ERROR, ERRORS, EXAMPLE, FIELD, GROUP, ID_PART, KEYWORD, KNOWN, KNOWN_ENTRY, NEED, NOTIFICATION, OPERATION,
    OPERATION_ERROR, OUTER, OWN_CODES, PART, PROVENANCE, RANGE, RECORD, RELATED, RULE, SECTION_OF_FIELDS, SENDING,
    Shape, TEMPLATE, TEMPLATES,
};
use wxmed_core::Bilingual;

/// The name of a shape as one word, for a file name.
pub(crate) fn slug(shape: &Shape) -> String {
    shape.name.replace(' ', "-")
}

/// The description of a shape.
#[derive(Debug)]
pub(crate) struct Page {
    /// The shape.
    pub(crate) shape: &'static Shape,
    /// The purpose.
    pub(crate) about: Bilingual,
}

const fn page(shape: &'static Shape, zh: &'static str, en: &'static str) -> Page {
    Page { shape, about: Bilingual::of(zh, en) }
}

/// The descriptions of all shapes.
pub(crate) static PAGES: &[Page] = &[
    page(
        &OPERATION,
        "一个接口：它的路径、发送与返回的字段、错误与示例。一个接口一个文件，文件名即接口名。",
        "An operation: its path, the fields that are sent and that come back, its errors, and examples. Each has a file of its own, which is named for it.",
    ),
    page(
        &NEED,
        "接口开始之前必须已有的事物，由请求的哪些字段找到，又与哪些字段比对。沙箱按此行事。",
        "What must be there before the operation can do its work, by which fields of the request it is found, and which of its values must match. The sandbox checks this.",
    ),
    page(&CREATION, "接口完成之后新有的事物。", "What the operation brings about."),
    page(
        &CONTENT,
        "一个城市的 request_content：医保局要求的 JSON。文件在规格中的路径就是它的名字。",
        "The content of `request_content` for a city: the JSON that its bureau wants. It is named by the path of its file among the specs.",
    ),
    page(&RECORD, "一张字段表，与它的各行之间的关系。", "A table of fields, and what holds between its rows."),
    page(
        &SECTION_OF_FIELDS,
        "只在别的字段取某些值时才有的行。",
        "Rows that are there only when other fields have certain values.",
    ),
    page(
        &FIELD,
        "字段表的一行，按文档的顺序与记法照抄。",
        "A row of a field table, copied in the document's order and notation.",
    ),
    page(
        &OUTER,
        "内容对外层请求的一个字段的了解：对应（`bindings`）可以谈到它。",
        "What a content knows of a field of the request that carries it: its `bindings` can speak of it.",
    ),
    page(&RANGE, "金额或数字的范围，两端都包括在内。", "The amounts that a value may be, both ends included."),
    page(
        &ID_PART,
        "标识符的一部分：另一个字段的值、日期或时间、或一段符合正则表达式的文本。各部分依次相连，中间没有分隔；其中引用的字段没有值时不作判断。",
        "A part of an identifier: the value of another field, a date or a time, or a text that a regular expression matches. The parts follow each other with nothing between them. Nothing is reported while a field of them has no value.",
    ),
    page(
        &ALIAS,
        "同一字段在文档另一处的名字：读的时候也认，写的时候不用。",
        "What the document calls the same field elsewhere: it is read, and never written.",
    ),
    page(
        &CHOICE,
        "恰好给出其中一组字段。用 `part` 引用公共部分，或用 `name`、`title` 与 `of` 自己写出。",
        "Exactly one of several groups of fields is given. It is a shared part (`part`), or says its groups itself (`name`, `title` and `of`).",
    ),
    page(
        &ALTERNATIVE,
        "选择中的一组字段；名字后加 `?` 的可以省略。",
        "One of the groups of a choice. What ends in `?` may be left out of it.",
    ),
    page(
        &CONDITION,
        "某个字段给出时（`given`），或某个条件成立时（`when`），哪些字段必填（`needs`），哪些不得出现（`absent`）。",
        "Which fields are mandatory (`needs`) or must be left out (`absent`) when a field is given (`given`), or when something holds (`when`).",
    ),
    page(&GROUP, "几个字段中给出几个。", "How many of several fields are given."),
    page(
        &RULE,
        "字段之间必须成立的关系，用[表达式](expressions.md)写出。缺少字段时不作判断。",
        "What must hold between fields, as an [expression](expressions.md). While a field of it is missing it says nothing.",
    ),
    page(
        &BINDING,
        "内容与外层请求之间必须成立的关系，用[表达式](expressions.md)写出；请求的字段写作 `outer.name`。没有外层请求时不作判断。",
        "What must hold between a content and the request that carries it, as an [expression](expressions.md) in which the request's fields stand behind `outer.`. Without a request it says nothing.",
    ),
    page(
        &PART,
        "多个接口共用的选择，放在自己的文件里。",
        "A choice that several operations share, in a file of its own.",
    ),
    page(
        &CODES,
        "多个规格共用的代码表，放在自己的文件里。",
        "A code table that several specs share, in a file of its own.",
    ),
    page(
        &OWN_CODES,
        "只有一个规格使用的代码表，写在规格里。",
        "A code table that only one spec uses, inside that spec.",
    ),
    page(&CODE, "代码表的一个值。", "A value of a code table."),
    page(&ERRORS, "不属于单个接口的错误。", "Errors that are not of one operation alone."),
    page(&ERROR, "一个错误：代码、含义与该怎么办。", "An error: its code, what it means, and what to do."),
    page(
        &OPERATION_ERROR,
        "接口自己的业务错误；沙箱按 `when` 决定何时返回它。",
        "A business error of the operation. The sandbox responds with it when `when` says so.",
    ),
    page(&TEMPLATES, "一个接口发送的消息模板。", "The message templates that an operation fills."),
    page(&TEMPLATE, "一个消息模板，文字与文档相同。", "A message template, in the document's own words."),
    page(
        &KEYWORD,
        "模板里的一处：由请求的字段填写（`from`），或由平台填写（`platform`）。",
        "A place in a template. A field of the request fills it (`from`), or the platform does (`platform`).",
    ),
    page(
        &ERRATA,
        "文档错误的清单：规格照抄文档，改正放在这里。",
        "What is wrong with a document: specs copy it as it is, and what puts it right stands here.",
    ),
    page(
        &ERRATUM,
        "一条勘误：关于什么、改什么（`set`，可省略）、为什么、依据与把握。对不上任何东西的勘误是错误。",
        "An erratum: what it is about, what it changes if anything (`set`), why, on what evidence, and how sure that is. One that matches nothing is a mistake.",
    ),
    page(
        &CHANGE,
        "勘误对一行的改动；`lines` 只用于模板。",
        "What an erratum changes of a row; `lines` is for templates alone.",
    ),
    page(&PROVENANCE, "内容的来源，以及把握有多大。", "Where a content is known from, and how sure that is."),
    page(
        &EXAMPLE,
        "一个示例：必须通过，或恰好违反 `breaks` 列出的规则。请求用 `fields`，内容用 `json`。",
        "An example, which must pass, or break exactly the rules under `breaks`. That of a request has `fields`, that of a content `json`.",
    ),
    page(
        &NOTIFICATION,
        "平台发给医院的消息：发来的字段、医院应答的字段、何时发到哪里。没有路径，也没有重发与凭证可言；它总是带签名。",
        "A message that the platform sends to the hospital: its fields, the hospital's response, when it is sent and where. It has no path, no retry and no token, and is always signed.",
    ),
    page(
        &RELATED,
        "与通知所说的事物有关的另一事物，如订单的用户所绑定的卡。沙箱据此填写通知。",
        "Another thing that goes with the resource of a notification, such as the card of an order's user. The sandbox fills the notification with it.",
    ),
    page(
        &SENDING,
        "通知说的是哪种事物、在什么之后发出、发到请求的哪个字段所给的地址。沙箱按此行事。",
        "Which resource a notification is about, what it is sent after, and which field of a request has its address. The sandbox acts on this.",
    ),
    page(
        &KNOWN,
        "已知而没有收录为规格的内容：参考页与导出会列出它们。",
        "What is known of the interface and is no spec. The reference and the export list it.",
    ),
    page(&KNOWN_ENTRY, "一项已知的内容，以及没有收录它的原因。", "Something that is known, and why it is not shipped."),
    page(&BILINGUAL, "给人看的文字，中文与英文都要有。", "Words for people, which exist in Chinese and in English."),
];

macro_rules! specs {
    ($($name:literal),*) => { &[$(($name, include_str!(concat!("examples/", $name, ".yaml")))),*] };
}

/// Made-up specs that contain every key of the language, by file name.
///
/// A test compiles them together, and the reference shows excerpts of them.
pub(crate) static EXAMPLES: &[(&str, &str)] = specs![
    "operation",
    "content",
    "codes",
    "errors",
    "part",
    "templates",
    "errata",
    "variants",
    "answer",
    "notification",
    "known"
];
