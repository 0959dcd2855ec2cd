//! Formats of dates and times, in the notation of the sources.

use std::ops::Range;

use wxmed_core::Format;

/// The formats of dates and times. They are disjoint.
fn known_formats() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| format.pattern().is_some())
}

/// The format of a date that a text states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// Nothing.
    Nothing,
    /// A format of the language.
    Known(Format),
    /// Another format, or several.
    Unknown,
}

/// The format that a text states, as in `yyyy-MM-dd HH24:mi:ss`.
pub(super) fn stated(text: &str) -> Stated {
    let mut formats = formats(text).into_iter().map(|range| known(text.get(range).unwrap_or_default()));
    let Some(first) = formats.next() else { return Stated::Nothing };
    if formats.all(|other| other == first) { first.map_or(Stated::Unknown, Stated::Known) } else { Stated::Unknown }
}

/// The language's format for one of a source.
fn known(written: &str) -> Option<Format> {
    let bare = |text: &str| text.to_lowercase().replace("hh24", "hh").replace("mi", "mm").replace("fff", "sss");
    let parts = [("%Y", "yyyy"), ("%m", "mm"), ("%d", "dd"), ("%H", "hh"), ("%M", "mm"), ("%S", "ss"), ("%3f", "sss")];
    let name = |format: &Format| {
        let pattern = format.pattern().unwrap_or_default().to_owned();
        parts.into_iter().fold(pattern, |name, (part, letters)| name.replace(part, letters))
    };
    known_formats().find(|format| name(format) == bare(written))
}

/// The ranges of date formats in a text.
pub(super) fn formats(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, c.to_ascii_lowercase())).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        let begins =
            starts_with(&chars, index, "yy") && !index.checked_sub(1).is_some_and(|before| is_word(&chars, before));
        let end = if begins { end_of(&chars, index) } else { index };
        let written: String = chars.get(index..end).unwrap_or_default().iter().map(|(_, c)| *c).collect();
        let is_cut = is_word(&chars, end);
        if written.starts_with("yyyy") || (written.contains('m') && written.contains('d') && !is_cut) {
            // If letters follow, it is a different format.
            let end = if is_cut {
                end + chars.get(end..).unwrap_or_default().iter().take_while(|(_, c)| c.is_ascii_alphanumeric()).count()
            } else {
                end
            };
            let byte = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
            found.push(byte(index)..byte(end));
        }
        index = end.max(index + 1);
    }
    found
}

/// Whether a text without blanks is the format of a date, and nothing else.
pub(super) fn is_format(text: &str) -> bool {
    let formats = formats(text);
    formats.first().is_some_and(|range| range.start == 0 && range.end == text.len())
}

fn starts_with(chars: &[(usize, char)], index: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(offset, c)| chars.get(index + offset).is_some_and(|(_, found)| *found == c))
}

fn is_word(chars: &[(usize, char)], index: usize) -> bool {
    chars.get(index).is_some_and(|(_, c)| c.is_ascii_alphanumeric() || *c == '_')
}

/// The end of a format: after its last letter.
fn end_of(chars: &[(usize, char)], start: usize) -> usize {
    let (mut index, mut end) = (start, start);
    let before = |index: usize| index.checked_sub(1).and_then(|before| chars.get(before)).map(|(_, c)| *c);
    while let Some((_, c)) = chars.get(index) {
        let length = match c {
            'y' | 'm' | 'd' | 'h' | 's' => 1,
            '年' | '月' | '日' | '时' | '分' | '秒' if before(index).is_some_and(|c| c.is_ascii_lowercase()) => 1,
            'i' if before(index) == Some('m') => 1,
            'f' if matches!(before(index), Some(':' | '.' | 'f' | 's')) => 1,
            '2' if before(index) == Some('h') && starts_with(chars, index, "24") => 2,
            't' if matches!(before(index), Some('d' | '\'')) => 1,
            '-' | ':' | '/' | '.' | ' ' | '\'' => {
                index += 1;
                continue;
            }
            _ => break,
        };
        index += length;
        end = index;
    }
    end
}

/// The common format of all texts.
pub(super) fn of_all<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Format> {
    texts.clone().next()?;
    // Six digits are more often a number than a month.
    known_formats()
        .filter(|format| format.width() != Some("yyyyMM".len()))
        .find(|format| texts.clone().all(|text| format.accepts(text)))
}

#[cfg(test)]
mod tests {
    use super::{Stated, is_format, of_all, stated};
    use wxmed_core::Format;

    #[test]
    fn formats_are_found_in_prose() {
        for (text, expected) in [
            ("格式为 yyyyMMddHHmmss 如 20160501163102", Stated::Known(Format::Timestamp)),
            ("YYYYMMDDHHMMSS", Stated::Known(Format::Timestamp)),
            ("yyyymmddhh24miss", Stated::Known(Format::Timestamp)),
            ("出生日期（YYYY-MM-DD）", Stated::Known(Format::DashedDate)),
            ("yyyy-MM-dd HH24:mi:ss", Stated::Known(Format::DashedDateTime)),
            ("yyyy-MM-dd HH:mm", Stated::Known(Format::DashedDateMinute)),
            ("yyyymmdd", Stated::Known(Format::Date)),
            ("日期型 yyyy-MM-dd", Stated::Known(Format::DashedDate)),
            ("yyyyMMdd，即yyyyMMdd", Stated::Known(Format::Date)),
            ("yyyy/MM/dd", Stated::Unknown),
            ("yyyyMM", Stated::Known(Format::Month)),
            ("yyyy-MM", Stated::Known(Format::DashedMonth)),
            ("yyyy/MM", Stated::Unknown),
            ("yy-MM-dd", Stated::Unknown),
            ("yyyy年MM月dd日", Stated::Unknown),
            ("yyyyMMddHHmmssSSS", Stated::Known(Format::TimestampMillis)),
            ("yyyyMMddHHmmss:fff", Stated::Known(Format::ColonMillis)),
            ("yyyy-MM-dd HH:mm:ss.SSS", Stated::Known(Format::DashedDateTimeMillis)),
            ("yyyy-MM-dd'T'HH:mm:ss", Stated::Unknown),
            ("yyyy-MM-ddTHH:mm:ss", Stated::Unknown),
            ("yyyy-MM-ddHH:mm:ss", Stated::Unknown),
            ("yyyyMMddX", Stated::Unknown),
            ("yyyyMMdd或yyyy-MM-dd", Stated::Unknown),
            ("日期", Stated::Nothing),
            ("同 yymc 与 lsh_yyny", Stated::Nothing),
        ] {
            assert_eq!(stated(text), expected, "{text}");
        }
    }

    #[test]
    fn a_format_is_the_whole_text() {
        assert!(is_format("yyyy-mm-dd") && is_format("yyyyMMddHHmmss") && is_format("YYYY年MM月DD日"));
        assert!(!is_format("") && !is_format("yyyymmdd格式") && !is_format("date") && !is_format("20"));
    }

    #[test]
    fn formats_are_inferred_from_values() {
        assert_eq!(of_all(["2016-05-01", "2016-05-02"].into_iter()), Some(Format::DashedDate));
        assert_eq!(of_all(["20160501163102"].into_iter()), Some(Format::Timestamp));
        assert_eq!(of_all(["20160501", "x"].into_iter()), None);
        assert_eq!(of_all(std::iter::empty()), None);
    }
}
