//! Texts for a row of a field table: valid ones, and ones that it may refuse.

use wxmed_compiler::model::{Encoding, Exhaustiveness, Field, WireType};
use wxmed_core::Format;

use crate::dice::{Dice, Scatter};
use crate::limits::{decimal, inside, length, room, takes, written};
use crate::pattern::{Shape, Unit};

/// The alphabets of free texts: letters, Chinese, Uyghur, graphemes of several `char`s, XML's special characters, white
/// space.
const ALPHABETS: [&[&str]; 6] = [
    &["0", "a", "Z", "9", "-", "_", "."],
    &["张", "三", "医", "保", "，", "（"],
    &["ئ", "ۇ", "ي", "غ", "ر", "م"],
    &["😀", "👩‍⚕️", "🇨🇳", "é", "\u{10FFFF}", "\u{7F}"],
    &["&", "<", ">", "\"", "'", "]]>", "]", "<![CDATA[", "&amp;", "&#13;", "=", "&key="],
    &["x", " ", "\r\n", "\n", "\t", "\r", "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}", "\u{85}"],
];

const NOT_IN_XML: &[&str] = &["\0", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"];
const INVISIBLE: &[&str] =
    &["\u{200B}", "\u{FEFF}", "\u{200D}", "\u{AD}", "\u{2060}", "\u{202E}", "\u{3164}", "\u{1160}", "\u{E0041}"];
const WHITE_SPACE: &[&str] = &[" ", "\n", "\r\n", "\t", "\u{3000}", "\u{A0}", "\u{85}", "\u{2028}"];

/// The most draws of a text before the search gives up.
const DRAWS: usize = 1_500;

/// A text that breaks no rule of the row, as far as one is found; it may cause a warning.
pub fn good(field: &Field, dice: &mut Dice<'_>) -> String {
    drawn(field, dice).unwrap_or_else(|| unlimited(field, dice))
}

/// A text that breaks no rule of the row; `None` if none is found.
pub(crate) fn drawn(field: &Field, dice: &mut Dice<'_>) -> Option<String> {
    let number = dice.number();
    if let Some(constant) = &field.limits.constant {
        return Some(constant.clone());
    }
    let shape = match &field.limits.pattern {
        // With a code table, the texts are drawn from the codes.
        Some(pattern) if field.codes.is_none() => Shape::of(pattern.as_str()),
        _ => None,
    };
    if shape.is_none() {
        let text = shortened(field, unlimited(field, dice));
        if takes(field, &text) {
            return Some(text);
        }
    }
    // With the choices used up, the first choice may be invalid.
    let mut scatters = [Scatter::seeded(number), Scatter::seeded(number | 1)];
    let (room, unit) = (room(field), Unit::of_limit(field.length));
    let draw = |at: usize| {
        let scatter = &mut scatters[at.min(1)];
        match &shape {
            // A text that satisfies both a format and a pattern is searched from either side in turn.
            Some(shape) if at.is_multiple_of(2) => shape.draw(room, unit, scatter),
            _ if field.format.is_amount() && at % 4 < 2 => written(field, inside(field, scatter)).unwrap_or_default(),
            _ => shortened(field, unlimited(field, &mut Dice::new(&scatter.numbers(8)))),
        }
    };
    (0..DRAWS).map(draw).find(|text| takes(field, text))
}

/// An amount, cut to the row's decimal places.
fn shortened(field: &Field, text: String) -> String {
    if let (Some(scale), Some(mut amount)) = (field.limits.scale, decimal(&text)) {
        amount.rescale(scale.decimal_places());
        return amount.to_string();
    }
    match (field.limits.decimals, text.split_once('.')) {
        (Some(0), Some((whole, _))) => whole.to_owned(),
        (Some(most), Some((whole, rest))) => format!("{whole}.{}", rest.get(..most as usize).unwrap_or(rest)),
        _ => text,
    }
}

/// A text that the format takes, regardless of the row's other limits.
pub fn unlimited(field: &Field, dice: &mut Dice<'_>) -> String {
    if let Some(table) = &field.codes {
        let is_free = table.openness == Exhaustiveness::Open && dice.once_in(5);
        if !is_free && let Some(value) = table.values.get(dice.below(table.values.len())) {
            return value.code.clone();
        }
    }
    let number = dice.number();
    let mut scatter = Scatter(number);
    match field.format {
        Format::Uint8 => (number % 256).to_string(),
        Format::Uint32 => number.to_string(),
        Format::Uint64 => (u64::from(number) * 4_294_967_297).to_string(),
        Format::Int => number.cast_signed().to_string(),
        Format::Timestamp => moment([""; 5], 6, &mut scatter),
        Format::Date => moment([""; 5], 3, &mut scatter),
        Format::DashedDate => moment(["-", "-", "", "", ""], 3, &mut scatter),
        Format::DashedDateTime => moment(["-", "-", " ", ":", ":"], 6, &mut scatter),
        Format::DashedDateMinute => moment(["-", "-", " ", ":", ":"], 5, &mut scatter),
        Format::Month => moment([""; 5], 2, &mut scatter),
        Format::DashedMonth => moment(["-", "", "", "", ""], 2, &mut scatter),
        Format::Time => clock(3, &mut scatter),
        Format::TimeMinute => clock(2, &mut scatter),
        Format::TimestampMillis => moment([""; 5], 6, &mut scatter) + &millis(&mut scatter),
        Format::ColonMillis => moment([""; 5], 6, &mut scatter) + ":" + &millis(&mut scatter),
        Format::DashedDateTimeMillis => {
            moment(["-", "-", " ", ":", ":"], 6, &mut scatter) + "." + &millis(&mut scatter)
        }
        Format::Int64 => (i64::from(number.cast_signed()) * 4_294_967_297).to_string(),
        Format::Base64 => ["5Yy75L+d", "YQ==", "YWI=", "////"][number as usize % 4].to_owned(),
        Format::Json => [r#"{"a":[1,null]}"#, "[]", "-1.50", r#""\u533b""#][number as usize % 4].to_owned(),
        Format::IdNumber if number.is_multiple_of(3) => format!("{:015}", u64::from(number) * 200_003),
        Format::IdNumber => {
            format!("{:017}{}", u64::from(number) * 20_000_003, if number.is_multiple_of(2) { 'X' } else { '7' })
        }
        Format::Boolean => number.is_multiple_of(2).to_string(),
        Format::Float => ["0", "-0.5", "1.5E+2", "2e-7", "-12.0"][number as usize % 5].to_owned(),
        Format::Sm2Signature => ["MEUCIQ==", "3045022100ab", "MEUCIQDx"][number as usize % 3].to_owned(),
        Format::Sm4Ciphertext => ["5Yy75L+d", "0AF3", "////"][number as usize % 3].to_owned(),
        Format::Fen => number.to_string(),
        Format::Decimal => {
            let sign = if number % 3 == 1 { "-" } else { "" };
            format!("{sign}{}.{:03}", 1 + number / 8000, number % 1000)
        }
        Format::Ipv4 => std::net::Ipv4Addr::from_bits(number).to_string(),
        Format::Url => {
            ["https://a.example/b?c=d&e=f#g", "HTTP://a.example", "http://[::1]:80/%20"][number as usize % 3].into()
        }
        Format::IdcardMd5 => format!("{:032x}", u128::from(number) * 0x1_0000_0001_0000_0001_0000_0001),
        Format::Yuan => {
            let text = yuan(number);
            if length(field, &text) <= room(field) { text } else { yuan(number % 4000) }
        }
        Format::Text if field.encoding == Encoding::Number => {
            let number = ["0", "-0", "1e3", "0.10", "-2.50E-7", "7"][number as usize % 6];
            if length(field, number) <= room(field) { number } else { "7" }.to_owned()
        }
        Format::Text | Format::Content => free(field, dice),
    }
}

/// This many components of a time of day.
fn clock(parts: usize, scatter: &mut Scatter) -> String {
    let parts: Vec<String> =
        [24, 60, 60].into_iter().take(parts).map(|below| format!("{:02}", scatter.below(below))).collect();
    parts.join(":")
}

fn millis(scatter: &mut Scatter) -> String {
    format!("{:03}", scatter.below(1000))
}

/// This many components of a point in time, beginning with the year, and the separators.
fn moment(between: [&str; 5], parts: usize, scatter: &mut Scatter) -> String {
    let mut text = format!("20{:02}", scatter.below(100));
    let rest = [(1, 12), (1, 28), (0, 24), (0, 60), (0, 60)];
    for ((from, below), between) in rest.into_iter().zip(between).take(parts - 1) {
        text += &format!("{between}{:02}", from + scatter.below(below));
    }
    text
}

fn yuan(number: u32) -> String {
    match number % 4 {
        0 => (number / 4).to_string(),
        1 => format!("{}.{}", number / 40, number % 10),
        _ => format!("{}.{:02}", number / 400, number % 100),
    }
}

/// A text of any sendable characters within the row's length.
fn free(field: &Field, dice: &mut Dice<'_>) -> String {
    // The index after the last alphabet selects all of them.
    let alphabet = ALPHABETS.get(dice.below(ALPHABETS.len() + 1));
    let mut scatter = Scatter(dice.number());
    let most = room(field);
    let wanted = if dice.once_in(6) { most } else { 1 + dice.below(12) };
    let mut text = String::new();
    for _ in 0..wanted {
        let letters = alphabet.copied().unwrap_or_else(|| ALPHABETS[scatter.below(ALPHABETS.len())]);
        let piece = letters[scatter.below(letters.len())];
        if length(field, &text) + length(field, piece) > most {
            break;
        }
        text.push_str(piece);
    }
    let is_blank = |c: char| c.is_whitespace() || INVISIBLE.iter().any(|blank| blank.starts_with(c));
    match text.trim_matches(is_blank) {
        "" => "0".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}

/// A text that the row might refuse.
pub fn bad(field: &Field, dice: &mut Dice<'_>) -> String {
    let max = field.max_len().map_or(40, |max| max as usize);
    match dice.below(15) {
        0 => String::new(),
        1 => "a".repeat(max + 1 + dice.below(3)),
        2 => "医".repeat(max + dice.below(2)),
        3 => "م".repeat(max / 2 + 1),
        4 => [good(field, dice).as_str(), dice.pick(NOT_IN_XML), "x"].concat(),
        5 => [dice.pick(WHITE_SPACE), &good(field, dice)].concat(),
        6 => [good(field, dice).as_str(), dice.pick(WHITE_SPACE)].concat(),
        7 => [dice.pick(WHITE_SPACE), dice.pick(NOT_IN_XML)].concat(),
        8 => dice.pick(CLOSE_TO_CODES).to_owned(),
        9 => dice.pick(&CLOSE_TO_FORMATS.lines().collect::<Vec<_>>()).to_owned(),
        12 => [dice.pick(INVISIBLE), &good(field, dice)].concat(),
        13 => [good(field, dice).as_str(), dice.pick(INVISIBLE)].concat(),
        10 | 11 => unlimited(field, dice),
        _ => free(&Field { ty: WireType::Text { max: None }, ..field.clone() }, dice),
    }
}

const CLOSE_TO_CODES: &[&str] = &["0", "2", "10", "01", "success", "SUCCESS ", "１", "null", "A", "B", "C"];

const CLOSE_TO_FORMATS: &str = include_str!("close_to_formats.txt");

/// A text for a field that no table has.
pub fn any(dice: &mut Dice<'_>) -> String {
    let pieces = ["0", "1", "a b", "值", "]]>", "&<>\"'", "😀", "a\r\nb", "", " a", "a ", "\u{1}", "x\u{FFFE}", "=&"];
    dice.pick(&pieces).to_owned()
}
