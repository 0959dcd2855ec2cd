//! A hospital's program: a shipped city, two specs of its own, and no prelude.
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
#![forbid(unsafe_code)]

use ::std::convert::From;
use ::std::option::Option::Some;
use ::std::result::Result::{self, Err, Ok};
use ::std::{eprintln, println};

/// A shipped city.
#[::wx::schema("city/shenzhen/registration", crate = ::wx, derive(::core::cmp::PartialEq))]
pub mod shenzhen {}

/// A city of this program's own spec.
#[::wx::schema(path = "schema/dongguan.yaml", crate = ::wx)]
pub mod dongguan {
    use ::core::ops::Add;

    impl Registration {
        /// The amount that the patient pays.
        #[must_use]
        pub fn total(&self) -> ::wx::Yuan {
            self.ghf.add(self.zjzj)
        }
    }
}

/// A folder of specs.
#[::wx::schema(path = "cities", crate = "::wx")]
pub mod cities {}

fn main() -> ::std::process::ExitCode {
    match run() {
        Ok(()) => ::std::process::ExitCode::SUCCESS,
        Err(violations) => {
            eprintln!("{violations}");
            ::std::process::ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), ::wx::Violations> {
    let slip = shenzhen::RegistrationSlip::builder()
        .brlx(shenzhen::PatientKind::Medical)
        .mzlsh("1500619843177")
        .ksbm("631")
        .ksmc("肝病门诊")
        .ghlb("普通")
        .ghf(::wx::Yuan::from_fen(900))
        .zjzj(::wx::Yuan::from_fen(2100))
        .ghhj(::wx::Yuan::from_fen(3000))
        .ssj(::wx::Yuan::ZERO)
        .zsj(::wx::Yuan::ZERO)
        .build();
    let shenzhen =
        shenzhen::Registration::builder().yljgbm("H1110").czybm("H1111").czyxm("李四").mzghdj(slip).build()?;
    println!("shenzhen: {}", ::wx::Content::from(shenzhen).as_str());
    let dongguan = dongguan::Registration::builder()
        .yljgbm("H1110")
        .zjlx(::wx::codes::UserCardType::ResidentId)
        .ghf(::wx::Yuan::from_fen(900))
        .zjzj(::wx::Yuan::from_fen(2100))
        .build();
    match dongguan {
        Ok(dongguan) => println!("dongguan: {} in all", dongguan.total()),
        Err(violations) => {
            for (path, rule) in violations.keys() {
                println!("dongguan: {path}: {rule}");
            }
        }
    }
    let foshan = cities::foshan_refund::Refund::builder().jyjg(cities::foshan_refund::Outcome::Ok).build()?;
    if let Some(outcome) = foshan.jyjg.known() {
        println!("foshan: {outcome:?}");
    }
    Ok(())
}
