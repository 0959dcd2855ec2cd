//! The page behind a binding link.

use std::time::Duration;

use wxmed::spec::Format;
use wxmed::spec::model::{Model, Resource};

use crate::http::{HttpResponse, PLAIN_TEXT};
use crate::resource::Item;
use crate::state::State;
use crate::user::OPENID;

const FOLDER: &str = "/sandbox/bind/";

/// The URL of the page for a link.
pub(crate) fn address(base: &str, key: &str) -> String {
    format!("{base}{FOLDER}{key}")
}

/// Whether a path belongs to such a page.
pub(crate) fn is_page(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// Opens a valid link: binds a card for its user, and redirects to the URL in the request.
pub(crate) fn open(path: &str, base: &str, model: &Model, state: &mut State, now: Duration) -> HttpResponse {
    let address = format!("{base}{path}");
    let found = state.find_by_value(Resource::BindLink, &address).and_then(|id| state.item(id)).cloned();
    let Some(link) = found else {
        return HttpResponse::of_type(404, PLAIN_TEXT, "绑卡链接不存在。\nThere is no such link for binding a card.\n");
    };
    if link.life().is_over(now) {
        let text = "绑卡链接已过期，请重新获取。\nThis link for binding a card has expired: get another one.\n";
        return HttpResponse::of_type(410, PLAIN_TEXT, text);
    }
    if let Some(openid) = link.get(OPENID) {
        state.bind_card(openid);
    }
    let text = "已绑定示例医保卡。\nA sample card is bound now.\n";
    match destination(&link, model) {
        None => HttpResponse::of_type(200, PLAIN_TEXT, text),
        Some(url) => HttpResponse::of_type(302, PLAIN_TEXT, text).with_header("location", url),
    }
}

/// The value of the request's first row that contains a URL.
fn destination<'a>(link: &'a Item, model: &Model) -> Option<&'a str> {
    let operation = model.operation(link.operation()?)?;
    let rows = operation.request.fields.iter().filter(|row| row.format == Format::Url);
    rows.filter_map(|row| link.get(&row.name)).next()
}
