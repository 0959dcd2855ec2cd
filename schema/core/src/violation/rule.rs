use std::borrow::Cow;

use super::GroupKind;
use crate::nearest::is_same_wire_name;
use crate::{Bilingual, Format};

/// A violated rule, with the details for its message.
///
/// It never contains the value itself, which may be a patient's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A mandatory field is absent or empty.
    Required,
    /// More characters than the table allows.
    Length {
        /// The maximum.
        max: u32,
        /// The actual number.
        found: usize,
    },
    /// More bytes of UTF-8 than the table allows.
    LengthBytes {
        /// The maximum.
        max: u32,
        /// The actual number.
        found: usize,
    },
    /// The value doesn't have the field's format.
    Format(Format),
    /// An amount outside the field's range.
    Range {
        /// The minimum, if there is one.
        min: Option<Cow<'static, str>>,
        /// The maximum, if there is one.
        max: Option<Cow<'static, str>>,
    },
    /// Too many decimal places.
    Decimals {
        /// The maximum.
        max: u32,
    },
    /// Another number of decimal places than the field has.
    Scale {
        /// The exact number.
        decimal_places: u32,
    },
    /// A text that doesn't match the field's pattern.
    Pattern {
        /// The regular expression for the whole text.
        pattern: Cow<'static, str>,
    },
    /// Not a value of the field's closed code table.
    Code {
        /// The allowed values and their meanings.
        allowed: Vec<(Cow<'static, str>, Bilingual)>,
    },
    /// None of several fields is given, but exactly one must be.
    ChoiceMissing {
        /// The fields to choose from.
        of: Vec<Cow<'static, str>>,
    },
    /// Several fields are given, but only one may be.
    ChoiceConflict {
        /// The fields to choose from.
        of: Vec<Cow<'static, str>>,
    },
    /// A field is mandatory because another one is given.
    Needs {
        /// The field that is given.
        given: Cow<'static, str>,
    },
    /// A field is mandatory because a condition is true.
    NeededWhen {
        /// The condition as written in the spec, with the meaning of each code in it.
        when: Bilingual,
    },
    /// A field must be absent because a condition is true.
    AbsentWhen {
        /// The condition as written in the spec, with the meaning of each code in it.
        when: Bilingual,
    },
    /// Too few or too many of several fields are given.
    Group {
        /// How many must be given.
        kind: GroupKind,
        /// The fields.
        of: Vec<Cow<'static, str>>,
    },
    /// A field that belongs to another value of the tag.
    WrongCase {
        /// The field that decides which other fields exist.
        tag: Cow<'static, str>,
    },
    /// Leading or trailing white space. Servers differ on whether they trim it before they sign.
    WhiteSpace,
    /// An invisible character at the beginning or the end. Servers differ on whether they trim it before they sign.
    Invisible {
        /// The code point.
        code: u32,
    },
    /// A character that XML doesn't allow.
    ControlCharacter {
        /// The code point.
        code: u32,
    },
    /// The signature, which is computed and must not be given.
    Computed,
    /// A name that is not valid in XML.
    Name,
    /// An undocumented name that looks like a misspelt documented field that is not given.
    UnknownName {
        /// The name that was probably meant.
        near: Cow<'static, str>,
    },
    /// A `sign_type` other than MD5 for an operation that has no such field and is signed with MD5.
    SignType,
    /// The same field is given twice, possibly under two of its names.
    Duplicate,
    /// A key next to the one that wraps a content.
    BesideWrapper {
        /// The key that wraps it.
        wrapper: Cow<'static, str>,
    },
    /// JSON of the wrong type.
    JsonType {
        /// The expected type.
        expected: &'static str,
    },
    /// A list of too few or too many items.
    Items {
        /// The minimum.
        min: u32,
        /// The maximum, if there is one.
        max: Option<u32>,
        /// The actual number.
        found: usize,
    },
    /// An item that has the same values as an earlier one, although all items must differ.
    Unique {
        /// The fields in which the items must differ, taken together.
        of: Vec<Cow<'static, str>>,
    },
    /// A field with another value than the only one that it can have.
    Constant {
        /// The value.
        value: Cow<'static, str>,
    },
    /// An identifier that is not composed as it should be.
    Composed {
        /// The parts: names of fields, formats of dates, and regular expressions.
        of: Vec<Cow<'static, str>>,
    },
    /// A count that is not the length of its list.
    Count {
        /// The list.
        list: Cow<'static, str>,
        /// The number of its items.
        items: usize,
    },
    /// The value can't be converted to the field's type.
    Value {
        /// The message of the type's error.
        message: Bilingual,
    },
    /// A rule that the spec states.
    Stated {
        /// The rule's ID in the spec.
        id: Cow<'static, str>,
        /// The rule's text.
        message: Bilingual,
    },
}

