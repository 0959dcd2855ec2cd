//! Every reader accepts a value that a builder accepts, and reads an equal value.

use wxmed::payinsurance::{preregister, sendmsg};
use wxmed::{
    Content, GetBindUrl, GetMedInfo, IdCardMd5, Merchant, Preregister, QrcodePreregister, SendMsg, Violations,
};
use wxmed_compiler::model::Record;
use wxmed_compiler::validate_request;
use wxmed_tests::compiled::{Sendable, strange};
use wxmed_tests::dice::Dice;
use wxmed_tests::runner;
use wxmed_tests::specs::model;
use wxmed_tests::texts;

/// Valid texts for the rows of a request.
struct Draw<'d> {
    request: &'static Record,
    dice: Dice<'d>,
}

impl Draw<'_> {
    fn text(&mut self, name: &str) -> String {
        let field = &self.request.fields[self.request.index_of(name).unwrap()];
        texts::good(field, &mut self.dice)
    }

    fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(&mut self, name: &str) -> T {
        self.text(name).parse().unwrap()
    }

    fn perhaps(&mut self, name: &str) -> Option<String> {
        self.dice.once_in(2).then(|| self.text(name))
    }

    fn hash(&mut self, name: &str) -> IdCardMd5 {
        IdCardMd5::parse(&self.text(name)).unwrap()
    }

    fn code<C: wxmed::Code>(&mut self) -> C {
        C::ALL[self.dice.below(C::ALL.len())]
    }

    fn merchant(&mut self) -> Merchant {
        let (appid, mch_id) = (self.text("appid"), self.text("mch_id"));
        if self.dice.once_in(2) {
            let sub_appid = self.perhaps("sub_appid");
            Merchant::SubMerchant { appid, mch_id, sub_appid, sub_mch_id: self.text("sub_mch_id") }
        } else {
            Merchant::Own { appid, mch_id }
        }
    }
}

type Built = Result<Box<dyn Sendable>, Violations>;

fn boxed<T: Sendable + 'static>(built: Result<T, Violations>) -> Built {
    built.map(|request| Box::new(request) as Box<dyn Sendable>)
}

/// Sets each optional row of a builder with a probability of one half.
macro_rules! perhaps {
    ($builder:ident, $draw:ident: $($row:ident),*) => {{
        let mut builder = $builder;
        $(if let Some(text) = $draw.perhaps(stringify!($row)) {
            builder = builder.$row(text);
        })*
        builder
    }};
}

/// Sets the rows that both ways of registering an order share; each step of a builder has another type.
macro_rules! order {
    ($builder:ident, $draw:ident) => {
        $builder
            .hosp_out_trade_no($draw.text("hosp_out_trade_no"))
            .hospital_name($draw.text("hospital_name"))
            .spbill_create_ip($draw.parsed::<std::net::Ipv4Addr>("spbill_create_ip"))
            .body($draw.text("body"))
            .user_card_type($draw.code::<wxmed::codes::UserCardType>())
            .user_card_no($draw.hash("user_card_no"))
            .user_name($draw.text("user_name"))
            .serial_no($draw.text("serial_no"))
            .org_no($draw.text("org_no"))
            .gmt_out_create($draw.parsed::<wxmed::Timestamp>("gmt_out_create"))
            .request_content(Content::raw($draw.text("request_content")))
    };
}

fn getmedinfo(draw: &mut Draw<'_>) -> Built {
    let builder = GetMedInfo::builder().openid(draw.text("openid")).name(draw.text("name"));
    boxed(builder.idcard_md5(draw.hash("idcard_md5")).build())
}

fn getbindurl(draw: &mut Draw<'_>) -> Built {
    let builder = GetBindUrl::builder().openid(draw.text("openid")).url(draw.text("url"));
    let builder = perhaps!(builder, draw: from, city_id);
    boxed(builder.build())
}

fn preregister(draw: &mut Draw<'_>) -> Built {
    let merchant = draw.merchant();
    let payer = match &merchant {
        Merchant::SubMerchant { sub_appid: Some(_), .. } if draw.dice.once_in(2) => {
            preregister::Payer::SubOpenid(draw.text("sub_openid"))
        }
        _ => preregister::Payer::Openid(draw.text("openid")),
    };
    let builder = Preregister::builder().merchant(merchant).payer(payer);
    let builder = order!(builder, draw);
    let builder = perhaps!(builder, draw: city_id, extends);
    boxed(builder.build())
}

