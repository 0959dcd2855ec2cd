//! Type names that can't be used, and traits that are derived already: one error each, and no follow-up errors.

#[wxmed::schema(
    "city/shenzhen/registration",
    derive(PartialEq, Debug),
    types(
        RegistrationSlip(rename = Registration, derive(Clone, Eq)),
        PatientKnd(rename = RegistrationBuilder),
        PatientKind(rename = Slip),
        Registration(rename = Slip, derive(std::fmt::Debug, Eq)),
    )
)]
mod shenzhen {
    /// The generated module of this name is hidden.
    pub struct required;

    pub struct RegistrationBuilder {
        pub size: u8,
    }

    pub struct Mine;
}

fn main() {
    let _ = shenzhen::Mine;
    let _ = shenzhen::Registration::builder();
    let _ = shenzhen::RegistrationSlip::builder();
    let _ = shenzhen::Slip::Medical;
}
