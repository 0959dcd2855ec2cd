//! The names of fields in the API.

use std::collections::{HashMap, HashSet};

use wxmed_compiler::casing::{camel, snake};

/// The API names of an object's fields.
#[derive(Default)]
pub(super) struct Members {
    taken: HashSet<String>,
    /// The last number that was appended to each name.
    numbers: HashMap<String, u32>,
}

/// The API name, if the wire name isn't valid there or is taken.
pub(super) fn api_name(name: &str, members: &mut Members) -> Option<String> {
    const RESERVED: &[&str] = &["self", "crate", "super", "_", "build", "unknown"];
    let plain = snake(name);
    let bare = plain.trim_matches('_');
    let bare = match bare.starts_with(|c: char| c.is_ascii_lowercase()) {
        true => bare.to_owned(),
        false => format!("field_{bare}").trim_end_matches('_').to_owned(),
    };
    let is_free = |name: &String| !RESERVED.contains(&name.as_str()) && !members.taken.contains(&camel(name));
    let numbered = |number| format!("{bare}_{number}");
    let first = match wxmed_core::is_name(name) {
        true => [plain.clone(), format!("{bare}_value")],
        false => [bare.clone(), format!("{bare}_value")],
    };
    let found = free(first, numbered, &bare, &mut members.numbers, is_free);
    members.taken.insert(camel(&found));
    (found != plain || !wxmed_core::is_name(name)).then_some(found)
}

/// The first of these names that is free, or else one with a number, starting at 2. The search continues at the last
/// number that was used for the name.
pub(super) fn free(
    first: impl IntoIterator<Item = String>,
    numbered: impl Fn(u32) -> String,
    like: &str,
    numbers: &mut HashMap<String, u32>,
    is_free: impl Fn(&String) -> bool,
) -> String {
    if let Some(name) = first.into_iter().find(&is_free) {
        return name;
    }
    let number = numbers.entry(like.to_owned()).or_insert(1);
    loop {
        *number = number.saturating_add(1);
        let name = numbered(*number);
        if is_free(&name) || *number == u32::MAX {
            return name;
        }
    }
}