impl Rule {
    /// The stable ID of the rule; rules of a spec have the ID given there.
    pub fn id(&self) -> &str {
        match self {
            Rule::Required => "required",
            Rule::Length { .. } => "length",
            Rule::LengthBytes { .. } => "length-bytes",
            Rule::Format(_) => "format",
            Rule::Range { .. } => "range",
            Rule::Decimals { .. } => "decimals",
            Rule::Scale { .. } => "scale",
            Rule::Pattern { .. } => "pattern",
            Rule::Code { .. } => "code",
            Rule::ChoiceMissing { .. } => "choice-missing",
            Rule::ChoiceConflict { .. } => "choice-conflict",
            Rule::Needs { .. } => "needs",
            Rule::NeededWhen { .. } => "needed-when",
            Rule::AbsentWhen { .. } => "absent-when",
            Rule::Group { kind, .. } => kind.name(),
            Rule::WrongCase { .. } => "wrong-case",
            Rule::WhiteSpace => "white-space",
            Rule::Invisible { .. } => "invisible",
            Rule::ControlCharacter { .. } => "control-character",
            Rule::Computed => "computed",
            Rule::Name => "name",
            Rule::UnknownName { .. } => "unknown-name",
            Rule::SignType => "sign-type",
            Rule::Duplicate => "duplicate",
            Rule::BesideWrapper { .. } => "beside-wrapper",
            Rule::JsonType { .. } => "json-type",
            Rule::Items { .. } => "items",
            Rule::Unique { .. } => "unique",
            Rule::Constant { .. } => "constant",
            Rule::Composed { .. } => "composed",
            Rule::Count { .. } => "count",
            Rule::Value { .. } => "value",
            Rule::Stated { id, .. } => id,
        }
    }

