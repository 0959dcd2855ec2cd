//! Invalid bodies cause an error and never a panic.

use super::*;

fn reading(format: BodyFormat, charset: Charset) -> Reading {
    Reading { format, charset, matching: NameMatching::Exact }
}

/// Pseudo-random numbers, which are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// Characters with a meaning in a body.
const SIGNS: &[u8] = b"{}[]\",:&=%+.\\0";

#[test]
fn mutated_bodies_do_not_panic() {
    let seeds = [
        (BodyFormat::Json, r#"{"openid":"o6","name":"张三","a":[1,{"b":null}],"c":0.10,"resend":true,"d":"\u4e2d\n"}"#),
        (BodyFormat::Form, "openid=o6&name=%E5%BC%A0%E4%B8%89&a.spec=x&a.json=%7B%7D&resend=false&b=1+2"),
    ];
    let mut dice = Dice(0x5EED);
    let (mut right, mut wrong) = (0, 0);
    for _ in 0..20_000 {
        let (format, text) = seeds[dice.below(seeds.len())];
        let charset = [Charset::Utf8, Charset::Gbk, Charset::Gb18030][dice.below(3)];
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(4) {
                0 => bytes[at] = dice.below(256) as u8,
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, SIGNS[dice.below(SIGNS.len())]),
                _ if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => {}
            }
        }
        match read(&bytes, &reading(format, charset)) {
            Ok(input) => {
                right += 1;
                // `Debug` shows no value.
                assert!(!format!("{input:?}").contains("张三"));
            }
            Err(message) => {
                wrong += 1;
                assert!(!message.zh.is_empty() && !message.en.is_empty());
            }
        }
    }
    assert!(right > 500 && wrong > 500, "{right} {wrong}");
}

#[test]
fn the_resend_flag_matches_in_any_case() {
    let any = Reading { matching: NameMatching::AnyCase, ..reading(BodyFormat::Json, Charset::Utf8) };
    let text = br#"{"RESEND":true,"A":null}"#;
    let input = read(text, &any).unwrap();
    assert!(input.resend && input.fields.is_empty());
    let exact = read(text, &reading(BodyFormat::Json, Charset::Utf8)).unwrap();
    assert!(!exact.resend && exact.fields == [("RESEND".to_owned(), InputValue::Text("true".to_owned()))]);
}
