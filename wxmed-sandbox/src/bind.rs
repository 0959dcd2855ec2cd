//! The page behind a binding link.

use wxmed::spec::Format;
use wxmed::spec::model::{Model, Thing};

use crate::http::{HttpResponse, PLAIN_TEXT};
use crate::item::Item;
use crate::person::OPENID;
use crate::world::World;

const FOLDER: &str = "/sandbox/bind/";

/// Where the page of a link is.
pub(crate) fn address(base: &str, key: &str) -> String {
    format!("{base}{FOLDER}{key}")
}

/// Whether a path is that of such a page.
pub(crate) fn is_page(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// Opens a link: binds a card for the user it was made for, and leads on to where the request wanted.
pub(crate) fn open(path: &str, base: &str, model: &Model, world: &mut World) -> HttpResponse {
    let address = format!("{base}{path}");
    let links = world.all(Thing::BindLink);
    let Some(link) = links.iter().find(|link| link.iter().any(|(_, value)| value == address)) else {
        return HttpResponse::new(404, PLAIN_TEXT, "没有这个绑卡链接。\nThere is no such link for binding a card.\n");
    };
    if let Some(openid) = link.get(OPENID) {
        world.bind_card(openid);
    }
    let text = "已绑定示例社保卡。\nA sample card is bound now.\n";
    match destination(link, model) {
        None => HttpResponse::new(200, PLAIN_TEXT, text),
        Some(url) => HttpResponse { location: Some(url.to_owned()), ..HttpResponse::new(302, PLAIN_TEXT, text) },
    }
}

/// What the request gave in its first row that holds an address.
fn destination<'a>(link: &'a Item, model: &Model) -> Option<&'a str> {
    let operation = model.operation(link.operation()?)?;
    let rows = operation.request.fields.iter().filter(|row| row.format == Format::Url);
    rows.filter_map(|row| link.get(&row.name)).next()
}
