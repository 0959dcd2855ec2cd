//! The derive needs neither the prelude nor the crate under its own name, and causes no warnings.
#![no_implicit_prelude]
#![deny(warnings, missing_docs)]

#[::platform::schema("city/shenzhen/registration", crate = ::platform)]
mod shenzhen {}

/// Borrows all of its fields.
#[derive(::platform::Request)]
#[wxmed(spec = "getbindurl", crate = ::platform)]
pub struct Link<'a, T: ?::core::marker::Sized> {
    /// The user.
    #[wxmed(name = "openid")]
    pub user: &'a str,
    /// The page of the hospital.
    pub url: ::std::string::String,
    /// Not sent.
    #[wxmed(skip)]
    pub source: &'a T,
}

mod inner {
    //! The user's own items, with names of the standard library.

    pub(crate) struct Option;
    pub(crate) struct String;
    pub(crate) struct Result;

    #[derive(::platform::Request)]
    #[wxmed(spec = "city/shenzhen/registration", into = super::shenzhen::Registration, crate = "::platform")]
    pub(crate) struct Visit {
        pub(crate) yljgbm: &'static str,
        pub(crate) czybm: &'static str,
        pub(crate) czyxm: &'static str,
        pub(crate) mzghdj: Slip,
        #[wxmed(skip)]
        pub(crate) _names: (Option, String, Result),
    }

    #[derive(::platform::Request)]
    #[wxmed(spec = "city/shenzhen/registration", object = "mzghdj", crate = ::platform)]
    pub(crate) struct Slip {
        pub(crate) brlx: super::shenzhen::PatientKind,
        pub(crate) mzlsh: &'static str,
        pub(crate) ksbm: &'static str,
        pub(crate) ksmc: &'static str,
        pub(crate) ghlb: &'static str,
        pub(crate) ghf: ::platform::Yuan,
        pub(crate) zjzj: ::platform::Yuan,
        pub(crate) ghhj: ::platform::Yuan,
        pub(crate) ssj: &'static str,
        pub(crate) zsj: &'static str,
    }
}

#[::core::prelude::v1::test]
fn neither_the_prelude_nor_the_name_is_needed() {
    use ::platform::ToValid as _;

    let link =
        Link { user: "oUpF8uMuAJO", url: ::core::convert::Into::into("https://hospital.example/"), source: "desk" };
    let request: ::core::result::Result<::platform::Valid<::platform::GetBindUrl>, _> =
        ::core::convert::TryFrom::try_from(&link);
    ::core::assert!(request.is_ok() && link.source == "desk");
    let slip = inner::Slip {
        brlx: shenzhen::PatientKind::Medical,
        mzlsh: "1500619843177",
        ksbm: "631",
        ksmc: "肝病门诊",
        ghlb: "普通",
        ghf: ::platform::Yuan::from_fen(900),
        zjzj: ::platform::Yuan::from_fen(2100),
        ghhj: ::platform::Yuan::from_fen(3000),
        ssj: "0",
        zsj: "0",
    };
    let names = (inner::Option, inner::String, inner::Result);
    let visit = inner::Visit { yljgbm: "H1110", czybm: "H1111", czyxm: "李四", mzghdj: slip, _names: names };
    ::core::assert!(visit.to_valid().is_ok());
}
