//! Single types get another name, more derives and attributes, including types that are renamed.

/// With the user's names.
#[wxmed::schema(
    "city/shenzhen/registration",
    derive(PartialEq),
    types(
        Registration(rename = Guahao, derive(Eq, Hash)),
        RegistrationSlip(rename = Slip, derive(Eq, Hash), #[cfg_attr(all(), doc(alias = "mzghdj"))] #[allow(dead_code)]),
        PatientKind(rename = Patient, derive(PartialOrd, Ord, PartialEq)),
    ),
)]
pub mod shenzhen {}

use shenzhen::{Guahao, GuahaoBuilder, Patient};

fn begin() -> GuahaoBuilder {
    Guahao::builder()
}

#[test]
fn types_are_renamed() {
    assert!(Patient::Medical < Patient::Maternity);
    let refused = begin().yljgbm("").czybm("").czyxm("").mzghdj(
        shenzhen::Slip::builder()
            .mzlsh("")
            .ksbm("")
            .ksmc("")
            .ghlb("")
            .ghf(wxmed::Yuan::ZERO)
            .zjzj(wxmed::Yuan::ZERO)
            .ghhj(wxmed::Yuan::ZERO)
            .ssj(wxmed::Yuan::ZERO)
            .zsj(wxmed::Yuan::ZERO)
            .build(),
    );
    assert_eq!(refused.build().unwrap_err().keys().len(), 7);
    let mut seen = std::collections::HashSet::new();
    seen.insert(Patient::Medical);
}
