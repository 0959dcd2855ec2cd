//! The groups of digits in a text.

/// Groups of digits, with all digits in one string. It is built once and used for all searches.
pub(super) struct Groups<'t> {
    text: &'t str,
    digits: String,
    /// The number of digits of each group.
    lengths: Vec<usize>,
    groups: Vec<Group>,
}

/// A group of digits, with nothing between them.
struct Group {
    /// The byte offset in the text.
    from: usize,
    to: usize,
    /// The offset of its first digit in `digits`.
    digits: usize,
    /// Whether it may belong to the same number as the group before it.
    is_linked: bool,
}

/// The most characters between two groups of one number.
const WIDEST_GAP: usize = 3;

impl<'t> Groups<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut groups = Self { text, digits: String::new(), lengths: Vec::new(), groups: Vec::new() };
        // The number of separators since the last group. `None` after any other character.
        let mut gap: Option<usize> = None;
        let mut rid_ends = 0;
        for (at, c) in text.char_indices() {
            let digit = Some(c).filter(|_| at >= rid_ends).and_then(digit);
            match digit {
                Some(digit) => {
                    groups.add(digit, at, at + c.len_utf8(), gap);
                    gap = Some(0);
                }
                None if is_invisible(c) => {}
                None if is_separator(c) => gap = gap.map(|gap| gap + 1),
                None => {
                    gap = None;
                    let rest = text.get(at..).unwrap_or_default();
                    rid_ends = rid_ends.max(rid(rest).map_or(0, |length| at + length));
                }
            }
        }
        groups
    }

    fn add(&mut self, digit: char, from: usize, to: usize, gap: Option<usize>) {
        match (gap, self.groups.last_mut(), self.lengths.last_mut()) {
            (Some(0), Some(group), Some(length)) => {
                group.to = to;
                *length += 1;
            }
            (gap, _, _) => {
                let is_linked = gap.is_some_and(|gap| gap <= WIDEST_GAP);
                self.groups.push(Group { from, to, digits: self.digits.len(), is_linked });
                self.lengths.push(1);
            }
        }
        self.digits.push(digit);
    }

    pub(super) fn len(&self) -> usize {
        self.groups.len()
    }

    /// How many groups from this one on may form one number.
    pub(super) fn linked(&self, start: usize, most: usize) -> usize {
        let more = self.groups.iter().skip(start + 1).take(most.saturating_sub(1));
        1 + more.take_while(|group| group.is_linked).count()
    }

    /// The digits of these groups, and their lengths.
    pub(super) fn joined(&self, start: usize, count: usize) -> (&str, &[usize]) {
        let from = self.groups.get(start).map_or(self.digits.len(), |group| group.digits);
        let to = self.groups.get(start + count).map_or(self.digits.len(), |group| group.digits);
        (
            self.digits.get(from..to).unwrap_or_default(),
            self.lengths.get(start..(start + count).min(self.len())).unwrap_or_default(),
        )
    }

    /// The text between a group and the one before it, if they are linked.
    pub(super) fn gap(&self, group: usize) -> Option<&'t str> {
        let (before, group) = (self.groups.get(group.checked_sub(1)?)?, self.groups.get(group)?);
        self.text.get(before.to..group.from).filter(|_| group.is_linked)
    }

    /// The range of these groups in the text, including a parenthesis that opens before them and closes in them, and
    /// the last character of an identity number.
    pub(super) fn range(&self, start: usize, count: usize) -> (usize, usize) {
        let from = self.groups.get(start).map_or(0, |group| group.from);
        let to = self.groups.get(start + count - 1).map_or(from, |group| group.to);
        let (before, inside) = (self.text.get(..from).unwrap_or_default(), self.text.get(from..to).unwrap_or_default());
        let opening = before.chars().next_back().filter(|c| matches!(c, '(' | '（') && inside.contains([')', '）']));
        let has_x = self.joined(start, count).0.len() == 17
            && self.text.get(to..).is_some_and(|rest| rest.starts_with(['x', 'X']));
        (from - opening.map_or(0, char::len_utf8), to + usize::from(has_x))
    }
}

/// Whether a character may be part of a number.
pub(super) fn is_part(c: char) -> bool {
    digit(c).is_some() || is_separator(c) || is_invisible(c)
}

/// ASCII and full-width digits.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// Whether a character may separate the groups of a number: spaces of any width, dashes, dots, and parentheses around
/// an area code.
fn is_separator(c: char) -> bool {
    let is_space = c.is_whitespace() && !matches!(c, '\n' | '\r');
    is_space
        || matches!(c, '-' | '－' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '．' | '·' | '_' | '＿' | '/' | '／')
        || matches!(c, '(' | ')' | '（' | '）')
}

/// Whether a character has no width, so that it is invisible in a number.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The length of a request's ID at the beginning of a text, such as `rid: 6550793e-6180a984-10dc82bb`. Its digits
/// aren't masked.
fn rid(text: &str) -> Option<usize> {
    let id = text.strip_prefix("rid:")?.trim_start_matches(' ');
    let is_hex = |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let id_only = id.get(..26)?;
    let is_whole = id_only.split('-').count() == 3 && id_only.split('-').all(is_hex);
    let ends = !id.get(26..)?.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    (is_whole && ends).then(|| text.len() - id.len() + 26)
}
