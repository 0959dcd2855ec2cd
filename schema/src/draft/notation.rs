//! Types and cells as bureaus write them.

/// A type that a table declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// Text of this type in the language of the specs.
    Text(String),
    /// A whole number of this type in the language of the specs.
    Whole(String),
    /// A number with at most so many places.
    Number(Option<u32>),
    /// A date or a time.
    Date,
    /// An object.
    Object,
    /// A list.
    List,
}

const TEXTS: &[&str] = &[
    "string",
    "str",
    "text",
    "varchar2",
    "nvarchar2",
    "varchar",
    "nvarchar",
    "char",
    "c",
    "an",
    "字符串",
    "字符型",
    "字符",
    "文本",
];
const WHOLES: &[&str] = &["int", "integer", "long", "bigint", "smallint", "整型", "整数", "整数型"];
const NUMBERS: &[&str] =
    &["number", "numeric", "decimal", "double", "float", "n", "数值", "数值型", "数字", "数字型", "金额", "money"];
const FLOATS: &[&str] = &["double", "float"];
const DATES: &[&str] = &["date", "datetime", "timestamp", "time", "日期", "日期型", "时间", "日期时间"];
const OBJECTS: &[&str] = &["object", "obj", "json", "jsonobject", "map", "对象", "结构体", "节点", "对象型"];
const LISTS: &[&str] = &["list", "array", "jsonarray", "数组", "列表", "集合", "明细"];

/// The type that a cell declares, with the length that another cell may give.
pub(super) fn declared(cell: &str, length: Option<&str>) -> Option<Declared> {
    let cell: String = cell.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    match cell.as_str() {
        "Uint8" | "UInt8" | "uint8" | "Uint32" | "UInt32" | "uint32" => return Some(Declared::Whole(cell)),
        "object" => return Some(Declared::Object),
        "list" => return Some(Declared::List),
        _ => {}
    }
    let lower = cell.to_lowercase();
    let word_end = lower.find(['(', '[', '<']).unwrap_or(lower.len());
    let word = lower.get(..word_end).unwrap_or_default();
    let known = |words: &[&str]| words.contains(&word);
    let arguments = lower.get(word_end..).unwrap_or_default().trim_matches(['(', ')']).to_owned();
    // `String32` and `N10` have their length behind the word.
    let digits = word.len() - word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let bare = word.get(..word.len() - digits).unwrap_or_default();
    let (word_is_known, behind) =
        if TEXTS.contains(&word) { (true, "") } else { (false, word.get(word.len() - digits..).unwrap_or_default()) };
    let given = [arguments.as_str(), behind, length.unwrap_or_default().trim()]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    if known(OBJECTS) {
        Some(Declared::Object)
    } else if known(LISTS) {
        Some(Declared::List)
    } else if known(DATES) {
        Some(Declared::Date)
    } else if word_is_known || TEXTS.contains(&bare) {
        Some(Declared::Text(text_type(&cell, given)))
    } else if known(WHOLES) || WHOLES.contains(&bare) {
        Some(whole(given))
    } else if known(NUMBERS) || NUMBERS.contains(&bare) {
        Some(number(given, known(FLOATS)))
    } else {
        None
    }
}

/// The document's own notation is kept, and others are written in it.
fn text_type(cell: &str, given: &str) -> String {
    let own = cell.strip_prefix("String").or_else(|| cell.strip_prefix("string"));
    match (size(given), own) {
        (Some(_), Some(rest)) if !rest.is_empty() => cell.to_owned(),
        (Some(max), _) => format!("String{max}"),
        (None, _) => "String".to_owned(),
    }
}

fn size(text: &str) -> Option<u32> {
    text.parse::<u32>().ok().filter(|size| *size > 0 && size.to_string() == text)
}

/// A whole number of so many digits: more than nine do not fit into 32 bits.
fn whole(given: &str) -> Declared {
    match size(given) {
        Some(digits) if digits > 9 => Declared::Text(format!("String{digits}")),
        _ => Declared::Whole("int".to_owned()),
    }
}

