//! Typical editing mistakes.

use crate::random::Random;

/// Replacements of values: of another kind, of another type, or invalid YAML.
const VALUES: &str = include_str!("values.json");

fn value(random: &mut Random) -> String {
    let values: Vec<String> = serde_json::from_str(VALUES).unwrap();
    values[random.below(values.len())].clone()
}

/// Applies one change, and returns its description.
pub(crate) fn mutate(text: &str, random: &mut Random) -> (&'static str, String) {
    let mut lines: Vec<&str> = text.lines().collect();
    let (at, other) = (random.below(lines.len()), random.below(lines.len()));
    let changed;
    let how = match random.below(8) {
        0 => {
            lines.remove(at);
            "a line deleted"
        }
        1 => {
            let end = (at + 1 + random.below(12)).min(lines.len());
            lines.drain(at..end);
            "a block deleted"
        }
        2 => {
            lines.insert(other, lines[at]);
            "a line written again"
        }
        3 => {
            lines.swap(at, other);
            "two lines exchanged"
        }
        4 => {
            changed = cut(text, random);
            return ("the end cut off", changed);
        }
        5 => {
            changed = reindented(lines[at], random);
            lines[at] = &changed;
            "a line moved in or out"
        }
        6 => {
            changed = retyped(lines[at], random);
            lines[at] = &changed;
            "a value of another kind"
        }
        _ => {
            changed = with_a_letter(lines[at], random);
            lines[at] = &changed;
            "a letter lost or added"
        }
    };
    (how, lines.join("\n") + "\n")
}

fn cut(text: &str, random: &mut Random) -> String {
    let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
    text[..offsets[random.below(offsets.len())]].to_owned()
}

fn reindented(line: &str, random: &mut Random) -> String {
    let inside = line.trim_start();
    let indent = line.len() - inside.len();
    match random.below(4) {
        0 => format!("  {line}"),
        1 => format!(" {line}"),
        2 => format!("\t{line}"),
        _ => format!("{}{inside}", " ".repeat(indent.saturating_sub(2))),
    }
}

/// Replaces one value of a line: the text after a colon, up to the next comma.
fn retyped(line: &str, random: &mut Random) -> String {
    let offsets: Vec<usize> = line.match_indices(": ").map(|(offset, colon)| offset + colon.len()).collect();
    let Some(start) = offsets.get(random.below(offsets.len())) else { return format!("{line}{}", value(random)) };
    let (before, rest) = line.split_at(*start);
    let end = rest.find([',', '}']).unwrap_or(rest.len());
    format!("{before}{}{}", value(random), &rest[end..])
}

fn with_a_letter(line: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = line.chars().collect();
    let at = random.below(letters.len());
    if letters.is_empty() || random.below(2) == 0 {
        let added: Vec<char> =
            random.pick(&[":", " ", "#", "\"", "{", "}", "-", "x", "医", "\u{feff}"]).chars().collect();
        letters.splice(at..at, added);
    } else {
        letters.remove(at);
    }
    letters.into_iter().collect()
}