    /// What is wrong and what to do, in one language.
    pub fn message(&self, lang: crate::Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    /// What is wrong and what to do, in both languages.
    pub fn text(&self) -> Bilingual {
        match self {
            Rule::Required => Bilingual::of("必填，但没有值", "is mandatory and has no value"),
            Rule::Length { max, found } => Bilingual::new(
                format!("有 {found} 个字符，最多 {max} 个"),
                format!("has {found} characters, at most {max} are allowed"),
            ),
            Rule::LengthBytes { max, found } => Bilingual::new(
                format!("UTF-8 编码后为 {found} 字节；若平台按字节限制长度，上限为 {max} 字节"),
                format!("has {found} bytes of UTF-8; a platform that counts bytes allows {max}"),
            ),
            Rule::Format(format) => {
                let demands = format.demands();
                Bilingual::new(format!("格式不符，应为：{}", demands.zh), format!("must be {}", demands.en))
            }
            Rule::Range { min, max } => range(min.as_deref(), max.as_deref()),
            Rule::Decimals { max: 0 } => Bilingual::of("不能有小数位", "must have no decimal places"),
            Rule::Decimals { max } => Bilingual::new(
                format!("小数位过多，最多 {max} 位"),
                format!("has too many decimal places, at most {max} are allowed"),
            ),
            Rule::Scale { decimal_places } => Bilingual::new(
                format!("须恰好有 {decimal_places} 位小数"),
                format!("must have exactly {decimal_places} decimal places"),
            ),
            Rule::Pattern { pattern } => {
                Bilingual::new(format!("须完整匹配正则 {pattern}"), format!("must match {pattern} as a whole"))
            }
            Rule::Code { allowed } => {
                let zh: Vec<String> = allowed.iter().map(|(code, label)| format!("{code}（{}）", label.zh)).collect();
                let en: Vec<String> = allowed.iter().map(|(code, label)| format!("{code} ({})", label.en)).collect();
                Bilingual::new(
                    format!("不在代码表中，可用：{}", zh.join("、")),
                    format!("must be one of {}", en.join(", ")),
                )
            }
            Rule::ChoiceMissing { of } => {
                let list = of.join(", ");
                Bilingual::new(
                    format!("以下字段须填写一个：{list}"),
                    format!("exactly one of {list} must be given, none is"),
                )
            }
            Rule::ChoiceConflict { of } => {
                let list = of.join(", ");
                Bilingual::new(format!("只能填其中之一：{list}"), format!("only one of {list} may be given"))
            }
            Rule::Needs { given } => Bilingual::new(
                format!("已填写 {given}，因此该字段必填"),
                format!("is mandatory because {given} is given"),
            ),
            Rule::NeededWhen { when } => {
                Bilingual::new(format!("当 {} 时必填", when.zh), format!("is mandatory when {}", when.en))
            }
            Rule::AbsentWhen { when } => {
                Bilingual::new(format!("当 {} 时不得填写", when.zh), format!("must be left out when {}", when.en))
            }
            Rule::Group { kind, of } => {
                let list = of.join(", ");
                let (zh, en) = match kind {
                    GroupKind::AtMostOne => ("至多填其中之一", "at most one may be given of"),
                    GroupKind::AtLeastOne => ("至少填其中之一", "at least one must be given of"),
                    GroupKind::AllOrNone => ("须全填或全不填", "all or none must be given of"),
                };
                Bilingual::new(format!("{zh}：{list}"), format!("{en} {list}"))
            }
            Rule::WrongCase { tag } => Bilingual::new(
                format!("{tag} 为当前值时没有该字段：请删除该字段，或更改 {tag} 的值"),
                format!("does not belong to this {tag}: remove it, or change {tag}"),
            ),
            Rule::WhiteSpace => Bilingual::of(
                "首尾有空白字符，请删除：有的服务器在计算签名前去除空白，有的不去除，可能导致签名失败",
                "has leading or trailing white space: remove it, because servers differ on trimming before they sign",
            ),
            Rule::Invisible { code } => Bilingual::new(
                format!(
                    "首尾有不可见字符 U+{code:04X}，请删除：有的服务器在计算签名前去除它，有的不去除，可能导致签名失败"
                ),
                format!(
                    "begins or ends with the invisible character U+{code:04X}: remove it, because servers differ on trimming before they sign"
                ),
            ),
            Rule::ControlCharacter { code } => Bilingual::new(
                format!("含有 XML 不允许的控制字符 U+{code:04X}，请去掉"),
                format!("contains the control character U+{code:04X}, which XML does not allow: remove it"),
            ),
            Rule::Computed => Bilingual::of(
                "由 wxmed 自动计算并填写，请勿自行填写",
                "is the signature, which wxmed computes and adds: leave it out",
            ),
            Rule::Name => Bilingual::of(
                "不能用作 XML 元素名：只能用字母、数字、下划线、连字符和点，以字母或下划线开头，且不以 xml 开头",
                "cannot name an XML element: use letters, digits, underscores, hyphens and dots, begin with a letter or an underscore, and not with xml",
            ),
            Rule::UnknownName { near } => Bilingual::new(
                format!("不是文档中的字段，会原样发送；是不是 {near}？"),
                format!("is not a field of the document, and is sent unchanged: did you mean {near}?"),
            ),
            Rule::SignType => Bilingual::of(
                "该接口没有这个字段，请删除：请求固定按 MD5 签名，填写其他签名方式会导致签名失败",
                "is not a field of this operation, whose requests are signed with MD5: remove it",
            ),
            Rule::Duplicate => Bilingual::of("同一字段出现了不止一次", "is given more than once"),
            Rule::BesideWrapper { wrapper } => Bilingual::new(
                format!("与 {wrapper} 并列，而最外层只能有 {wrapper}：请移到其内部"),
                format!("is outside of {wrapper}, which must be the only key there: move it inside"),
            ),
            Rule::JsonType { expected } => {
                Bilingual::new(format!("JSON 类型不符，应为 {expected}"), format!("must be a JSON {expected}"))
            }
            Rule::Items { min, max: Some(max), found } => Bilingual::new(
                format!("有 {found} 项，须为 {min} 至 {max} 项"),
                format!("has {found} items, and must have from {min} to {max}"),
            ),
            Rule::Items { min, max: None, found } => Bilingual::new(
                format!("有 {found} 项，至少须有 {min} 项"),
                format!("has {found} items, and must have at least {min}"),
            ),
            Rule::Unique { of } if of.len() > 1 => Bilingual::new(
                format!("与前面的某一项的 {} 都相同，但各项须互不相同", of.join("、")),
                format!("has the same {} as an earlier item, but all items must differ", of.join(", ")),
            ),
            Rule::Unique { .. } => Bilingual::of(
                "与前面的某一项相同，但各项须互不相同",
                "is the same as in an earlier item, but all items must differ",
            ),
            Rule::Constant { value } => {
                Bilingual::new(format!("须固定为 {value}"), format!("must be {value}, which never changes"))
            }
            Rule::Composed { of } => Bilingual::new(
                format!("须依次由以下部分组成：{}", of.join(" + ")),
                format!("must consist of {}, in this order", of.join(" + ")),
            ),
            Rule::Count { list, items } => Bilingual::new(
                format!("须等于 {list} 的项数（{items}）"),
                format!("must be the number of items in {list}, which is {items}"),
            ),
            Rule::Value { message } | Rule::Stated { message, .. } => message.clone(),
        }
    }

    /// The name of the field that selects the sign type, in operations that have one.
    pub const SIGN_TYPE_FIELD: &'static str = "sign_type";

    /// The field of the signature.
    const SIGN_FIELD: &'static str = "sign";

    /// The rule that an undocumented field violates: it must neither be a signature nor specify another sign type.
    /// Names in any style are recognised.
    pub fn of_undocumented(name: &str, text: &str) -> Option<Rule> {
        if text.is_empty() {
            return None;
        }
        if is_same_wire_name(name, Self::SIGN_FIELD) {
            return Some(Rule::Computed);
        }
        (is_same_wire_name(name, Self::SIGN_TYPE_FIELD) && text != "MD5").then_some(Rule::SignType)
    }
}

fn range(min: Option<&str>, max: Option<&str>) -> Bilingual {
    match (min, max) {
        (Some(min), Some(max)) => {
            Bilingual::new(format!("须在 {min} 至 {max} 之间"), format!("must be from {min} to {max}"))
        }
        (Some(min), None) => Bilingual::new(format!("不得小于 {min}"), format!("must be at least {min}")),
        (None, Some(max)) => Bilingual::new(format!("不得大于 {max}"), format!("must be at most {max}")),
        (None, None) => Bilingual::of("超出范围", "is out of range"),
    }
}
