/// Texts with a meaning in XML, JSON, YAML or signing.
const WORDS: &[&[u8]] = &[
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"-->",
    b"<!DOCTYPE xml>",
    b"<?a?>",
    b"<?xml version=\"1.0\"?>",
    b"<xml>",
    b"</xml>",
    b"<a>",
    b"</a>",
    b"<a/>",
    b"&lt;",
    b"&#13;",
    b"&#x0;",
    b"&",
    b"<sign>",
    b"</sign>",
    b"sign",
    b"key",
    b"=",
    b"return_code",
    b"result_code",
    b"SUCCESS",
    b"FAIL",
    b"nonce_str",
    b"err_code",
    b"{\"errcode\":40001}",
    b"\"errmsg\":",
    b"access_token",
    b"expires_in",
    b"null",
    b"true",
    b"-1",
    b"1e9",
    b"0.10",
    b"\\u0000",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"'",
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b"  ",
    b"- ",
    b": ",
    b"# ",
    b"|",
    b">",
    b"&a",
    b"*a",
    b"!!",
    b"%YAML",
    b"---",
    b"when: ",
    b"check: ",
    b"fields:",
    b"type: list",
    b"type: object",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xEF\xBF\xBF",
    b"\xFF\xFE",
    b"\xD5\xC5",
    "好".as_bytes(),
    "\u{3000}".as_bytes(),
    "\u{85}".as_bytes(),
    "\u{2028}".as_bytes(),
];

/// The longest input. Most bugs occur with short inputs, which are fast.
const LONGEST: usize = 4096;

/// Pseudo-random numbers. The same seed results in the same numbers.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.word() % end.max(1) as u64) as usize
    }
}

/// One of the seeds, with a few mutations.
pub(crate) fn mutated(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut input = pick(seeds, dice).to_vec();
    for _ in 0..=dice.below(6) {
        change(&mut input, pick(seeds, dice), dice);
    }
    input.truncate(LONGEST);
    input
}

fn pick<'s>(seeds: &'s [Vec<u8>], dice: &mut Dice) -> &'s [u8] {
    seeds.get(dice.below(seeds.len())).map_or(&[], Vec::as_slice)
}

fn change(input: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.below(input.len() + 1);
    let end = (at + dice.below(24)).min(input.len());
    match dice.below(8) {
        0 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = dice.below(256) as u8;
            }
        }
        2 => input.insert(at, dice.below(256) as u8),
        3 => drop(input.drain(at..end)),
        4 => {
            let copy = input[at..end].to_vec();
            let to = dice.below(input.len() + 1);
            input.splice(to..to, copy);
        }
        5 | 6 => drop(input.splice(at..at, WORDS[dice.below(WORDS.len())].iter().copied())),
        _ => {
            let from = dice.below(other.len() + 1);
            let to = (from + dice.below(200)).min(other.len());
            input.splice(at..end, other[from..to].iter().copied());
        }
    }
}
