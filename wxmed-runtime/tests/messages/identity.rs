//! Identity numbers, their hashes, and nonces.

use std::collections::{HashMap, HashSet};

use wxmed::{IdCard, IdCardError, IdCardMd5, Nonce};

#[test]
fn the_documents_sample_and_old_numbers_have_the_expected_hash() {
    for (number, md5) in [
        ("44030019000101123x", "09eb26e839ff3a2e3980352ae45ef09e"),
        ("44030019000101123X", "09eb26e839ff3a2e3980352ae45ef09e"),
        ("110105491231002", "ae05564031c21338aa8a2e7266e7855c"),
        ("11010519491231002X", "ae05564031c21338aa8a2e7266e7855c"),
        ("440300000101123", "74a5f32cfd6e1ca3d74eb1dff635ebc5"),
        ("440300190001011237", "74a5f32cfd6e1ca3d74eb1dff635ebc5"),
    ] {
        let card = IdCard::parse(number).unwrap();
        assert_eq!(card.md5().as_str(), md5, "{number}");
        assert_eq!(IdCardMd5::from(&card), IdCardMd5::parse(md5).unwrap());
        assert_eq!(IdCardMd5::from(card).as_str(), md5);
    }
}

#[test]
fn the_check_character_is_verified_only_by_parse_strict() {
    assert_eq!(IdCard::parse_strict("44030019000101123x"), Err(IdCardError::CheckCharacter));
    for right in ["440300190001011237", "11010519491231002x", "110105491231002"] {
        assert!(IdCard::parse_strict(right).is_ok(), "{right}");
    }
    assert_eq!(IdCard::parse_strict("110105194912310021"), Err(IdCardError::CheckCharacter));
}

#[test]
fn an_invalid_identity_number_has_its_error() {
    for (text, error) in [
        ("", IdCardError::Length { found: 0 }),
        ("4403001900010112", IdCardError::Length { found: 16 }),
        ("44030019000101123X ", IdCardError::Length { found: 19 }),
        ("号号号号号", IdCardError::Character { at: 1 }),
        ("号号号号号号", IdCardError::Character { at: 1 }),
        ("44030x190001011237", IdCardError::Character { at: 6 }),
        ("44030019000101123Y", IdCardError::Character { at: 18 }),
        ("44030019000101x", IdCardError::Character { at: 15 }),
        ("440300190002291237", IdCardError::BirthDate),
        ("440300190013011237", IdCardError::BirthDate),
        ("440300190000011237", IdCardError::BirthDate),
        ("440300990230123", IdCardError::BirthDate),
    ] {
        assert_eq!(IdCard::parse(text), Err(error), "{text}");
    }
    assert!(IdCard::parse("440300200002291237").is_ok(), "a leap day");
}

#[test]
fn a_hash_has_32_lower_case_digits() {
    assert!(IdCardMd5::parse("09eb26e839ff3a2e3980352ae45ef09e").is_ok());
    for wrong in [
        "",
        "09EB26E839FF3A2E3980352AE45EF09E",
        "09eb26e839ff3a2e3980352ae45ef09",
        "09eb26e839ff3a2e3980352ae45ef09g",
        "09eb26e839ff3a2e3980352ae45ef09e ",
        "号号号号号号号号号号号",
    ] {
        assert!(IdCardMd5::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_random_nonce_is_different_each_time_and_uses_all_letters() {
    let nonces: HashSet<String> = (0..500).map(|_| Nonce::random().unwrap().as_str().to_owned()).collect();
    assert_eq!(nonces.len(), 500);
    assert!(nonces.iter().all(|nonce| nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric())));
    let letters: HashSet<char> = nonces.iter().flat_map(|nonce| nonce.chars()).collect();
    assert_eq!(letters.len(), 62);
}

/// 256 isn't a multiple of 62, so a naive draw from bytes would be biased. The bounds are seven standard deviations
/// from the mean.
#[test]
fn each_letter_of_a_random_nonce_is_equally_likely() {
    const NONCES: usize = 10_000;
    let mut counts: HashMap<char, usize> = HashMap::new();
    for _ in 0..NONCES {
        let nonce = Nonce::random().unwrap();
        assert_eq!(nonce.as_str().len(), 32);
        nonce.as_str().chars().for_each(|letter| *counts.entry(letter).or_default() += 1);
    }
    let share = NONCES * 32 / 62;
    for (letter, count) in counts {
        assert!(count.abs_diff(share) < share / 10, "{letter}: {count} of {share}");
    }
}

#[test]
fn a_fixed_nonce_must_be_valid_for_the_field() {
    assert_eq!(Nonce::fixed("5K8264ILTKCH16CQ2502SI8ZNMTM67VS").unwrap().as_str(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS");
    for wrong in ["", "5K8264ILTKCH16CQ2502SI8ZNMTM67VSx", "a b", "a-b", "号"] {
        let error = Nonce::fixed(wrong).unwrap_err();
        assert_eq!(error.to_string(), "a nonce_str must be 1 to 32 ASCII letters and digits", "{wrong}");
        assert!(format!("{error:#}").contains("1 至 32 个"), "{wrong}");
    }
}