/// A number of some digits has no places unless they are given, as databases have it.
fn number(given: &str, is_float: bool) -> Declared {
    match given.split_once([',', '，', '.']) {
        Some((_, places)) => match places.trim().parse() {
            Ok(0) => Declared::Number(Some(0)),
            places => Declared::Number(places.ok()),
        },
        None if size(given).is_some_and(|digits| digits <= 9) && !is_float => Declared::Whole("int".to_owned()),
        None => Declared::Number(None),
    }
}

fn half_width(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '\u{ff10}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// What a cell says about whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Yes,
    No,
    /// In some cases.
    Sometimes,
    /// As one of several.
    Choice,
}

/// What a cell says; `inverted` if its column asks whether the value may be empty.
pub(super) fn cell(text: &str, inverted: bool) -> Option<Cell> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect::<String>().to_lowercase();
    let found = match text.as_str() {
        "y" | "yes" | "是" | "必填" | "必须" | "必传" | "必选" | "必输" | "m" | "√" | "1" | "true" | "r" => {
            Cell::Yes
        }
        "n" | "no" | "否" | "选填" | "非必填" | "非必须" | "非必传" | "可选" | "可不填" | "可不传" | "o" | "×"
        | "0" | "false" => Cell::No,
        "c" | "条件必填" | "条件" | "有条件" | "视情况" => Cell::Sometimes,
        "二选" | "二选一" | "三选一" | "一" | "多选一" => Cell::Choice,
        "可空" | "可为空" | "允许为空" => return Some(Cell::No),
        "非空" | "不可空" | "不能为空" | "不可为空" => return Some(Cell::Yes),
        _ => return None,
    };
    Some(match (found, inverted) {
        (Cell::Yes, true) => Cell::No,
        (Cell::No, true) => Cell::Yes,
        (found, _) => found,
    })
}

#[cfg(test)]
mod tests {
    use super::{Cell, Declared, cell, declared};

    #[test]
    fn types_are_read_in_many_notations() {
        let text = |name: &str| Some(Declared::Text(name.to_owned()));
        for (written, length, expected) in [
            ("String32", None, text("String32")),
            ("string128", None, text("string128")),
            ("String(14)", None, text("String(14)")),
            ("String", Some("20"), text("String20")),
            ("VARCHAR2(64)", None, text("String64")),
            ("varchar2", None, text("String")),
            ("字符（20）", None, text("String20")),
            ("C16", None, text("String16")),
            ("Uint32", None, Some(Declared::Whole("Uint32".to_owned()))),
            ("int", Some("4"), Some(Declared::Whole("int".to_owned()))),
            ("BIGINT(20)", None, text("String20")),
            ("NUMBER(12,2)", None, Some(Declared::Number(Some(2)))),
            ("decimal", Some("10，4"), Some(Declared::Number(Some(4)))),
            ("数值", Some("3"), Some(Declared::Whole("int".to_owned()))),
            ("NUMBER(12)", None, Some(Declared::Number(None))),
            ("double(8)", None, Some(Declared::Number(None))),
            ("N", None, Some(Declared::Number(None))),
            ("日期型", None, Some(Declared::Date)),
            ("List<Item>", None, Some(Declared::List)),
            ("对象", None, Some(Declared::Object)),
            ("blob", None, None),
            ("", None, None),
        ] {
            assert_eq!(declared(written, length), expected, "{written}");
        }
    }

    #[test]
    fn cells_say_whether_a_field_must_be_there() {
        for (text, inverted, expected) in [
            ("Y", false, Some(Cell::Yes)),
            (" 必 填 ", false, Some(Cell::Yes)),
            ("否", false, Some(Cell::No)),
            ("是", true, Some(Cell::No)),
            ("N", true, Some(Cell::Yes)),
            ("非空", true, Some(Cell::Yes)),
            ("C", false, Some(Cell::Sometimes)),
            ("二选", false, Some(Cell::Choice)),
            ("？", false, None),
        ] {
            assert_eq!(cell(text, inverted), expected, "{text}");
        }
    }
}
