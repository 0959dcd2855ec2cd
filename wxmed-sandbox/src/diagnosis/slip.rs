//! Guesses the mistake in a value that doesn't match its format.

use wxmed::Bilingual;
use wxmed::spec::Format;

/// A common mistake in writing a value.
struct Slip {
    /// Whether a value that doesn't match the format probably has this mistake.
    is_in: fn(Format, &str) -> bool,
    text: Bilingual,
}

/// The probable mistake.
pub(super) fn slip(format: Format, text: &str) -> Option<&'static Bilingual> {
    let slip = SLIPS.iter().find(|slip| (slip.is_in)(format, text));
    slip.map(|slip| &slip.text)
}

const fn when(is_in: fn(Format, &str) -> bool, zh: &'static str, en: &'static str) -> Slip {
    Slip { is_in, text: Bilingual::of(zh, en) }
}

/// The first match is used.
static SLIPS: &[Slip] = &[
    when(
        |format, text| yields(format, text, text.trim()),
        "值的首尾有空白",
        "there is white space at an end of the value",
    ),
    when(
        |format, text| yields(format, text, &half_width(text)),
        "用了全角字符，应为半角",
        "it has full-width characters in place of ASCII",
    ),
    when(
        |format, text| yields(format, text, text.trim_matches(['"', '\''])),
        "值带有引号：可能把值序列化成了 JSON 字符串",
        "it has quotation marks, perhaps because the value was serialised as JSON",
    ),
    when(
        |_, text| ["null", "undefined", "none", "nil", "nan"].contains(&text.to_lowercase().as_str()),
        "值是“空”的文字形式：没有值时不要发送该字段",
        "it is the word for no value: leave the field out if there is none",
    ),
    when(
        |format, text| yields(format, text, &text.to_lowercase()),
        "用了大写字母，应为小写",
        "it has upper-case letters in place of lower-case ones",
    ),
    when(
        |format, text| yields(format, text, &text.to_uppercase()),
        "用了小写字母，应为大写",
        "it has lower-case letters in place of upper-case ones",
    ),
    when(
        |format, text| format == Format::IdcardMd5 && Format::IdNumber.accepts(&text.to_uppercase()),
        "这是证件号码本身：应发送它的 MD5",
        "it is the identity number itself: send its MD5",
    ),
    when(
        |format, text| format == Format::IdcardMd5 && text.len() == 16 && is_of(text, |c| c.is_ascii_hexdigit()),
        "这是 16 位的 MD5，应为 32 位",
        "it is an MD5 of 16 digits in place of 32",
    ),
    when(
        |format, text| format == Format::IdcardMd5 && text.len() == 24 && Format::Base64.accepts(text),
        "这是 base64 形式的 MD5，应为十六进制",
        "it is an MD5 in base64 in place of hexadecimal digits",
    ),
    when(
        |format, text| {
            format.calendar().is_some() && matches!(text.len(), 10 | 13) && is_of(text, |c| c.is_ascii_digit())
        },
        "这像是 1970 年起的秒数或毫秒数（Unix 时间戳），应按中国时间写成日期时间",
        "it looks like seconds or milliseconds since 1970: write it as a date and time of China",
    ),
    when(
        |format, text| digits_yield(format, text, |found, wanted| found == wanted),
        "分隔符与格式不同：多了、少了或用了别的（-、:、/、空格、T）",
        "the separators are not those of the format: there are too many, too few or others (-, :, /, blanks, T)",
    ),
    when(
        |format, text| digits_yield(format, text, |found, wanted| found > wanted),
        "比格式更精确：带了时刻、毫秒或时区",
        "it is more precise than the format: with a time of day, milliseconds or a time zone",
    ),
    when(
        |format, text| digits_yield(format, text, |found, wanted| found < wanted),
        "没有格式要求的精度：缺少时刻、秒或毫秒",
        "it is less precise than the format: the time of day, the seconds or the milliseconds are missing",
    ),
    when(
        |format, text| {
            let is_number = || text.parse::<f64>().is_ok_and(f64::is_finite);
            format.is_amount() && text.contains(['e', 'E']) && is_number()
        },
        "是浮点数的科学计数法（如 1.0E7）：用整数或十进制类型，写出全部数字",
        "it is in the notation of floats, such as 1.0E7: use an integer or a decimal type, and write all digits",
    ),
    when(
        |format, text| format == Format::Fen && text.contains('.') && Format::Yuan.accepts(text),
        "像是以元为单位：这里的单位是分，应乘以 100 写成整数",
        "it looks like an amount in yuan: this one is in fen, so multiply by 100 and write a whole number",
    ),
    when(
        |format, text| {
            format.is_whole_number() && yields(format, text, text.trim_end_matches('0').trim_end_matches('.'))
        },
        "带有小数点：用整数类型，不要用浮点数",
        "it has a decimal point: use an integer type, not a float",
    ),
    when(
        |format, text| {
            let cut = |places: usize| text.split_once('.').map(|(whole, part)| (whole, part.len() > places));
            format == Format::Yuan && cut(2).is_some_and(|(whole, is_long)| is_long && format.accepts(whole))
        },
        "小数位过多，像是浮点数的误差：先四舍五入到分",
        "it has too many decimal places, like a float that was not rounded: round it to fen",
    ),
    when(
        |format, text| yields(format, text, &text.replace([',', '，'], "")),
        "带有千位分隔符",
        "it has separators between thousands",
    ),
    when(
        |format, text| yields(format, text, text.trim_start_matches(['¥', '￥']).trim_end_matches(['元', '分']).trim()),
        "带有货币符号或单位",
        "it has a currency sign or a unit",
    ),
    when(|format, text| yields(format, text, text.trim_start_matches('+')), "带有加号", "it has a plus sign"),
    when(
        |format, text| {
            let rest = text.trim_start_matches('0');
            format.is_amount()
                && yields(format, text, if rest.is_empty() || rest.starts_with('.') { "0" } else { rest })
        },
        "前面补了 0",
        "it has zeros in front",
    ),
    when(
        |format, text| text.starts_with('-') && yields(format, text, text.trim_start_matches('-')),
        "是负数，而该字段不能为负",
        "it is negative, which this field can't be",
    ),
    when(
        |format, text| format == Format::Boolean && matches!(text, "0" | "1"),
        "用了 0 或 1，应为 true 或 false",
        "it is 0 or 1 in place of true or false",
    ),
    when(
        |format, text| format == Format::Url && yields(format, text, &format!("https://{text}")),
        "缺少 http:// 或 https://",
        "http:// or https:// is missing",
    ),
    when(
        |format, text| format == Format::Ipv4 && text.parse::<std::net::Ipv6Addr>().is_ok(),
        "是 IPv6 地址，应为 IPv4",
        "it is an IPv6 address in place of an IPv4 one",
    ),
    when(
        |format, text| format == Format::Ipv4 && text.parse::<std::net::SocketAddrV4>().is_ok(),
        "带有端口",
        "it has a port",
    ),
    when(
        |format, text| yields(format, text, &text.replace('-', "+").replace('_', "/")),
        "用了网址安全的 base64 字母表（- 与 _），应为 + 与 /",
        "it is in the base64 of URLs, with - and _ in place of + and /",
    ),
];

