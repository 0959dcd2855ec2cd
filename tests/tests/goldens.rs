//! The expansions that are checked in compile, and do what the macro's own do.
#![allow(clippy::type_complexity, reason = "a builder has a type parameter for each mandatory field")]

use std::collections::BTreeSet;
use std::path::Path;

use wxmed::rt::{Code, ContentRecord, ErrorCode, Record, Request};
use wxmed::{ApiKey, Nonce};
use wxmed_schema::model::ExampleValue;
use wxmed_tests::naive::KEY;
use wxmed_tests::specs::model;

macro_rules! goldens {
    ($($name:ident: $path:literal, $file:literal;)*) => {
        $(#[path = $path]
        #[allow(dead_code, unreachable_pub, missing_docs)]
        mod $name;)*

        /// What is compiled here.
        const FILES: &[&str] = &[$($file),*];
    };
}

goldens! {
    codes: "../golden/codes.rs", "codes.rs";
    errors: "../golden/errors.rs", "errors.rs";
    parts: "../golden/parts.rs", "parts.rs";
    templates: "../golden/templates.rs", "templates.rs";
    getmedinfo: "../golden/payinsurance/getmedinfo.rs", "payinsurance/getmedinfo.rs";
    getbindurl: "../golden/payinsurance/getbindurl.rs", "payinsurance/getbindurl.rs";
    preregister: "../golden/payinsurance/preregister.rs", "payinsurance/preregister.rs";
    qrcodepreregister: "../golden/payinsurance/qrcodepreregister.rs", "payinsurance/qrcodepreregister.rs";
    sendmsg: "../golden/payinsurance/sendmsg.rs", "payinsurance/sendmsg.rs";
    shenzhen: "../golden/city/shenzhen/registration.rs", "city/shenzhen/registration.rs";
}

#[test]
fn every_golden_on_disk_is_compiled_here() {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let mut found = BTreeSet::new();
    walk(&root, &root, &mut found);
    assert_eq!(found, FILES.iter().map(|file| (*file).to_owned()).collect());
}

/// The golden has the macro's own tables and signing order, and signs every example as it does.
fn same_request<G: Request, M: Request>() {
    assert_eq!(format!("{:#?}", G::TABLE), format!("{:#?}", M::TABLE));
    assert_eq!(format!("{:#?}", G::OPERATION), format!("{:#?}", M::OPERATION));
    assert_eq!(format!("{:#?}", <G::Reply as Record>::TABLE), format!("{:#?}", <M::Reply as Record>::TABLE));
    let operation = model().operation(G::OPERATION.name).unwrap();
    let order: Vec<&str> = G::OPERATION.order.iter().map(|element| element.name).collect();
    let mut distinct = order.clone();
    distinct.dedup();
    assert!(order.is_sorted());
    assert_eq!(distinct, operation.sign_order());
    for example in &operation.examples {
        let ExampleValue::Fields(fields) = &example.value else { panic!() };
        let fields = || fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let nonce = || Nonce::fixed("5K8264ILTKCH16CQ2502SI8ZNMTM67VS").unwrap();
        match (G::from_fields(fields()), M::from_fields(fields())) {
            (Ok(golden), Ok(own)) => {
                let key = ApiKey::new(KEY);
                let (golden, own) = (golden.with_nonce(nonce()).sign(&key), own.with_nonce(nonce()).sign(&key));
                assert_eq!(golden.unwrap().body.xml(), own.unwrap().body.xml());
            }
            (Err(golden), Err(own)) => assert_eq!(golden, own),
            _ => panic!("{}", example.title),
        }
    }
}

#[test]
fn the_goldens_of_operations_do_what_the_runtime_does() {
    same_request::<getmedinfo::GetMedInfo, wxmed::GetMedInfo>();
    same_request::<getbindurl::GetBindUrl, wxmed::GetBindUrl>();
    same_request::<preregister::Preregister, wxmed::Preregister>();
    same_request::<qrcodepreregister::QrcodePreregister, wxmed::QrcodePreregister>();
    same_request::<sendmsg::SendMsg, wxmed::SendMsg>();
}

#[test]
fn the_golden_of_a_content_does_what_the_macro_does() {
    type Own = wxmed_tests::compiled::shenzhen::Registration;
    let golden = <shenzhen::Registration as Record>::TABLE;
    assert_eq!(format!("{golden:#?}"), format!("{:#?}", <Own as Record>::TABLE));
    assert_eq!(shenzhen::Registration::WRAPPED_IN, Own::WRAPPED_IN);
    for example in &model().content(shenzhen::Registration::NAME).unwrap().examples {
        let ExampleValue::Json(text) = &example.value else { panic!() };
        match (shenzhen::Registration::from_json(text), Own::from_json(text)) {
            (Ok(golden), Ok(own)) => assert_eq!(wxmed::Content::from(golden), wxmed::Content::from(own)),
            (Err(golden), Err(own)) => assert_eq!(golden, own),
            _ => panic!("{}", example.title),
        }
    }
}

#[test]
fn the_goldens_of_shared_tables_are_the_runtimes_own() {
    fn same_codes<G: Code, M: Code>() {
        assert_eq!(format!("{:#?}", G::CODES), format!("{:#?}", M::CODES));
        let golden: Vec<&str> = G::ALL.iter().map(|code| code.code()).collect();
        assert_eq!(golden, M::ALL.iter().map(|code| code.code()).collect::<Vec<_>>());
    }
    same_codes::<codes::MedicalInsuranceType, wxmed::codes::MedicalInsuranceType>();
    same_codes::<codes::MsgType, wxmed::codes::MsgType>();
    same_codes::<codes::ResultCode, wxmed::codes::ResultCode>();
    same_codes::<codes::ReturnCode, wxmed::codes::ReturnCode>();
    same_codes::<codes::UserCardType, wxmed::codes::UserCardType>();
    assert_eq!(errors::GatewayError::ROWS, wxmed::errors::GatewayError::ROWS);
    assert_eq!(errors::ProtocolError::ROWS, wxmed::errors::ProtocolError::ROWS);
    assert_eq!(getmedinfo::GetMedInfoError::ROWS, wxmed::payinsurance::GetMedInfoError::ROWS);
    assert_eq!(format!("{:#?}", templates::SENDMSG), format!("{:#?}", wxmed::templates::SENDMSG));
}

#[test]
fn the_golden_of_a_part_has_the_runtimes_variants() {
    let golden = parts::Merchant::SubMerchant {
        appid: "a".to_owned(),
        mch_id: "b".to_owned(),
        sub_appid: None,
        sub_mch_id: "c".to_owned(),
    };
    let own = wxmed::Merchant::SubMerchant {
        appid: "a".to_owned(),
        mch_id: "b".to_owned(),
        sub_appid: None,
        sub_mch_id: "c".to_owned(),
    };
    assert_eq!(format!("{golden:?}"), format!("{own:?}"));
}
