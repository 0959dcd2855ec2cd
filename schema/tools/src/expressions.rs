//! The language of rules and conditions, as a table.

use wxmed_core::Bilingual;

/// An operator, a keyword or a function of expressions.
#[derive(Debug)]
pub struct Construct {
    /// Its notation.
    pub written: &'static str,
    /// The kind of its operands or arguments.
    pub takes: Kind,
    /// The kind of its result.
    pub gives: Kind,
    /// The meaning.
    pub about: Bilingual,
    /// Valid expressions with it.
    pub right: &'static [&'static str],
    /// Invalid expressions with it, with the kind of each error.
    pub wrong: &'static [(&'static str, &'static str)],
}

/// The kind of a part of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An exact decimal number: a field that is an amount, or a number.
    Amount,
    /// A text: a field that isn't an amount, or a text between single quotes.
    Text,
    /// Two amounts.
    Amounts,
    /// Two amounts or two texts.
    AmountOrText,
    /// A boolean.
    Truth,
    /// The name of a field.
    Field,
    /// The name of a list.
    List,
    /// An amount, and a number of decimal places.
    AmountAndDecimals,
    /// Two amounts, and a number of decimal places.
    AmountsAndDecimals,
    /// Two amounts, two dates or two times.
    Ordered,
    /// The name of a list or of a text.
    ListOrText,
    /// A text, and a regular expression between single quotes.
    TextAndPattern,
    /// A list, and a condition on an item.
    ListAndTruth,
    /// A field of a list; or a list, an amount of an item, and optionally a condition on the items.
    ListAndAmount,
}

impl Kind {
    /// The name for people.
    pub const fn name(self) -> Bilingual {
        match self {
            Kind::Amount => Bilingual::of("金额", "amount"),
            Kind::Text => Bilingual::of("文本", "text"),
            Kind::Amounts => Bilingual::of("两个金额", "two amounts"),
            Kind::AmountOrText => Bilingual::of("两个金额，或两个文本", "two amounts, or two texts"),
            Kind::Truth => Bilingual::of("成立与否", "truth"),
            Kind::Field => Bilingual::of("字段", "field"),
            Kind::List => Bilingual::of("列表", "list"),
            Kind::AmountAndDecimals => Bilingual::of("金额与小数位数", "amount and number of places"),
            Kind::AmountsAndDecimals => Bilingual::of("两个金额与小数位数", "two amounts and number of places"),
            Kind::Ordered => Bilingual::of("两个金额，或两个日期、时间", "two amounts, or two dates or times"),
            Kind::ListOrText => Bilingual::of("列表或文本", "list or text"),
            Kind::TextAndPattern => Bilingual::of("文本与正则表达式", "text and regular expression"),
            Kind::ListAndTruth => Bilingual::of("列表与各项的条件", "list and condition on an item"),
            Kind::ListAndAmount => Bilingual::of(
                "列表中的字段；或列表、各项的金额与可选的条件",
                "field of a list; or list, amount of an item, and optionally a condition",
            ),
        }
    }
}

/// The fields that the examples refer to.
pub const EXAMPLE_FIELDS: &str = r#"fields:
  - { name: fee, label: 费用, en: fee, type: String, required: Y, format: yuan }
  - { name: cash, label: 现金, en: cash, type: String, required: N, format: yuan }
  - { name: kind, label: 类型, en: kind, type: String8, required: N }
  - name: items
    label: 明细
    en: items
    type: list
    required: N
    fields:
      - { name: cost, label: 金额, en: amount, type: String, required: Y, format: yuan }
      - { name: times, label: 次数, en: times, type: Uint8, required: N }
      - { name: unit, label: 单位, en: unit, type: String8, required: N }
  - { name: begin, label: 入院日期, en: admission, type: String, required: N, format: yyyy-MM-dd }
  - { name: end, label: 出院日期, en: discharge, type: String, required: N, format: yyyyMMdd }
  - { name: 备-注, api: remark, label: 备注, en: remark, type: String, required: N }
  - name: person
    label: 患者
    en: patient
    type: object
    required: N
    fields:
      - { name: age, label: 年龄, en: age, type: Uint8, required: N }