/// Whether the changed text matches the format.
fn yields(format: Format, text: &str, other: &str) -> bool {
    other != text && format.accepts(other)
}

fn is_of(text: &str, fits: fn(char) -> bool) -> bool {
    text.chars().all(fits)
}

/// Converts full-width characters to ASCII.
fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(half).collect()
}

/// Whether the digits in a text are a date or time when written in the format. Extra digits are dropped, and missing
/// ones are zeros.
fn digits_yield(format: Format, text: &str, are_as_many: fn(usize, usize) -> bool) -> bool {
    let Some(pattern) = layout(format) else { return false };
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let wanted = pattern.chars().filter(char::is_ascii_alphabetic).count();
    if digits.len() < DATE || !are_as_many(digits.len(), wanted) {
        return false;
    }
    let mut left = digits.into_iter();
    let write = |c: char| if c.is_ascii_alphabetic() { left.next().unwrap_or('0') } else { c };
    let written: String = pattern.chars().map(write).collect();
    yields(format, text, &written)
}

/// The minimum number of digits in a date or time of day.
const DATE: usize = 4;

/// The layout of a date or time format, with letters in place of digits.
fn layout(format: Format) -> Option<String> {
    let mut parts = format.pattern()?.split('%');
    let mut layout = parts.next()?.to_owned();
    for part in parts {
        let (digits, rest) = match part.strip_prefix("3f") {
            Some(rest) => ("SSS", rest),
            None => (if part.starts_with('Y') { "yyyy" } else { "xx" }, part.get(1..)?),
        };
        layout.extend([digits, rest]);
    }
    Some(layout)
}
