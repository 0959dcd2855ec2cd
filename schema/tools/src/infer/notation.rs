//! Parses types in the notations of bureaus: `VARCHAR2(64)`, `C..30`, `字符型`, `List<String>`.

use super::dates;
use super::lengths::{self, Length};
use super::lexicon::{LIST_NOUNS, REPEATING, WordList, is_chinese, plain};

/// A type that a table declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// Text.
    Text,
    /// Text in the language of the specs: `String32`, `string(14)`.
    OwnText(String),
    /// A whole number.
    Whole(Whole),
    /// A number that may have decimal places.
    Number(Point),
    /// A date or a time.
    Date,
    /// A boolean.
    Truth,
    /// An object.
    Object,
    /// A list, with the type of its items if the cell states it.
    List(Option<Box<Declared>>),
}

/// A kind of whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// In the notation of the specs: `Uint8`.
    Own(String),
    /// 32 bits, or a number of digits.
    Int,
    /// 64 bits.
    Long,
}

/// The position of a number's decimal point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// Fixed: no decimal places unless stated, as in databases.
    Fixed,
    /// Floating.
    Floating,
}

/// A cell with a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypeCell {
    pub(super) declared: Declared,
    /// The stated length.
    pub(super) length: Option<Length>,
    /// The rest of the cell, which was not understood.
    pub(super) rest: String,
}

const TEXTS: WordList = WordList(
    "\
    string str text longtext mediumtext tinytext varchar2 nvarchar2 varchar nvarchar char nchar character clob nclob \
    字符串型 字符串 字符型 字符 变长字符串 变长字符 文本型 文本 大文本 文字",
);
/// Types only in capitals, because names may begin with these letters.
const TEXT_LETTERS: WordList = WordList("ANS ANC AN C A X");
const NUMBER_LETTERS: WordList = WordList("N");
const WHOLES: WordList = WordList("int int32 integer tinyint smallint mediumint short 短整型 整数型 整型 整形 整数");
const LONGS: WordList = WordList("long bigint int64 biginteger 长整数型 长整型 长整形 长整数");
const OWN: WordList = WordList("uint8 uint32 uint64");
const NUMBERS: WordList =
    WordList("number numeric decimal bigdecimal money currency 数值型 数值 数字型 数字 金额型 金额 小数 实数");
const FLOATS: WordList = WordList("double float real 浮点型 浮点数 浮点 双精度型 双精度");
const DATES: WordList = WordList("datetime date timestamp time 日期时间型 日期时间 日期型 日期 时间型 时间");
const TRUTHS: WordList = WordList("boolean bool 布尔型 布尔值 布尔 逻辑型");
const OBJECTS: WordList =
    WordList("jsonobject json对象 json格式 json object obj map struct node 对象型 对象 结构体 结构 节点 实体");
/// Words for lists that count only as types, in addition to the words that mark a list anywhere: a heading with `明细`
/// may describe a single object.
const LIST_TYPES: WordList =
    WordList("jsonarray json数组 arraylist array list集合 list 数组型 集合 明细 循环节点 循环体 记录集 结果集");

/// The type that a cell declares, if it contains only a type and optionally a length.
pub(super) fn declared(cell: &str) -> Option<Declared> {
    read(cell).filter(|found| found.rest.is_empty()).map(|found| found.declared)
}

/// Parses a cell with a type; `None` if it contains no known type.
pub(super) fn read(cell: &str) -> Option<TypeCell> {
    let text = plain(cell);
    if is_own_text(&text) {
        return Some(TypeCell {
            length: lengths::read(text.get("string".len()..)?),
            declared: Declared::OwnText(text),
            rest: String::new(),
        });
    }
    list(&text).or_else(|| single(&text))
}

/// The words for a list as a type.
fn lists() -> impl Iterator<Item = &'static str> {
    LIST_TYPES.each().chain(LIST_NOUNS.each()).chain(REPEATING.each())
}