"#;

/// Operands of expressions.
pub static OPERANDS: &[Construct] = &[
    Construct {
        written: "name",
        takes: Kind::Field,
        gives: Kind::AmountOrText,
        about: Bilingual::of(
            "这张表的一个字段；对象里的字段写作 `object.name`。",
            "A field of the table; one of an object is written `object.name`.",
        ),
        right: &["fee > 0", "person.age >= 18"],
        wrong: &[("fe > 0", "unknown-field"), ("items.cost > 0", "wrong-type"), ("person.agee > 0", "unknown-field")],
    },
    Construct {
        written: "`name`",
        takes: Kind::Field,
        gives: Kind::AmountOrText,
        about: Bilingual::of(
            "反引号之间的字段名：可以有连字符、点、空格等任何字符。",
            "The name of a field between backticks, which can have hyphens, dots, spaces and any other characters.",
        ),
        right: &["`备-注` != '无'"],
        wrong: &[("`备-注 != '无'", "rule-syntax"), ("备-注 != '无'", "wrong-type")],
    },
    Construct {
        written: "parent.name",
        takes: Kind::Field,
        gives: Kind::AmountOrText,
        about: Bilingual::of(
            "在谈到列表各项的表达式里：列表所在的那张表的字段。",
            "In an expression about the items of a list: a field of the table that has the list.",
        ),
        right: &["all(items, cost <= parent.fee)"],
        wrong: &[("parent.fee > 0", "unknown-field"), ("all(items, sum(parent.items.cost) > 0)", "wrong-type")],
    },
    Construct {
        written: "0.50",
        takes: Kind::Amount,
        gives: Kind::Amount,
        about: Bilingual::of(
            "十进制数，精确计算；可以是负数。",
            "A decimal number, which is exact, and may be negative.",
        ),
        right: &["fee >= 0.50", "fee > -1"],
        wrong: &[("fee > 1.2.3", "rule-syntax"), ("fee > -cash", "rule-syntax")],
    },
    Construct {
        written: "'text'",
        takes: Kind::Text,
        gives: Kind::Text,
        about: Bilingual::of("单引号之间的文本，原样比较。", "Words between single quotes, compared as they are."),
        right: &["kind = 'A'"],
        wrong: &[("kind = 'A", "rule-syntax"), ("kind = A", "unknown-field"), ("fee = '1'", "wrong-type")],
    },
    Construct {
        written: "( )",
        takes: Kind::AmountOrText,
        gives: Kind::AmountOrText,
        about: Bilingual::of("先算括号里的。", "What stands between parentheses comes first."),
        right: &["(fee + cash) * 2 > 1"],
        wrong: &[("(fee > 1", "rule-syntax")],
    },
];

