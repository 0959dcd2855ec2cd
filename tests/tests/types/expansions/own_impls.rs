//! A user's own items are kept beside the generated ones, in a module of any visibility, with its own attributes.
#![deny(missing_docs, unused, unreachable_pub)]

#[wxmed::schema("city/shenzhen/registration", derive(PartialEq))]
mod private {
    use wxmed::Yuan;

    /// Who pays.
    #[derive(Debug, PartialEq)]
    pub(super) enum Payer {
        Patient,
        Nobody,
    }

    impl RegistrationSlip {
        /// The amount that the patient pays.
        pub(super) fn total(&self) -> Yuan {
            self.ghf + self.zjzj
        }

        pub(super) fn payer(&self) -> Payer {
            if self.total() == Yuan::ZERO { Payer::Nobody } else { Payer::Patient }
        }
    }

    impl From<RegistrationSlip> for Yuan {
        fn from(slip: RegistrationSlip) -> Self {
            slip.total()
        }
    }
}

/// Types that the whole crate can use.
#[wxmed::schema("city/shenzhen/registration", derive(PartialEq, Eq, ::core::hash::Hash))]
#[allow(clippy::all)]
pub(crate) mod shared {}

mod inner {
    #[wxmed::schema("city/shenzhen/registration")]
    pub(in crate::expansions::own_impls::inner) mod hidden {}

    pub(crate) fn begin() -> bool {
        let builder = hidden::Registration::builder();
        let _ = builder.yljgbm("H1110");
        true
    }
}

const SLIP: &str = r#"{"registration_order_pay":{"yljgbm":"H1110","ylzh":"","czybm":"H1111","czyxm":"李四",
    "mzghdj":{"brlx":"1","mzlsh":"1","ksbm":"631","ksmc":"肝病门诊","ghlb":"普通","ghf":"9.00","zjzj":"21.00",
    "ghhj":"30.00","ssj":"0","zsj":"0"}}}"#;

#[test]
fn own_items_are_kept_beside_the_types() {
    let content = private::Registration::from_json(SLIP).unwrap();
    assert!(content == content.clone());
    assert_eq!(content.mzghdj.total(), wxmed::Yuan::from_fen(3000));
    assert_eq!(content.mzghdj.payer(), private::Payer::Patient);
    assert_eq!(wxmed::Yuan::from(content.into_inner().mzghdj), wxmed::Yuan::from_fen(3000));
    let mut seen = std::collections::HashSet::new();
    assert!(seen.insert(shared::Registration::from_json(SLIP).unwrap().into_inner()));
    assert!(inner::begin());
}
