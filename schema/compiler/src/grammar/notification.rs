//! Notifications from the platform.

use super::keywords::{self, listed};
use super::shape::{may, must};
use super::{
    BILINGUAL, DEPRECATED, ERRATUM, OWN_CODES, OWN_PROVENANCE, RECORD, SECTION_IF_ANY, SINCE, SPELLING, Shape, TITLE,
    UNTIL,
};

/// A message that the platform sends to the hospital.
pub static NOTIFICATION: Shape = Shape {
    name: "notification",
    keys: &[
        must(
            "notification",
            "名称；平台发到医院给出的地址，因此没有路径",
            "the name; the platform sends it to an address of the hospital, so it has no path",
        ),
        SPELLING,
        SECTION_IF_ANY,
        SINCE,
        UNTIL,
        DEPRECATED,
        TITLE,
        OWN_PROVENANCE,
        may("about", "用途，写作 { zh, en }", "what it is for, as { zh, en }").mapping(&BILINGUAL),
        must(
            "sent",
            "平台何时发、发到哪里，写作 { what, after, to }",
            "when and where the platform sends it, as { what, after, to }",
        )
        .mapping(&SENDING),
        must(
            "by",
            "用来区分彼此的字段；值相同即为同一通知的重发",
            "the fields that tell one from another; the same values again repeat the first",
        )
        .texts(),
        may(
            "related",
            "与该事物有关的其他事物；各行的 `from:` 也可以取它们的值",
            "other things that go with the resource; rows can have values of them by `from:`, too",
        )
        .list(&RELATED),
        must("request", "平台发来的字段", "the fields that the platform sends").mapping(&RECORD),
        must("response", "医院应答的字段", "the fields of the hospital's response").mapping(&RECORD),
        may("codes", "只有本规格使用的代码表", "code tables that only this spec uses").list(&OWN_CODES),
        may("errata", "文档中的错误", "what is wrong with the document").list(&ERRATUM),
    ],
};

/// A resource that goes with the resource of a notification.
pub static RELATED: Shape = Shape {
    name: "related thing",
    keys: &[
        must("what", "哪种事物", "the thing").keyword(|| listed(&keywords::resources())),
        must(
            "by",
            "凭通知的哪些字段找到它；这些字段须取自通知所说的事物，有其中任何一个即可",
            "the fields by which it is found, which have values of the resource that the notification is about; any that is there finds it",
        )
        .texts(),
    ],
};

/// When a notification is sent, and where.
pub static SENDING: Shape = Shape {
    name: "sending",
    keys: &[
        must(
            "what",
            "通知说的是哪种事物；各行的 `from:` 取它的值",
            "the resource that it is about; rows have values of it by `from:`",
        )
        .keyword(|| listed(&keywords::resources())),
        must("after", "在什么之后发出：`payment`（付款）", "what it is sent after: `payment`")
            .keyword(|| listed(keywords::AFTER)),
        must(
            "to",
            "产生该事物的请求中，给出通知地址的字段",
            "the field with its address, in the request that created the resource",
        ),
    ],
};