/// The operators, by precedence, highest first.
pub static OPERATORS: &[Construct] = &[
    Construct {
        written: "*",
        takes: Kind::Amount,
        gives: Kind::Amount,
        about: Bilingual::of("乘。", "Multiplies."),
        right: &["fee * 2 = cash"],
        wrong: &[("fee * kind = 1", "wrong-type")],
    },
    Construct {
        written: "+ -",
        takes: Kind::Amount,
        gives: Kind::Amount,
        about: Bilingual::of("加与减。", "Adds and subtracts."),
        right: &["fee + 1 - cash >= 0"],
        wrong: &[("fee + 'x' = 1", "wrong-type"), ("fee + 1", "wrong-type")],
    },
    Construct {
        written: "= !=",
        takes: Kind::AmountOrText,
        gives: Kind::Truth,
        about: Bilingual::of(
            "相等与不等。金额按数值比较：0.10 等于 0.1。",
            "The same or not. Amounts are compared as numbers: 0.10 is 0.1.",
        ),
        right: &["fee = cash", "kind != 'B'"],
        wrong: &[("fee = kind", "wrong-type"), ("fee = cash = 1", "rule-syntax")],
    },
    Construct {
        written: "< <= > >=",
        takes: Kind::Ordered,
        gives: Kind::Truth,
        about: Bilingual::of(
            "比较大小，或日期、时间的先后，两边的格式可以不同。其他文本没有大小。",
            "Which is larger, or later: dates are compared with dates and times with times, whatever their formats. Other texts have no order.",
        ),
        right: &["fee < 9", "fee <= cash", "fee > 0", "fee >= cash", "begin <= end", "end > '20160501'"],
        wrong: &[("kind < 'B'", "wrong-type"), ("begin < kind", "wrong-type"), ("end > '2016-05-01'", "unknown-value")],
    },
    Construct {
        written: "not",
        takes: Kind::Truth,
        gives: Kind::Truth,
        about: Bilingual::of("不成立时成立。", "Holds when the other does not."),
        right: &["not kind = 'A'"],
        wrong: &[("not fee", "wrong-type")],
    },
    Construct {
        written: "and",
        takes: Kind::Truth,
        gives: Kind::Truth,
        about: Bilingual::of("两边都成立。", "Both hold."),
        right: &["fee > 0 and cash > 0"],
        wrong: &[("fee > 0 and", "rule-syntax"), ("fee > 0 and cash", "wrong-type")],
    },
    Construct {
        written: "or",
        takes: Kind::Truth,
        gives: Kind::Truth,
        about: Bilingual::of("至少一边成立。", "One of the two holds, or both."),
        right: &["kind = 'A' or fee = 0"],
        wrong: &[("kind = 'A' or 'B'", "wrong-type")],
    },
];

