//! Errata are switched by argument: the same spec for three platforms.

/// As shipped: the serial number has the name that the bureau expects.
#[wxmed::schema("city/shenzhen/registration")]
pub mod corrected {}

/// As section 1.3 prints it.
#[wxmed::schema("city/shenzhen/registration", errata(off("shenzhen-mzlsh")))]
pub mod printed {}

/// As section 1.4 prints it.
#[wxmed::schema("city/shenzhen/registration", errata(on("shenzhen-mzlsj", "shenzhen-mzgghdj")))]
pub mod section_1_4 {}

/// For a hospital that takes cash as well.
#[wxmed::schema("city/shenzhen/registration", warn("no-change"))]
pub mod lenient {}

macro_rules! slip {
    ($city:ident, $slip:ident, $serial_no:ident) => {{
        let slip = $city::RegistrationSlip::builder()
            .brlx($city::PatientKind::Medical)
            .$serial_no("1500619843177")
            .ksbm("631")
            .ksmc("肝病门诊")
            .ghlb("普通")
            .ghf(wxmed::Yuan::from_fen(900))
            .zjzj(wxmed::Yuan::from_fen(2100))
            .ghhj(wxmed::Yuan::from_fen(3000))
            .ssj(wxmed::Yuan::ZERO)
            .zsj(wxmed::Yuan::ZERO)
            .build();
        let content = $city::Registration::builder().yljgbm("H1110").czybm("H1111").czyxm("李四").$slip(slip);
        wxmed::Content::from(content.build().unwrap()).as_str().to_owned()
    }};
}

#[test]
fn errata_are_switched() {
    assert!(slip!(corrected, mzghdj, mzlsh).contains(r#""mzlsh":"1500619843177""#));
    assert!(slip!(printed, mzghdj, mzllsh).contains(r#""mzllsh":"1500619843177""#));
    let section_1_4 = slip!(section_1_4, mzgghdj, mzlsj);
    assert!(section_1_4.contains(r#""mzgghdj":{"#) && section_1_4.contains(r#""mzlsj":"1500619843177""#));
    let change = slip!(corrected, mzghdj, mzlsh).replace(r#""zsj":"0""#, r#""zsj":"1""#);
    assert!(corrected::Registration::from_json(&change).is_err());
    let warned = lenient::Registration::from_json(&change).unwrap().warnings();
    assert_eq!(warned.keys(), [("mzghdj", "no-change")]);
    assert!(
        corrected::Registration::from_json(&section_1_4).is_ok(),
        "what another reading of the document writes is read"
    );
}
