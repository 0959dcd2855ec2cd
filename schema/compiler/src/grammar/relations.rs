//! Constraints between the rows of a table: choices, conditions, groups and rules.

use super::keywords::{self, listed};
use super::shape::{may, must};
use super::{BILINGUAL, Shape};

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
            .keyword(|| listed(keywords::GIVE)),
        must("of", "各字段", "the fields").texts(),
    ],
};

/// The names of the functions of expressions.
pub const FUNCTIONS: [&str; 13] =
    ["given", "len", "round", "sum", "min", "max", "abs", "or_zero", "divide", "matches", "any", "all", "count"];

/// A rule across fields.
pub static RULE: Shape = Shape {
    name: "rule",
    keys: &[
        must("id", "固定不变的 ID", "the stable ID"),
        must(
            "check",
            "必须成立的关系，如 `ghf + zjzj = ghhj`：金额用 `+ - *`、`round(x, 2)`、`divide(a, b, 2)`、`sum(list.field)`、`len(list)`、`min(a, b)`、`max(a, b)`、`abs(x)`、`or_zero(x)`；文本写作 'A'；`= != < <= > >=`；`given(field)`、`matches(text, 'A[0-9]')`、`all(list, …)`、`any(list, …)`、`count(list, …)`；`and`、`or`、`not`",
            "what must hold, as in `ghf + zjzj = ghhj`: amounts with `+ - *`, `round(x, 2)`, `divide(a, b, 2)`, `sum(list.field)`, `len(list)`, `min(a, b)`, `max(a, b)`, `abs(x)`, `or_zero(x)`; texts as 'A'; `= != < <= > >=`; `given(field)`, `matches(text, 'A[0-9]')`, `all(list, …)`, `any(list, …)`, `count(list, …)`; `and`, `or`, `not`",
        )
        .expression(),
        may("severity", "`error`（错误，默认）或 `warning`（警告；可信度为 low 时是默认值）", "`error`, or `warning`, which is the default where the confidence is low").keyword(|| listed(keywords::SEVERITY)),
        must("zh", "中文说明", "what it says, in Chinese").any(),
        must("en", "英文说明", "what it says, in English").any(),
    ],
};

/// A rule across the fields of a content and those of its request.
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
        may("severity", "`error`（错误，默认）或 `warning`（警告；可信度为 low 时是默认值）", "`error`, or `warning`, which is the default where the confidence is low").keyword(|| listed(keywords::SEVERITY)),
        must("zh", "中文说明", "what it says, in Chinese").any(),
        must("en", "英文说明", "what it says, in English").any(),
    ],
};
