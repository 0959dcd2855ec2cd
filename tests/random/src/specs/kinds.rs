//! The constructs of a table, and the kinds of conditions and rules.

/// A construct of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Construct {
    Object,
    JsonObject,
    Values,
    NestedValues,
    Identifier,
    Items,
    JsonItems,
    CountedValues,
    CountedItems,
    Tag,
    Choice,
    Part,
    Group(&'static str),
    Given,
    When,
    Rule,
}

pub(super) const CONSTRUCTS: &[Construct] = &[
    Construct::Object,
    Construct::Object,
    Construct::JsonObject,
    Construct::Values,
    Construct::Values,
    Construct::NestedValues,
    Construct::Identifier,
    Construct::Items,
    Construct::JsonItems,
    Construct::CountedValues,
    Construct::CountedItems,
    Construct::Tag,
    Construct::Tag,
    Construct::Tag,
    Construct::Choice,
    Construct::Choice,
    Construct::Part,
    Construct::Group("at-most-one"),
    Construct::Group("at-least-one"),
    Construct::Group("all-or-none"),
    Construct::Given,
    Construct::When,
    Construct::When,
    Construct::When,
    Construct::Rule,
    Construct::Rule,
    Construct::Rule,
    Construct::Rule,
    Construct::Rule,
    Construct::Rule,
];

impl Construct {
    /// Whether only JSON has it.
    pub(super) fn is_json(self) -> bool {
        use Construct::{CountedItems, CountedValues, Items, JsonItems, JsonObject, NestedValues, Object, Values};
        matches!(self, Object | JsonObject | Values | NestedValues | Items | JsonItems | CountedValues | CountedItems)
    }

    /// Whether it contains another table.
    pub(super) fn nests(self) -> bool {
        use Construct::{CountedItems, Items, JsonItems, JsonObject, Object, Tag};
        matches!(self, Object | JsonObject | Items | JsonItems | CountedItems | Tag)
    }
}

/// The kind of a condition.
#[derive(Clone, Copy, Debug)]
pub(super) enum Condition {
    Code,
    NotCode,
    Above,
    Below,
    Given,
    NotGiven,
    Length,
    Both,
    Either,
    Computed,
    Texts,
}

pub(super) const CONDITIONS: &[Condition] = &[
    Condition::Code,
    Condition::NotCode,
    Condition::Above,
    Condition::Below,
    Condition::Given,
    Condition::NotGiven,
    Condition::Length,
    Condition::Both,
    Condition::Either,
    Condition::Computed,
    Condition::Texts,
];

/// The kind of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// A sum of amounts.
    Sum,
    /// A difference of two amounts.
    Difference,
    /// A multiple.
    Times,
    /// A rounded product.
    Rounded,
    /// The length of a list.
    Length,
    /// The total over the items of a list.
    Total,
    /// Order, bounds and inequality of amounts.
    Order,
    Bounds,
    Differs,
    /// Equality and inequality of texts.
    SameText,
    OtherText,
    /// The minimum and the maximum of two amounts.
    Least,
    Most,
    /// An absolute difference.
    Distance,
    /// An absent amount counts as 0.
    OrZero,
    /// A rounded quotient.
    Quotient,
    /// A statement about each item, about one, or about some.
    EachItem,
    SomeItem,
    CountedItems,
    SumOfProducts,
    SumOfSome,
    /// Items that read the enclosing record.
    Outward,
    /// The length and the pattern of a text.
    TextLength,
    TextPattern,
    /// The order of two times.
    TimeOrder,
    /// Rows that are given alone, together, or instead of another.
    Alone,
    Together,
    Otherwise,
}

impl Rule {
    /// Whether it reads a list, which only JSON has.
    pub(super) fn is_json(self) -> bool {
        use Rule::{CountedItems, EachItem, Length, Outward, SomeItem, SumOfProducts, SumOfSome, Total};
        matches!(self, Length | Total | EachItem | SomeItem | CountedItems | SumOfProducts | SumOfSome | Outward)
    }
}

pub(super) const RULES: &[Rule] = &[
    Rule::Sum,
    Rule::Difference,
    Rule::Times,
    Rule::Rounded,
    Rule::Length,
    Rule::Total,
    Rule::Order,
    Rule::Bounds,
    Rule::Differs,
    Rule::SameText,
    Rule::OtherText,
    Rule::Alone,
    Rule::Together,
    Rule::Otherwise,
    Rule::Least,
    Rule::Most,
    Rule::Distance,
    Rule::OrZero,
    Rule::Quotient,
    Rule::EachItem,
    Rule::SomeItem,
    Rule::CountedItems,
    Rule::SumOfProducts,
    Rule::SumOfSome,
    Rule::Outward,
    Rule::TextLength,
    Rule::TextPattern,
    Rule::TimeOrder,
];