/// A list with the type of its items: `List<String>`, `String[]`, `对象数组`.
fn list(text: &str) -> Option<TypeCell> {
    let lower = text.to_lowercase();
    let of_brackets = lists().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        let rest = rest.strip_prefix('<')?.strip_suffix('>')?;
        text.get(text.len() - rest.len() - 1..text.len() - 1)
    });
    let of_end = || ["[]", "集合"].into_iter().chain(LIST_NOUNS.each()).find_map(|end| text.strip_suffix(end));
    let item = of_brackets.or_else(of_end).filter(|item| !item.is_empty())?;
    let of = single(item);
    let (declared, rest) = match of {
        Some(TypeCell { declared, length: None, rest }) if !matches!(declared, Declared::List(_)) => {
            (Some(declared), rest)
        }
        _ if of_brackets.is_none() => return None,
        _ => (None, item.to_owned()),
    };
    Some(TypeCell { declared: Declared::List(declared.map(Box::new)), length: None, rest })
}

fn single(text: &str) -> Option<TypeCell> {
    let lower = text.to_lowercase();
    let (declared, end) = word(text, &lower)?;
    let behind = text.get(end..).unwrap_or_default();
    let rest = behind.trim_start_matches([':', '-', '_']);
    let found = |length, rest: &str| Some(TypeCell { declared: declared.clone(), length, rest: rest.to_owned() });
    if rest.is_empty() || is_of_date(&declared, rest) {
        return found(None, "");
    }
    let length = lengths::read(rest).or_else(|| lengths::read(behind));
    if length.is_some() && !matches!(declared, Declared::Object | Declared::List(_) | Declared::Truth) {
        return found(length, "");
    }
    // A longer word is a different word.
    let goes_on = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
    let is_ascii = text.get(..end).is_some_and(str::is_ascii);
    let is_word = !behind.starts_with(goes_on) || (is_ascii && behind.starts_with(is_chinese));
    if is_word { found(None, rest) } else { None }
}

/// Whether the text after the word for a date is its format.
fn is_of_date(declared: &Declared, rest: &str) -> bool {
    let is_text = matches!(declared, Declared::Date | Declared::Text);
    is_text && dates::is_format(lengths::bare(rest))
}

/// The longest word for a type at the beginning of a text, and its end.
fn word(text: &str, lower: &str) -> Option<(Declared, usize)> {
    fn longest(list: impl Iterator<Item = &'static str>, text: &str) -> Option<usize> {
        list.filter(|word| text.starts_with(word)).map(str::len).max()
    }
    let begins = |list: WordList, text: &str| longest(list.each(), text);
    let letters = |list: WordList| {
        let end = begins(list, text)?;
        let next = text.get(end..).unwrap_or_default().chars().next();
        next.is_none_or(|c| !c.is_alphabetic()).then_some(end)
    };
    let own = begins(OWN, lower)
        .map(|end| (Declared::Whole(Whole::Own(text.get(..end).unwrap_or_default().to_owned())), end));
    let known = [
        (Declared::Text, begins(TEXTS, lower)),
        (Declared::Text, letters(TEXT_LETTERS)),
        (Declared::Number(Point::Fixed), letters(NUMBER_LETTERS)),
        (Declared::Whole(Whole::Int), begins(WHOLES, lower)),
        (Declared::Whole(Whole::Long), begins(LONGS, lower)),
        (Declared::Number(Point::Fixed), begins(NUMBERS, lower)),
        (Declared::Number(Point::Floating), begins(FLOATS, lower)),
        (Declared::Date, begins(DATES, lower)),
        (Declared::Truth, begins(TRUTHS, lower)),
        (Declared::Object, begins(OBJECTS, lower)),
        (Declared::List(None), longest(lists(), lower)),
    ];
    let known = known.into_iter().filter_map(|(declared, end)| Some((declared, end?)));
    known.chain(own).max_by_key(|(_, end)| *end)
}

/// Whether a cell consists of capital letters and a length, which is a fixed length if others have dots: `C4`.
pub(super) fn is_letter_and_length(cell: &str) -> bool {
    let text = plain(cell);
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < text.len() && (TEXT_LETTERS.has(letters) || NUMBER_LETTERS.has(letters))
}

