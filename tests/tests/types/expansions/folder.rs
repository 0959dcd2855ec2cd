//! A folder of specs: code tables and parts once, a module for each operation and content.
#![deny(warnings)]

/// The specs of Dongguan.
#[wxmed::schema(path = "specs/dongguan", derive(PartialEq), types(Registration(rename = Guahao), VisitKind(rename = Kind)))]
pub mod dongguan {
    impl Kind {
        /// Whether this is an emergency.
        pub fn is_urgent(self) -> bool {
            self == Kind::Emergency
        }
    }
}

use dongguan::dongguan_registration::Guahao;
use dongguan::{Kind, QueryBill, QueryBillError, QueryBillReply};
use wxmed::codes::UserCardType;

#[test]
fn a_folder_is_one_set_of_types() {
    let content = Guahao::builder()
        .yllb(Kind::Emergency)
        .zjlx(UserCardType::ResidentId)
        .ghf(wxmed::Yuan::from_fen(900))
        .build()
        .unwrap();
    assert!(content.yllb.known().is_some_and(Kind::is_urgent));
    assert!(dongguan::dongguan_refund::Refund::builder().build().is_ok());
    let key = wxmed::ApiKey::new("192006250b4c09247ec02edce69f6a2d");
    let merchant = wxmed::Merchant::Own { appid: "wx1".into(), mch_id: "2".into() };
    let request = QueryBill::builder().yllb(Kind::Emergency).merchant(merchant).build().unwrap();
    assert!(request.sign(&key).unwrap().body.xml().contains("<yllb><![CDATA[13]]></yllb>"));
    let response = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><yllb>99</yllb></xml>";
    let reply: QueryBillReply = wxmed::parse_response::<QueryBill>(response, &key).unwrap().into_reply();
    assert_eq!(reply.yllb.as_str(), "99");
    let _ = QueryBillError::NoBill;
}
