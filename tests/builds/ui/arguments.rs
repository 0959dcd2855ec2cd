//! Wrong arguments of the macro are reported where they are, and the types are generated anyway.

#[wxmed::schema(path = "specs/slip.yaml", rename = Zettel, derive(PartialEq))]
pub mod unknown_argument {}

#[wxmed::schema(path = "specs/slip.yaml", errata(on("slip-cart", "slip-line"), off("slip-card")))]
pub mod unknown_erratum {}

#[wxmed::schema(path = "specs/slip.yaml", "city/shenzhen/registration")]
pub mod two_sources {}

#[wxmed::schema(path = "specs/slip.yaml", types(Line(rename = Posten), SlipLine(rename = Zeile), UserCardType(rename = Ausweis)))]
pub mod unknown_type {}

#[wxmed::schema("codes/user_card_type", errata(off("slip-card")))]
pub mod no_errata {}

#[wxmed::schema("city/shenzhen/registration", warn("no-chnge", "no-change"))]
pub mod unknown_rule {}

fn main() {
    let _ = unknown_argument::Slip::builder().card_no("1");
    let _ = unknown_erratum::Slip::builder().kh("1");
    let _ = two_sources::Slip::builder();
    let _ = unknown_type::Slip::builder().mx(unknown_type::Zeile::builder().je(wxmed::Yuan::ZERO).build());
    let _ = no_errata::UserCardType::ResidentId;
}