/// Whether a text is a type of the language of the specs.
fn is_own_text(text: &str) -> bool {
    let rest = text.strip_prefix("String").or_else(|| text.strip_prefix("string"));
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
        let is_number = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0') && number.len() <= 9;
        is_number && (rest.is_empty() || !number.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::{Declared, Point, TypeCell, Whole, read};
    use crate::infer::lengths::Size;

    /// Asserts the type and the length of cells, without a rest.
    #[track_caller]
    fn reads(declared: &Declared, size: Option<Size>, cells: &[&str]) {
        for cell in cells {
            let found =
                read(cell).map(|TypeCell { declared, length, rest }| (declared, length.map(|one| one.size), rest));
            assert_eq!(found, Some((declared.clone(), size, String::new())), "{cell}");
        }
    }

    #[test]
    fn texts_are_read_in_many_notations() {
        for own in ["String", "String32", "string128", "String(14)"] {
            assert_eq!(read(own).unwrap().declared, Declared::OwnText(own.to_owned()));
        }
        let text = Declared::Text;
        reads(&text, None, &["varchar2", "字符型", "字符串", "CLOB", "Text", "text", "C", "AN", "STRING", "文本"]);
        reads(
            &text,
            Some(Size::Most(50)),
            &["VARCHAR2(50)", "varchar(50)", "字符（50）", "NVARCHAR2 (50)", "STRING50"],
        );
        reads(
            &text,
            Some(Size::Most(50)),
            &["C..50", "AN..50", "字符型50", "字符型(50)", "varchar2(50 char)", "ANS..50"],
        );
        reads(&text, Some(Size::Most(4)), &["C4", "AN4", "X(4)", "char(4)"]);
        reads(&text, Some(Size::Exactly(18)), &["字符型(定长18)", "char(=18)"]);
        reads(&text, Some(Size::Between(6, 20)), &["String(6-20)", "字符6-20"]);
        reads(&text, Some(Size::Most(2000)), &["varchar2(2,000)"]);
    }

    #[test]
    fn numbers_are_read_in_many_notations() {
        let fixed = Declared::Number(Point::Fixed);
        reads(
            &fixed,
            Some(Size::Digits(12, 2)),
            &["N(12,2)", "NUMBER(12,2)", "decimal（12，2）", "数值型12,2", "N12.2"],
        );
        reads(&fixed, Some(Size::Most(14)), &["N14", "N..14", "number(14)", "数字型(14)"]);
        reads(&fixed, None, &["N", "数值", "金额", "BigDecimal", "money"]);
        reads(&Declared::Number(Point::Floating), None, &["double", "Float", "浮点型"]);
        reads(&Declared::Whole(Whole::Int), None, &["int", "Integer", "整型", "整数", "smallint"]);
        reads(&Declared::Whole(Whole::Int), Some(Size::Most(4)), &["int(4)", "整型4"]);
        reads(&Declared::Whole(Whole::Long), None, &["long", "Long", "bigint", "长整型", "int64"]);
        reads(&Declared::Whole(Whole::Long), Some(Size::Most(20)), &["BIGINT(20)"]);
        reads(&Declared::Whole(Whole::Own("Uint64".to_owned())), None, &["Uint64"]);
    }

    #[test]
    fn dates_objects_and_lists_are_read() {
        reads(&Declared::Date, None, &["日期型", "Date", "日期型 yyyy-MM-dd", "datetime(yyyyMMddHHmmss)", "时间"]);
        reads(&Declared::Date, Some(Size::Most(19)), &["日期型(19)", "datetime 19"]);
        reads(&Declared::Object, None, &["对象", "Object", "JSON", "节点", "结构体"]);
        reads(&Declared::List(None), None, &["数组", "List", "循环体", "集合", "JSONArray", "循环", "多行"]);
        let of = |declared| Declared::List(Some(Box::new(declared)));
        reads(&of(Declared::Object), None, &["对象数组", "object[]", "List<Object>", "Array<Map>"]);
        reads(&of(Declared::Text), None, &["字符串数组", "字符型列表", "varchar[]"]);
        reads(&Declared::Truth, None, &["boolean", "布尔型"]);
        assert_eq!(
            read("List<Item>").map(|found| (found.declared, found.rest)),
            Some((Declared::List(None), "Item".to_owned()))
        );
    }

    #[test]
    fn the_rest_of_a_cell_is_kept() {
        for (cell, rest) in [
            ("字符型/数值型", "/数值型"),
            ("String(20),加密", "(20),加密"),
            ("varchar2(20) not null", "(20)notnull"),
            ("int字典", "字典"),
        ] {
            assert_eq!(read(cell).map(|found| found.rest), Some(rest.to_owned()), "{cell}");
        }
    }

    #[test]
    fn other_words_are_not_types() {
        const OTHERS: &str = "\
            blob strange c1 n1 an2 a1 Name AB CARD N类 时间戳 日期范围 textile 是 Y 123 见附录 internal datestr charge";
        for cell in OTHERS.split(' ').chain([""]) {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