fn qrcodepreregister(draw: &mut Draw<'_>) -> Built {
    let builder = QrcodePreregister::builder()
        .merchant(draw.merchant())
        .auth_code(draw.text("auth_code"))
        .token(draw.text("token"));
    let builder = order!(builder, draw);
    let builder = perhaps!(builder, draw: city_id, extends);
    boxed(builder.build())
}

fn sendmsg(draw: &mut Draw<'_>) -> Built {
    let order = match draw.dice.below(2) {
        0 => sendmsg::Order::MedTransId(draw.text("med_trans_id")),
        _ => sendmsg::Order::HospOutTradeNo(draw.text("hosp_out_trade_no")),
    };
    let (first, remark) = (draw.text("first"), draw.text("remark"));
    let builder = SendMsg::builder().order(order);
    let builder = match draw.dice.below(4) {
        0 => builder.message(sendmsg::OutpatientPayment::builder().first(first).remark(remark)),
        1 => {
            let case = sendmsg::OutpatientPaymentDiscount::builder().first(first).remark(remark);
            builder.message(case.discount(draw.text("discount")).real_fee(draw.text("real_fee")).build())
        }
        2 => {
            let case = sendmsg::RegistrationPayment::builder()
                .first(first)
                .doctor(draw.text("doctor"))
                .department(draw.text("department"))
                .hospital(draw.text("hospital"))
                .visit_time(draw.text("visit_time"))
                .register_no(draw.text("register_no"))
                .remark(remark);
            builder.message(case.build().unwrap())
        }
        _ => {
            let case = sendmsg::AppointmentPayment::builder()
                .first(first)
                .pre_register_item(draw.text("pre_register_item"))
                .pre_register_time(draw.text("pre_register_time"))
                .register_no(draw.text("register_no"))
                .remark(remark);
            builder.message(sendmsg::Message::from(case.build().unwrap()))
        }
    };
    let builder = perhaps!(builder, draw: redirect_url, mini_path, mini_appid);
    boxed(builder.build())
}

fn strange(draw: &mut Draw<'_>) -> Built {
    let voucher = draw.text("voucher");
    let means = match draw.dice.below(3) {
        0 => strange::Means::ByBank { bank: draw.text("bank"), branch: draw.perhaps("branch"), voucher },
        1 => strange::Means::ByTeller { teller: draw.text("teller"), voucher },
        _ => strange::Means::ByCash { cash: Some(draw.text("cash")), voucher },
    };
    let builder = strange::Strange::builder().version(draw.text("Version")).means(means);
    let builder = match draw.dice.below(3) {
        0 => builder.shape(strange::Alpha::builder().extra(draw.text("teller"))),
        1 => builder.shape(strange::Beta::builder().extra(draw.dice.number() as u8).build()),
        _ => builder.shape(strange::Shape::Gamma),
    };
    let builder = builder
        .memo(draw.text("memo"))
        .memo_by(draw.text("memo_by"))
        .r#type(draw.dice.number() as u8)
        .left(draw.dice.number().cast_signed())
        .born(draw.parsed::<wxmed::Timestamp>("born"))
        .secret_code(wxmed::OpenEnum::new(draw.text("secret_code")));
    boxed(builder.build())
}

type Build = fn(&mut Draw<'_>) -> Built;

const BUILDERS: [(&str, Build); 6] = [
    ("getmedinfo", getmedinfo),
    ("getbindurl", getbindurl),
    ("preregister", preregister),
    ("qrcodepreregister", qrcodepreregister),
    ("sendmsg", sendmsg),
    ("strange", strange),
];

#[test]
fn a_built_request_passes_both_readers_and_is_read_back_equal() {
    runner::each(&BUILDERS, |(name, build)| {
        let operation = model().operation(name).unwrap();
        runner::good(name, |numbers| {
            let mut draw = Draw { request: &operation.request, dice: Dice::new(numbers) };
            let built = build(&mut draw).map_err(|violations| format!("not built:\n{violations}"))?;
            let fields = built.to_fields();
            let found = validate_request(operation, &fields);
            if found.has_errors() {
                return Err(format!("{fields:?} is built and refused:\n{found}"));
            }
            match built.survives() {
                Ok(true) => Ok(()),
                Ok(false) => Err(format!("{fields:?} came back as something else")),
                Err(violations) => Err(format!("{fields:?} did not come back:\n{violations}")),
            }
        });
    });
}
