//! What there is to be written: constructs of a table, conditions and rules.

/// What can stand in a table.
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

    /// Whether it has a table of its own below it.
    pub(super) fn nests(self) -> bool {
        use Construct::{CountedItems, Items, JsonItems, JsonObject, Object, Tag};
        matches!(self, Object | JsonObject | Items | JsonItems | CountedItems | Tag)
    }
}

/// What a condition turns on.
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

/// What a rule states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Amounts add up.
    Sum,
    /// One is what another lacks of a third.
    Difference,
    /// A number of times.
    Times,
    /// A product, rounded.
    Rounded,
    /// As many as a list has.
    Length,
    /// What the items of a list come to.
    Total,
    /// Above, below and not the same.
    Order,
    Bounds,
    Differs,
    /// Texts.
    SameText,
    OtherText,
    /// The smaller and the larger of two.
    Least,
    Most,
    /// A difference without its sign.
    Distance,
    /// What is absent counts as nothing.
    OrZero,
    /// A quotient, rounded.
    Quotient,
    /// Something of each item, of one, or of some.
    EachItem,
    SomeItem,
    CountedItems,
    SumOfProducts,
    SumOfSome,
    /// Items that look at what is around them.
    Outward,
    /// How long a text is, and how it looks.
    TextLength,
    TextPattern,
    /// One time after another.
    TimeOrder,
    /// What goes with what.
    Alone,
    Together,
    Otherwise,
}

impl Rule {
    /// Whether it looks at a list, which only JSON has.
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
