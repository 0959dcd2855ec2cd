//! A patient who has not bound a card.

use wxmed::payinsurance::{GetMedInfo, GetMedInfoError};
use wxmed::{Error, ErrorCode, GetBindUrl, IdCard};
use wxmed_examples::open_in_sandbox;

use super::{Page, Result, Stage, ensure, refusals, traffic};

pub(super) fn bind_card(page: &mut Page<'_>, _: &Stage) -> Result {
    let stage = Stage::open()?;
    let client = stage.client();
    let people = stage.sandbox.people();
    let patient = people.iter().find(|person| person.card().is_none()).ok_or("everybody has a card")?;
    let look_up = || -> Result<_> {
        let request = GetMedInfo::builder()
            .openid(patient.openid())
            .name(patient.name())
            .idcard_md5(IdCard::parse(patient.identity_number())?)
            .build()?;
        Ok(client.send(&request))
    };

    let result = look_up()?;
    traffic::show(page, &stage, &["stable_token", "getmedinfo"])?;
    match result {
        Err(error @ Error::Business(_)) => {
            let code = error.api_error().and_then(|api_error| GetMedInfoError::from_code(&api_error.code));
            ensure(code == Some(GetMedInfoError::CardNotBound), "another rejection came")?;
            refusals::refused(page, &error)?;
        }
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("a card was found that is not bound".into()),
    }

    page.label("The user gets a link and opens it", "于是给用户绑卡链接，由用户打开")?;
    let request = GetBindUrl::builder().openid(patient.openid()).url("https://hospital.example/bound").build()?;
    let link = client.send(&request)?;
    let opened = open_in_sandbox(&stage.host()?, &link.bind_url);
    ensure(opened.is_ok_and(|is_opened| is_opened), "the link cannot be opened")?;
    traffic::show(page, &stage, &["getbindurl", "bind"])?;

    page.label("The same lookup again", "再查一次")?;
    let card = look_up()??;
    traffic::show(page, &stage, &["getmedinfo"])?;
    page.good(
        format!("The card is found: card.medical_card_no == {:?}", card.medical_card_no),
        format!("查到社保卡：card.medical_card_no == {:?}", card.medical_card_no),
    )?;
    Ok(())
}
