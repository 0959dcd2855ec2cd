//! Formats of dates and times, as sources write them.

use crate::Format;

/// The formats of dates, the longer ones first.
const FORMATS: [Format; 5] =
    [Format::Timestamp, Format::DateTime, Format::DateMinute, Format::Date, Format::DashedDate];

/// What stands in a text about the format of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// Nothing.
    Nothing,
    /// A format that the language has.
    Known(Format),
    /// Another one.
    Unknown,
}

/// The format that a text states, as in `yyyy-MM-dd HH24:mi:ss`.
pub(super) fn stated(text: &str) -> Stated {
    let bare = |text: &str| text.to_lowercase().replace("hh24", "hh").replace(":mi", ":mm").replace("hhmi", "hhmm");
    let text = bare(text);
    let Some(start) = text.find("yyyy") else { return Stated::Nothing };
    let rest = text.get(start..).unwrap_or_default();
    let is_part =
        |c: char| matches!(c, 'y' | 'm' | 'd' | 'h' | 's' | '-' | ':' | '/' | '.' | ' ' | 't' | '年' | '月' | '日');
    let written = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len())).unwrap_or_default().trim();
    let name = |format: &Format| match format {
        Format::Timestamp => "yyyymmddhhmmss".to_owned(),
        format => bare(format.name()),
    };
    FORMATS.into_iter().find(|format| name(format) == written).map_or(Stated::Unknown, Stated::Known)
}

/// The format that all of some texts have.
pub(super) fn of_all<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Format> {
    texts.clone().next()?;
    FORMATS.into_iter().find(|format| texts.clone().all(|text| format.accepts(text)))
}

#[cfg(test)]
mod tests {
    use super::{Stated, of_all, stated};
    use crate::Format;

    #[test]
    fn formats_are_read_out_of_prose() {
        for (text, expected) in [
            ("格式为 yyyyMMddHHmmss 如 20160501163102", Stated::Known(Format::Timestamp)),
            ("出生日期（YYYY-MM-DD）", Stated::Known(Format::DashedDate)),
            ("yyyy-MM-dd HH24:mi:ss", Stated::Known(Format::DateTime)),
            ("yyyy-MM-dd HH:mm", Stated::Known(Format::DateMinute)),
            ("yyyymmdd", Stated::Known(Format::Date)),
            ("yyyy/MM/dd", Stated::Unknown),
            ("yyyyMM", Stated::Unknown),
            ("日期", Stated::Nothing),
        ] {
            assert_eq!(stated(text), expected, "{text}");
        }
    }

    #[test]
    fn formats_are_seen_in_values() {
        assert_eq!(of_all(["2016-05-01", "2016-05-02"].into_iter()), Some(Format::DashedDate));
        assert_eq!(of_all(["20160501163102"].into_iter()), Some(Format::Timestamp));
        assert_eq!(of_all(["20160501", "x"].into_iter()), None);
        assert_eq!(of_all(std::iter::empty()), None);
    }
}
