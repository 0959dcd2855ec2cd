//! The JSON form of a registration, and the requests that are built from it.

use serde::{Deserialize, Serialize};
use wxmed::codes::UserCardType;
use wxmed::preregister::Payer;
use wxmed::sendmsg::{Order, RegistrationPayment};
use wxmed::{Client, GetMedInfo, Preregister, SendMsg, Timestamp, Valid, Violations, Yuan};

use super::config::Hospital;

/// The content that Shenzhen's bureau requires for a registration.
#[wxmed::schema("city/shenzhen/registration")]
mod shenzhen {}

/// Texts, as received: wxmed validates them, and reports all violations together.
///
/// They are patients' data: no `Debug`, so that it can't get into a log by accident.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegistrationForm {
    pub(crate) order_number: String,
    pub(crate) client_ip: String,
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
    pub(crate) registration_fee: String,
    pub(crate) specialist_fee: String,
    pub(crate) total_fee: String,
}

impl Patient {
    pub(crate) fn lookup(&self) -> Result<Valid<GetMedInfo>, Violations> {
        GetMedInfo::builder().openid(&self.openid).name(&self.name).idcard_md5(&self.identity_number).build()
    }
}

impl RegistrationForm {
    /// Whether this is the same registration. A repeated request may come from another network.
    pub(crate) fn is_same_registration(&self, other: &Self) -> bool {
        let Self { order_number, client_ip: _, patient, visit } = self;
        *order_number == other.order_number && *patient == other.patient && *visit == other.visit
    }

    /// Builds every request that will be sent for this form, so that all violations are reported before anything is sent.
    /// Returns the first request.
    pub(crate) fn check(&self, client: &Client, hospital: &Hospital) -> Result<Valid<GetMedInfo>, Violations> {
        let lookup = self.patient.lookup();
        let registration = self.registration(client, hospital, "").err();
        let message = self.message(hospital).err();
        match (lookup, registration, message) {
            (Ok(lookup), None, None) => Ok(lookup),
            (lookup, registration, message) => {
                Err(distinct(&[lookup.err(), registration, message].iter().flatten().flatten().cloned().collect()))
            }
        }
    }

    /// The registration, for the patient's card.
    pub(crate) fn registration(
        &self,
        client: &Client,
        hospital: &Hospital,
        medical_card_id: &str,
    ) -> Result<Valid<Preregister>, Violations> {
        let slip = shenzhen::RegistrationSlip::builder()
            .brlx(shenzhen::PatientKind::Medical)
            .mzlsh(&self.visit.serial_no)
            .ksbm(&self.visit.department_code)
            .ksmc(&self.visit.department)
            .ghlb("普通")
            .ghf(&self.visit.registration_fee)
            .zjzj(&self.visit.specialist_fee)
            .ghhj(&self.visit.total_fee)
            .ssj(Yuan::ZERO)
            .zsj(Yuan::ZERO);
        let content = shenzhen::Registration::builder()
            .yljgbm(&hospital.code)
            .czybm(&hospital.operator_code)
            .czyxm(&hospital.operator_name)
            .ylzh(medical_card_id)
            .mzghdj(slip);
        Preregister::builder()
            .merchant(client)
            .payer(Payer::Openid(self.patient.openid.clone()))
            .hosp_out_trade_no(&self.order_number)
            .hospital_name(&hospital.name)
            .spbill_create_ip(&self.client_ip)
            .body(format!("挂号费-{}", self.visit.department))
            .user_card_type(UserCardType::ResidentId)
            .user_card_no(&self.patient.identity_number)
            .user_name(&self.patient.name)
            .serial_no(&self.visit.serial_no)
            .org_no(&hospital.code)
            .gmt_out_create(Timestamp::now())
            .request_content(content)
            .build()
    }

    /// The message that the patient gets once the registration is paid.
    pub(crate) fn message(&self, hospital: &Hospital) -> Result<Valid<SendMsg>, Violations> {
        let message = RegistrationPayment::builder()
            .first("您已成功挂号并缴费，挂号详细情况如下：")
            .doctor(&self.visit.doctor)
            .department(&self.visit.department)
            .hospital(&hospital.name)
            .visit_time(&self.visit.time)
            .register_no(&self.visit.register_no)
            .remark("请凭登记号报到。")
            .build();
        SendMsg::builder().order(Order::HospOutTradeNo(self.order_number.clone())).message(message).build()
    }
}

/// Without duplicate violations of the same field from several requests.
fn distinct(violations: &Violations) -> Violations {
    let mut distinct = Violations::default();
    for violation in violations {
        if !distinct.iter().any(|known| known.path == violation.path && known.rule == violation.rule) {
            distinct.push(violation.clone());
        }
    }
    distinct
}
