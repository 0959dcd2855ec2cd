use super::super::markdown::{Page, code, codes, inline};
use crate::expressions::{Construct, EXAMPLE_FIELDS, FUNCTIONS, OPERANDS, OPERATORS, example_spec};
use wxmed_compiler::{Options, Scope, Sources, compile};

/// The page of the language of rules and conditions.
pub(super) fn page() -> String {
    let mut page = Page::default();
    page.heading(1, "表达式 Expressions");
    page.block(
        "规则的 `check` 与条件的 `when` 是表达式：先定类型再使用，总会结束，缺少字段时不作判断。\n\n\
         The `check` of a rule and the `when` of a condition are expressions. They are typed before they are used, they \
         always come to an end, and while a field is missing they say nothing.",
    );
    page.block(
        "- 缺少的字段、读不懂的值、没有给出的列表：用到它们的部分不作判断；`and`、`or`、`all`、`any` 的其他部分已足以决定时仍会判断。\n\
         - 空列表 `[]`：`all` 成立，`any` 不成立，`len`、`count`、`sum` 为 0。\n\
         - 谈到列表各项的函数可以嵌套：里层的 `parent.` 指外面一层，`parent.parent.` 再外一层；对应（binding）里写作 \
         `parent.outer.name`。各项有名为 `parent` 的字段时，以字段为准。\n\
         - 日期与时间比较到两边都有的单位：`16:31` 与 `16:31:02` 相同。\n\
         - 金额以十进制精确计算，至多 28 位数字：乘积的小数超出时四舍五入，整数部分放不下时不作判断。\n\n\
         - A field that is missing, a value that can't be read, and a list that is not given say nothing; `and`, `or`, \
         `all` and `any` still decide where the rest is enough.\n\
         - For an empty list, `[]`, `all` holds, `any` does not, and `len`, `count` and `sum` are 0.\n\
         - Functions about items can stand in each other: `parent.` is then one level further out, and `parent.parent.` two. \
         In a binding the request is `parent.outer.name`. A field of the items that is called `parent` goes first.\n\
         - Dates and times are compared down to the smallest unit that both have: `16:31` and `16:31:02` are the same.\n\
         - Amounts are exact decimals of at most 28 digits: a product with more decimal places is rounded, and one that is \
         too large says nothing.",
    );
    for (title, constructs) in [
        ("操作数 Operands", OPERANDS),
        ("运算符，先结合的在前 Operators, the closest first", OPERATORS),
        ("函数 Functions", FUNCTIONS),
    ] {
        page.heading(2, title);
        let head = ["写法 Written", "用于 Takes", "得到 Gives", "含义 Meaning"];
        page.table(head, &constructs.iter().map(row).collect::<Vec<_>>());
        let head = ["写法 Written", "对 Right"];
        page.table(head, &constructs.iter().map(right).collect::<Vec<_>>());
        let wrong: Vec<[String; 3]> = constructs.iter().flat_map(|construct| construct.wrong).map(wrong).collect();
        page.table(["错 Wrong", "错误 Mistake", "提示 Message"], &wrong);
    }
    page.heading(2, "示例所用的字段 The fields of the examples");
    page.code_block("yaml", EXAMPLE_FIELDS);
    page.finish()
}

fn row(construct: &Construct) -> [String; 4] {
    let Construct { written, takes, gives, about, .. } = construct;
    [code(written), inline(&takes.name()), inline(&gives.name()), format!("{} {}", about.zh, about.en)]
}

fn right(construct: &Construct) -> [String; 2] {
    [code(construct.written), codes(construct.right.iter().copied())]
}

fn wrong((expression, _): &(&str, &str)) -> [String; 3] {
    let mistake = mistakes(expression).into_iter().next();
    let (id, message) = mistake.unwrap_or_default();
    [code(expression), format!("[{id}](../diagnostics.md#{id})"), message.replace('|', "\\|")]
}

/// The errors in an expression over the fields of the examples, with their kinds and messages.
fn mistakes(expression: &str) -> Vec<(&'static str, String)> {
    let mut sources = Sources::new();
    sources.add("bill.yaml", "bill", example_spec(expression));
    let (_, diagnostics) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    diagnostics.iter().map(|one| (one.id.name(), one.message.clone())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use wxmed_compiler::grammar;

    fn all() -> impl Iterator<Item = &'static Construct> {
        OPERANDS.iter().chain(OPERATORS).chain(FUNCTIONS)
    }

    #[test]
    fn right_examples_are_valid_and_wrong_ones_have_the_listed_error() {
        for construct in all() {
            assert!(!construct.right.is_empty() && !construct.wrong.is_empty(), "{}", construct.written);
            for expression in construct.right {
                assert_eq!(mistakes(expression), [], "{expression}");
            }
            for (expression, id) in construct.wrong {
                let found: Vec<&str> = mistakes(expression).into_iter().map(|(id, _)| id).collect();
                assert_eq!(found, [*id], "{expression}");
            }
        }
    }

    #[test]
    fn every_function_is_described_and_mentioned_with_the_rules() {
        let described: BTreeSet<&str> = FUNCTIONS.iter().map(|construct| construct.written).collect();
        assert_eq!(described, grammar::FUNCTIONS.into());
        let check = grammar::RULE.keys.iter().find(|key| key.name == "check").unwrap().about();
        for function in grammar::FUNCTIONS {
            for text in [&check.zh, &check.en] {
                assert!(text.contains(&format!("`{function}(")), "{function}: {text}");
            }
        }
    }

    #[test]
    fn every_operator_is_shown_in_a_right_example() {
        for construct in OPERATORS.iter().chain(FUNCTIONS) {
            for sign in construct.written.split(' ') {
                let is_shown = construct.right.iter().any(|expression| expression.contains(sign));
                assert!(is_shown, "{sign} of {}", construct.written);
            }
        }
    }
}
