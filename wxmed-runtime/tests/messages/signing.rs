//! Signatures compared with independently computed ones.

use crate::common::{KEY, key, naive_sign, pairs, request};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use wxmed::codec::{EncodeFault, SignType, Signer, encode_fields, encode_fields_with, string_to_sign};
use wxmed::{ApiKey, Fen, IdCardMd5, Merchant, Preregister, UnifiedOrder};

type Pairs<'a> = &'a [(&'a str, &'a str)];

const OFFICIAL: [(&str, &str); 5] = [
    ("appid", "wxd930ea5d5a258f4f"),
    ("body", "test"),
    ("device_info", "1000"),
    ("mch_id", "10000100"),
    ("nonce_str", "ibuaiVcKdpRxkhJA"),
];

fn sign(fields: &[(&str, &str)], key: &ApiKey, sign_type: SignType) -> String {
    let mut signer = Signer::new(key, sign_type);
    fields.iter().for_each(|(name, value)| signer.pair(name, value));
    signer.finish().as_str().to_owned()
}

#[test]
fn the_official_sample_has_the_expected_signature_for_both_algorithms() {
    assert_eq!(sign(&OFFICIAL, &key(), SignType::Md5), "9A0A8659F005D6984697E2CA0A9CF3B7");
    assert_eq!(
        sign(&OFFICIAL, &key(), SignType::HmacSha256),
        "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6"
    );
}

#[test]
fn the_sample_request_has_the_same_signature_as_with_other_sdks() {
    let request = request();
    let encoded = encode_fields(pairs(&request), &key(), SignType::Md5).unwrap();
    assert_eq!(encoded.signature().as_str(), "39E90DD6A40C4FFC0E33AA1F25F27638");
    assert!(encoded.xml().ends_with("<sign><![CDATA[39E90DD6A40C4FFC0E33AA1F25F27638]]></sign></xml>"));
}

/// Typed requests have their own code path, because the text around their values is built at compile time.
#[test]
fn a_typed_request_has_the_same_signature_as_its_fields() {
    let request = request();
    let typed = Preregister::from_fields(pairs(&request)).unwrap().sign(&key()).unwrap();
    assert_eq!(typed.body.signature().as_str(), "39E90DD6A40C4FFC0E33AA1F25F27638");
    assert_eq!(typed.body.xml(), encode_fields(pairs(&request), &key(), SignType::Md5).unwrap().xml());
    let (shown, length) = (format!("{:?}", typed.body), typed.body.xml().len());
    assert_eq!(shown, format!("Encoded {{ bytes: {length}, .. }}"));
    assert_eq!(format!("{:?}", typed.body.signature()), "Signature(***)");
}

#[test]
fn empty_values_and_sign_are_not_signed_but_zero_is() {
    let plain = sign(&[("a", "1"), ("z", "2")], &key(), SignType::Md5);
    assert_eq!(plain, naive_sign([("a", "1"), ("z", "2")]));
    assert_eq!(sign(&[("a", "1"), ("b", ""), ("sign", "X"), ("z", "2")], &key(), SignType::Md5), plain);
    let zero = sign(&[("a", "1"), ("b", "0"), ("z", "2")], &key(), SignType::Md5);
    assert_eq!(zero, naive_sign([("a", "1"), ("b", "0"), ("z", "2")]));
    assert_ne!(zero, plain);
    assert_eq!(sign(&[], &key(), SignType::Md5), naive_sign([]));
}

#[test]
fn every_length_around_a_block_has_the_right_signature() {
    for length in (0..700).chain([1023, 1024, 1025, 100_000]) {
        let value = "值a".repeat(length)[..length * 4].to_owned();
        let fields = [("a", "1"), ("request_content", value.as_str()), ("z", "2")];
        assert_eq!(sign(&fields, &key(), SignType::Md5), naive_sign(fields), "{length}");
    }
}

#[test]
fn hmac_accepts_keys_of_every_length() {
    for length in [0, 1, 31, 32, 63, 64, 65, 200] {
        let text = "k".repeat(length);
        let mut hmac = Hmac::<Sha256>::new_from_slice(text.as_bytes()).unwrap();
        hmac.update(format!("a=1&key={text}").as_bytes());
        let expected: String = hmac.finalize().into_bytes().iter().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(sign(&[("a", "1")], &ApiKey::new(text), SignType::HmacSha256), expected, "{length}");
    }
}

#[test]
fn a_lower_case_signature_does_not_match() {
    let key = key();
    let mut signer = Signer::new(&key, SignType::Md5);
    OFFICIAL.iter().for_each(|(name, value)| signer.pair(name, value));
    let signature = signer.finish();
    assert!(signature.matches("9A0A8659F005D6984697E2CA0A9CF3B7"));
    for wrong in
        ["9a0a8659f005d6984697e2ca0a9cf3b7", "9A0A8659F005D6984697E2CA0A9CF3B", "", "9A0A8659F005D6984697E2CA0A9CF3B8"]
    {
        assert!(!signature.matches(wrong), "{wrong}");
    }
}

#[test]
fn extra_fields_are_sorted_in() {
    let own = [("appid", "1"), ("openid", "2")];
    for further in [&[("aaa", "x")][..], &[("body", "x")], &[("zzz", "x")], &[("a", "x"), ("b", ""), ("zz", "0")], &[]]
    {
        let encoded = encode_fields_with(own, further.iter().copied(), &key(), SignType::Md5).unwrap();
        let all = own.iter().chain(further).copied();
        assert_eq!(encoded.signature().as_str(), naive_sign(all.clone()));
        for (name, value) in all {
            assert!(encoded.xml().contains(&format!("<{name}><![CDATA[{value}]]></{name}>")));
        }
    }
}

