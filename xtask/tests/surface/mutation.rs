//! Mutates one or two lines of specs.

use wxmed_compiler::Sources;

/// Pseudo-random numbers, which are the same in each run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// Texts in a line, and their replacements.
const EXCHANGES: &[(&str, &str)] = &[
    ("required: Y", "required: N"),
    ("required: N", "required: Y"),
    ("required: Y", "required: present"),
    ("required: present", "required: Y"),
    ("kind: closed", "kind: open"),
    ("kind: open", "kind: closed"),
    (", format: yuan", ""),
    (", format: timestamp", ""),
    ("type: String32", "type: Uint8"),
    ("type: String32", "type: String16"),
    ("type: String,", "type: String, format: yuan,"),
    ("type: Uint8", "type: int"),
    ("name: ", "name: x"),
    ("{ name: ", "{ api: other_name, name: "),
    ("spelling: ", "spelling: X"),
    (", sensitive: yes", ""),
    (", codes: transaction", ""),
    (", tag: message", ""),
    ("code: \"1\"", "code: \"77\""),
    ("\"branch?\"", "branch"),
    ("\"cash?\"", "cash"),
    ("[there, both]", "[there]"),
    ("[appid, mch_id, ", "[mch_id, "),
    ("retry: safe", "retry: never"),
];

/// Changes one or two lines of the specs. Returns a description of the change, and the specs.
pub(crate) fn mutated(specs: &Sources, dice: &mut Dice) -> (String, Sources) {
    let mut texts: Vec<String> = specs.files().iter().map(|file| file.text.to_string()).collect();
    let mut what = String::new();
    for _ in 0..=dice.below(2) {
        // Mutate mostly the unit itself, which is assumed to be the longest text.
        let longest = (0..texts.len()).max_by_key(|at| texts[*at].len()).unwrap();
        let at = if dice.below(4) == 0 { dice.below(texts.len()) } else { longest };
        let mut lines: Vec<String> = texts[at].lines().map(str::to_owned).collect();
        // The examples come last. They don't affect the API.
        let end = lines.iter().position(|line| line == "examples:").unwrap_or(lines.len());
        let line = dice.below(end);
        let before = lines[line].clone();
        if dice.below(4) == 0 && before.trim_start().starts_with("- {") {
            lines.remove(line);
        } else {
            let fitting: Vec<_> = EXCHANGES.iter().filter(|(from, _)| before.contains(from)).collect();
            let Some((from, to)) = fitting.get(dice.below(fitting.len())) else { continue };
            lines[line] = before.replacen(from, to, 1);
        }
        let after = lines.get(line).cloned().unwrap_or_default();
        what.push_str(&format!("{}:{}\n- {before}\n+ {after}\n", specs.files()[at].name, line + 1));
        texts[at] = lines.join("\n");
    }
    let mut changed = Sources::new();
    for (file, text) in specs.files().iter().zip(texts) {
        changed.add(&file.path, &file.name, text);
    }
    (what, changed)
}
