//! The public API of generated code, parsed from its text.

use std::collections::{BTreeMap, BTreeSet};

/// The public API.
#[derive(Debug, Default)]
pub(crate) struct Api {
    /// Members and variants by `Type.name`, each with its type.
    parts: BTreeMap<String, String>,
    types: BTreeSet<String>,
    exhaustive: BTreeSet<String>,
    /// The required members of each builder, as `Builder: member`.
    needed: BTreeSet<String>,
    built: BTreeSet<String>,
}

impl Api {
    /// Parses code that was formatted by prettyplease.
    pub(crate) fn read(text: &str) -> Self {
        let mut api = Self::default();
        let mut lines = text.lines().peekable();
        let mut module = String::new();
        let mut is_open = false;
        while let Some(line) = lines.next() {
            let code = line.trim();
            let indent = line.len() - code.len();
            if let Some(name) = code.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(" {")) {
                // The modules of builders' members aren't part of the API.
                if name != "required" {
                    module = name.to_owned();
                }
            } else if code == "#[non_exhaustive]" {
                is_open = true;
            } else if let Some(constant) = code.strip_prefix("pub const ") {
                api.types.insert(constant.split(':').next().unwrap().to_owned());
            } else if let Some((kind, head)) = ["struct", "enum"]
                .into_iter()
                .find_map(|kind| Some((kind, code.strip_prefix(&format!("pub {kind} "))?)))
            {
                let name = head.split([' ', '<', '(']).next().unwrap();
                let path = format!("{}{name}", if indent > 0 { format!("{module}::") } else { String::new() });
                if name.ends_with("Builder") || head.ends_with("{}") {
                    is_open = false;
                    continue;
                }
                let mut body = String::new();
                if !code.ends_with(';') {
                    for line in lines.by_ref().take_while(|line| *line != format!("{}}}", " ".repeat(indent))) {
                        let code = line.trim();
                        if !code.starts_with("//") && !code.starts_with("#[") {
                            body.push_str(code);
                        }
                    }
                }
                for part in split(&body) {
                    let part = part.trim_start_matches("pub ");
                    let at = part.find([':', '(', '{', ' ']).unwrap_or(part.len());
                    api.parts.insert(format!("{path}.{}", &part[..at]), part[at..].to_owned());
                }
                if kind == "enum" && !is_open {
                    api.exhaustive.insert(path.clone());
                }
                api.types.insert(path);
                is_open = false;
            } else if code.starts_with("pub fn build(") {
                let mut head = code.to_owned();
                while !head.ends_with('{') {
                    head.push_str(lines.next().unwrap().trim());
                }
                let (_, made) = head.split_once("->").unwrap();
                let (made, needed) = made.split_once("where").unwrap_or((made, ""));
                let made = made.trim_matches([' ', '{']);
                for member in needed.split("required::").skip(1) {
                    let member: String = member.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    api.needed.insert(format!("{module} {made}: {member}"));
                }
                api.built.insert(format!("{module} {made}"));
            }
        }
        api
    }

    /// The parts of this API that `new` removes or changes.
    pub(crate) fn broken_in(&self, new: &Self) -> Vec<String> {
        let mut broken: Vec<String> = self.types.difference(&new.types).map(|name| format!("{name} is gone")).collect();
        for (path, ty) in &self.parts {
            if new.parts.get(path) != Some(ty) {
                broken.push(format!("{path}{ty} is {:?}", new.parts.get(path)));
            }
        }
        for path in new.parts.keys().filter(|path| !self.parts.contains_key(*path)) {
            let owner = path.split('.').next().unwrap();
            if self.exhaustive.contains(owner) && new.exhaustive.contains(owner) {
                broken.push(format!("{path} is new"));
            }
        }
        for needed in new.needed.difference(&self.needed) {
            if self.built.contains(needed.rsplit_once(": ").unwrap().0) {
                broken.push(format!("{needed} is needed"));
            }
        }
        broken
    }
}

/// Splits at commas outside of brackets.
fn split(body: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_i32;
    for c in body.chars() {
        match c {
            '(' | '<' | '{' | '[' => depth += 1,
            ')' | '>' | '}' | ']' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}