/// The functions.
pub static FUNCTIONS: &[Construct] = &[
    Construct {
        written: "given",
        takes: Kind::Field,
        gives: Kind::Truth,
        about: Bilingual::of("字段是否给出。", "Whether a field is given."),
        right: &["not given(cash) or cash > 0", "given(person.age)"],
        wrong: &[("given(1)", "wrong-type"), ("given(fee) = 1", "wrong-type")],
    },
    Construct {
        written: "len",
        takes: Kind::ListOrText,
        gives: Kind::Amount,
        about: Bilingual::of(
            "列表有几项，或文本有几个字符。",
            "How many items a list has, or how many characters a text.",
        ),
        right: &["len(items) <= 10", "len(kind) = 2"],
        wrong: &[("len(fee) = 1", "wrong-type"), ("len(items, 2) = 1", "wrong-type")],
    },
    Construct {
        written: "matches",
        takes: Kind::TextAndPattern,
        gives: Kind::Truth,
        about: Bilingual::of("整个文本是否匹配正则表达式。", "Whether a regular expression matches the whole text."),
        right: &["matches(kind, '[A-Z][0-9]*')"],
        wrong: &[
            ("matches(kind)", "wrong-type"),
            ("matches(fee, '1')", "wrong-type"),
            ("matches(kind, '[')", "pattern"),
        ],
    },
    Construct {
        written: "all",
        takes: Kind::ListAndTruth,
        gives: Kind::Truth,
        about: Bilingual::of(
            "条件是否对列表的每一项都成立，字段名是各项的。规则整个是 `all` 时，逐项报告。",
            "Whether something holds for every item of a list; names are fields of the item. If the whole rule is an `all`, each item that breaks it is reported.",
        ),
        right: &["all(items, cost > 0)", "all(items, given(unit) or times = 1)"],
        wrong: &[
            ("all(items)", "wrong-type"),
            ("all(fee, fee > 0)", "wrong-type"),
            ("all(items, fee > 0)", "unknown-field"),
        ],
    },
    Construct {
        written: "any",
        takes: Kind::ListAndTruth,
        gives: Kind::Truth,
        about: Bilingual::of(
            "条件是否至少对列表的一项成立。",
            "Whether something holds for at least one item of a list.",
        ),
        right: &["any(items, unit = '次')"],
        wrong: &[("any(items, cost)", "wrong-type")],
    },
    Construct {
        written: "count",
        takes: Kind::ListAndTruth,
        gives: Kind::Amount,
        about: Bilingual::of("条件对列表的几项成立。", "For how many items of a list something holds."),
        right: &["count(items, cost > 100) <= 3"],
        wrong: &[("count(items) = 1", "wrong-type"), ("count(items, cost > 1)", "wrong-type")],
    },
    Construct {
        written: "min",
        takes: Kind::Amounts,
        gives: Kind::Amount,
        about: Bilingual::of("两个金额中较小的一个。", "The smaller of two amounts."),
        right: &["cash = min(fee, 100)"],
        wrong: &[("min(fee) = 1", "wrong-type"), ("min(fee, kind) = 1", "wrong-type")],
    },
    Construct {
        written: "max",
        takes: Kind::Amounts,
        gives: Kind::Amount,
        about: Bilingual::of("两个金额中较大的一个。", "The larger of two amounts."),
        right: &["cash = max(fee - 100, 0)"],
        wrong: &[("max(fee, cash, 1) = 1", "wrong-type")],
    },
    Construct {
        written: "abs",
        takes: Kind::Amount,
        gives: Kind::Amount,
        about: Bilingual::of("去掉正负号的金额。", "The amount without its sign."),
        right: &["abs(fee - cash) <= 0.01"],
        wrong: &[("abs(fee, 1) = 1", "wrong-type"), ("abs(kind) = 1", "wrong-type")],
    },
    Construct {
        written: "or_zero",
        takes: Kind::Amount,
        gives: Kind::Amount,
        about: Bilingual::of(
            "其中的字段都没有值时为 0，而不是不作判断；列表中的字段看各项。",
            "0 if none of the fields in it has a value, in no item of a list either, where the rule would otherwise say nothing.",
        ),
        right: &["fee = or_zero(cash) + or_zero(sum(items.cost))"],
        wrong: &[("or_zero(fee, 1) = 1", "wrong-type"), ("or_zero(kind) = 1", "wrong-type")],
    },
    Construct {
        written: "divide",
        takes: Kind::AmountsAndDecimals,
        gives: Kind::Amount,
        about: Bilingual::of(
            "相除，并四舍五入到几位小数（0 至 8 位）；除数为 0 时不作判断。",
            "Divides, and rounds to a number of decimal places (0 to 8); a rule that divides by 0 says nothing.",
        ),
        right: &["cash = divide(fee, 3, 2)"],
        wrong: &[
            ("divide(fee, 3) = 1", "wrong-type"),
            ("divide(fee, 3, 9) = 1", "wrong-type"),
            ("fee / 3 = 1", "rule-syntax"),
        ],
    },
    Construct {
        written: "round",
        takes: Kind::AmountAndDecimals,
        gives: Kind::Amount,
        about: Bilingual::of(
            "四舍五入到几位小数（0 至 8 位）。",
            "Rounds to a number of decimal places (0 to 8); a half goes away from zero.",
        ),
        right: &["fee = round(cash * 0.3, 2)"],
        wrong: &[("round(fee) = 1", "wrong-type"), ("round(fee, 9) = 1", "wrong-type")],
    },
    Construct {
        written: "sum",
        takes: Kind::ListAndAmount,
        gives: Kind::Amount,
        about: Bilingual::of(
            "列表各项中一个字段或一个算式之和；可以只计满足条件的项。列表里的列表写作 `list.list.field`。",
            "The sum of a field or of a computed amount over the items of a list, or over those for which something holds. Of a list in a list it is `list.list.field`.",
        ),
        right: &["fee = sum(items.cost)", "fee = sum(items, cost * times)", "cash = sum(items, cost, unit = '次')"],
        wrong: &[
            ("sum(items, unit) = 1", "wrong-type"),
            ("sum(items, cost, times) = 1", "wrong-type"),
            ("sum(items) = 1", "wrong-type"),
            ("sum(items.unit) = 1", "wrong-type"),
            ("total(items.cost) = 1", "rule-syntax"),
        ],
    },
];

/// A content with one rule over [`EXAMPLE_FIELDS`].
pub fn example_spec(expression: &str) -> String {
    format!(
        "content: bill\nsection: \"1\"\ntitle: {{ zh: 账单, en: a bill }}\n{EXAMPLE_FIELDS}rules:\n  - id: holds\n    \
         check: \"{expression}\"\n    zh: 必须成立\n    en: must hold\n"
    )
}
