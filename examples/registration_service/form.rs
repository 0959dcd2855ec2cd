//! The JSON that a registration arrives as, and the requests that are built from it.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};
use wxmed::codes::UserCardType;
use wxmed::preregister::Payer;
use wxmed::sendmsg::{Order, RegistrationPayment};
use wxmed::{Content, GetMedInfo, IdCard, Merchant, Preregister, SendMsg, Timestamp, Valid, Violations, Yuan};

use super::config::Hospital;
use super::problem::Problem;

/// What Shenzhen's bureau wants to know of a registration.
#[wxmed::schema("city/shenzhen/registration")]
mod shenzhen {}

/// Patients' data: no `Debug`, so that it can't get into a log by accident.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegistrationForm {
    pub(crate) order_number: String,
    pub(crate) client_ip: Ipv4Addr,
    pub(crate) patient: Patient,
    pub(crate) visit: Visit,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Patient {
    pub(crate) openid: String,
    pub(crate) name: String,
    pub(crate) identity_number: String,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Visit {
    pub(crate) serial_no: String,
    pub(crate) register_no: String,
    pub(crate) department_code: String,
    pub(crate) department: String,
    pub(crate) doctor: String,
    pub(crate) time: String,
    pub(crate) registration_fee: Yuan,
    pub(crate) specialist_fee: Yuan,
    pub(crate) total_fee: Yuan,
}

impl Patient {
    pub(crate) fn identity(&self) -> Result<IdCard, Problem> {
        IdCard::parse(&self.identity_number).map_err(Problem::IdentityNumber)
    }

    pub(crate) fn lookup(&self, identity: &IdCard) -> Result<Valid<GetMedInfo>, Violations> {
        GetMedInfo::builder().openid(&*self.openid).name(&*self.name).idcard_md5(identity.md5()).build()
    }
}

impl RegistrationForm {
    /// Builds every request that will be sent for this form, so that all that is wrong with it is reported before anything
    /// is sent. Returns the first of them.
    pub(crate) fn check(
        &self,
        merchant: &Merchant,
        hospital: &Hospital,
        identity: &IdCard,
    ) -> Result<Valid<GetMedInfo>, Violations> {
        let lookup = self.patient.lookup(identity);
        let registration = self.registration(merchant, hospital, identity, "").err();
        let message = self.message(hospital).err();
        match (lookup, registration, message) {
            (Ok(lookup), None, None) => Ok(lookup),
            (lookup, registration, message) => Err(together([lookup.err(), registration, message])),
        }
    }

    pub(crate) fn registration(
        &self,
        merchant: &Merchant,
        hospital: &Hospital,
        identity: &IdCard,
        medical_card_id: &str,
    ) -> Result<Valid<Preregister>, Violations> {
        let content = self.content(hospital, medical_card_id);
        let (content, wrong) = match content {
            Ok(content) => (content, None),
            // A placeholder, so that what is wrong with the rest is reported too.
            Err(violations) => (Content::raw("{}"), Some(violations)),
        };
        let request = Preregister::builder()
            .merchant(merchant.clone())
            .payer(Payer::Openid(self.patient.openid.clone()))
            .hosp_out_trade_no(&*self.order_number)
            .hospital_name(&*hospital.name)
            .spbill_create_ip(self.client_ip)
            .body(format!("挂号费-{}", self.visit.department))
            .user_card_type(UserCardType::ResidentId)
            .user_card_no(identity.md5())
            .user_name(&*self.patient.name)
            .serial_no(&*self.visit.serial_no)
            .org_no(&*hospital.code)
            .gmt_out_create(Timestamp::now())
            .request_content(content)
            .build();
        match (request, wrong) {
            (Ok(request), None) => Ok(request),
            (request, wrong) => Err(together([wrong, request.err(), None])),
        }
    }

    fn content(&self, hospital: &Hospital, medical_card_id: &str) -> Result<Content, Violations> {
        let slip = shenzhen::RegistrationSlip::builder()
            .brlx(shenzhen::PatientKind::Medical)
            .mzlsh(&*self.visit.serial_no)
            .ksbm(&*self.visit.department_code)
            .ksmc(&*self.visit.department)
            .ghlb("普通")
            .ghf(self.visit.registration_fee)
            .zjzj(self.visit.specialist_fee)
            .ghhj(self.visit.total_fee)
            .ssj(Yuan::ZERO)
            .zsj(Yuan::ZERO)
            .build();
        let content = shenzhen::Registration::builder()
            .yljgbm(&*hospital.code)
            .czybm(&*hospital.operator_code)
            .czyxm(&*hospital.operator_name)
            .ylzh(medical_card_id)
            .mzghdj(slip)
            .build()?;
        Ok(content.into())
    }

    /// The message that the patient gets once the registration is paid.
    pub(crate) fn message(&self, hospital: &Hospital) -> Result<Valid<SendMsg>, Violations> {
        let message = RegistrationPayment::builder()
            .first("您已成功挂号并缴费，挂号详细情况如下：")
            .doctor(&*self.visit.doctor)
            .department(&*self.visit.department)
            .hospital(&*hospital.name)
            .visit_time(&*self.visit.time)
            .register_no(&*self.visit.register_no)
            .remark("请凭登记号报到。")
            .build();
        SendMsg::builder().order(Order::HospOutTradeNo(self.order_number.clone())).message(message).build()
    }
}

fn together(violations: [Option<Violations>; 3]) -> Violations {
    violations.iter().flatten().flatten().cloned().collect()
}
