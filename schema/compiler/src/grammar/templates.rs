//! Message templates, which an operation fills.

use super::shape::{may, must};
use super::{BILINGUAL, SECTION, Shape};

/// A set of message templates.
pub static TEMPLATES: Shape = Shape {
    name: "set of templates",
    keys: &[
        must("templates", "名称", "the name"),
        must("operation", "填写模板的接口", "the operation that fills them"),
        must("tag", "选择模板的字段", "the field that chooses among them"),
        must("of", "各个模板", "the templates").list(&TEMPLATE),
    ],
};

/// A message template.
pub static TEMPLATE: Shape = Shape {
    name: "template",
    keys: &[
        must("value", "标签字段的值", "the value of the tag").written_by_others(),
        SECTION,
        must("title", "标题", "the title").any(),
        must("lines", "各行文字，填写之处写作 {{name.DATA}}", "the lines, with {{name.DATA}} for what is filled in")
            .texts()
            .any(),
        must("keywords", "填写什么，由谁填写", "what is filled in, and by whom").list(&KEYWORD),
        must("sample", "文档中的样例，逐行", "the document's sample, line by line").texts().any(),
    ],
};

/// A field of a template.
pub static KEYWORD: Shape = Shape {
    name: "place in a template",
    keys: &[
        must("name", "在模板中的名称", "the name in the template").written_by_others(),
        may("from", "填写它的请求字段", "the field of the request that fills it"),
        may("platform", "平台填写的内容，写作 { zh, en }", "what the platform fills in, as { zh, en }")
            .mapping(&BILINGUAL),
        must("sample", "文档样例中的文字", "the text in the document's sample").any(),
    ],
};