#[test]
fn fields_that_cannot_be_signed_or_encoded_are_rejected() {
    let cases: [(Pairs, &str, EncodeFault); 16] = [
        (&[("b", "1"), ("a", "1")], "a", EncodeFault::OutOfOrder),
        (&[("ba", "1"), ("b", "1")], "b", EncodeFault::OutOfOrder),
        (&[("a", "1"), ("B", "1")], "B", EncodeFault::OutOfOrder),
        (&[("a", "1"), ("a", "2")], "a", EncodeFault::Duplicate),
        (&[("sign", "1")], "sign", EncodeFault::Sign),
        (&[("sign_type", "HMAC-SHA256")], "sign_type", EncodeFault::SignType),
        (&[("sign_type", "md5")], "sign_type", EncodeFault::SignType),
        (&[("", "1")], "", EncodeFault::Name),
        (&[("1a", "1")], "1a", EncodeFault::Name),
        (&[("a b", "1")], "a b", EncodeFault::Name),
        (&[("a><b", "1")], "a><b", EncodeFault::Name),
        (&[("n:a", "1")], "n:a", EncodeFault::Name),
        (&[("名", "1")], "名", EncodeFault::Name),
        (&[("XmL", "1")], "XmL", EncodeFault::Name),
        (&[("a", "x\0")], "a", EncodeFault::Character { code: 0 }),
        (&[("a", "1"), ("b", "好\u{FFFE}")], "b", EncodeFault::Character { code: 0xFFFE }),
    ];
    for (fields, field, fault) in cases {
        let error = encode_fields(fields.iter().copied(), &key(), SignType::Md5).unwrap_err();
        assert_eq!((error.field.as_str(), error.fault), (field, fault), "{fields:?}");
        for message in [format!("{error}"), format!("{error:#}")] {
            assert!(message.starts_with(field) && message.len() > field.len() + 10, "{message}");
        }
    }
}

#[test]
fn a_sign_type_must_match_the_signature() {
    for (text, sign_type) in
        [("MD5", SignType::Md5), ("HMAC-SHA256", SignType::HmacSha256), ("", SignType::Md5), ("", SignType::HmacSha256)]
    {
        let encoded = encode_fields([("a", "1"), ("sign_type", text)], &key(), sign_type).unwrap();
        assert_eq!(encoded.signature().as_str(), sign(&[("a", "1"), ("sign_type", text)], &key(), sign_type));
    }
    let error = encode_fields([("sign_type", "MD5")], &key(), SignType::HmacSha256).unwrap_err();
    assert_eq!(error.fault, EncodeFault::SignType);
    let further = encode_fields_with([("a", "1")], [("sign_type", "HMAC-SHA256")], &key(), SignType::Md5);
    assert_eq!(further.unwrap_err().fault, EncodeFault::SignType);
}

#[test]
fn the_string_to_sign_masks_the_key() {
    let text = string_to_sign(OFFICIAL.iter().rev().copied());
    assert_eq!(
        text,
        "appid=wxd930ea5d5a258f4f&body=test&device_info=1000&mch_id=10000100&nonce_str=ibuaiVcKdpRxkhJA&key=***"
    );
    assert!(!text.contains(KEY));
}

#[test]
fn sign_types_have_the_platforms_names() {
    assert_eq!(SignType::default().as_str(), "MD5");
    assert_eq!(SignType::by_name("HMAC-SHA256"), Some(SignType::HmacSha256));
    assert_eq!(SignType::by_name("md5"), None);
}

/// The platform rejects an order without `cash_fee`, and includes its 0 in the signature.
#[test]
fn an_amount_of_zero_is_sent_and_signed() {
    let order = UnifiedOrder::builder()
        .order_type("DiagPay")
        .merchant(Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() })
        .payer(wxmed::payinsurance::unifiedorder::Payer::Openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o".to_owned()))
        .hosp_out_trade_no("HOSP20220501163102000001")
        .hospital_name("示例市第一人民医院")
        .total_fee(Fen::new(3000))
        .cash_fee(Fen::new(0))
        .spbill_create_ip("10.193.0.1")
        .notify_url("https://hospital.example/paid")
        .body("诊间缴费")
        .pay_type("2")
        .city_id("440300")
        .insurance_fee(Fen::new(3000))
        .user_card_type("1")
        .user_card_no(IdCardMd5::parse("09eb26e839ff3a2e3980352ae45ef09e").unwrap())
        .user_name("张三")
        .serial_no("1500619843177")
        .org_no("H53012500170")
        .gmt_out_create("20220501163102")
        .request_content("{}")
        .bill_no("B20220501000001")
        .build()
        .unwrap();
    let signed = order.sign(&key()).unwrap();
    let fields = wxmed::codec::xml::read(signed.body.xml().as_bytes()).unwrap();
    assert_eq!(fields.get("cash_fee"), Some("0"));
    assert_eq!(fields.get("sign"), Some(naive_sign(fields.iter()).as_str()));
    let without = naive_sign(fields.iter().filter(|(name, _)| *name != "cash_fee"));
    assert_ne!(fields.get("sign"), Some(without.as_str()));
}
