//! Resources that operations find and create: cards, orders, messages, links.

use std::time::Duration;

use wxmed::codec::SignType;
use wxmed::spec::Format;
use wxmed::spec::model::{
    ErrorCause, Need, Operation, Resource, ResponseSigning, Role, StatedPresence, Uses, ValueSource,
};
use wxmed_sandbox::{HttpRequest, Item, User};

use crate::support::{
    Caller, Fields, good, name, needed, operations, prepared, read, set, settings, unmarked, verification, verified,
};

/// The code and the description of a business failure, which is signed like a success of the same operation.
#[track_caller]
fn business(caller: &mut Caller, path: &str, fields: &Fields) -> (String, String) {
    let response = caller.call(path, fields);
    let signing = operations(|operation| operation.path == path).remove(0).response_signing;
    assert_eq!(verification(caller, &response, signing, SignType::Md5), Ok(verified(signing)));
    let reply = read(&response);
    assert_eq!((reply["return_code"].as_str(), reply["result_code"].as_str()), ("SUCCESS", "FAIL"), "{reply:?}");
    assert_eq!(reply.contains_key("nonce_str"), signing == ResponseSigning::Signed);
    (reply["err_code"].clone(), unmarked(&reply["err_code_des"]))
}

#[test]
fn a_missing_resource_is_the_error_that_the_spec_lists() {
    for operation in operations(|operation| !operation.needs.is_empty()) {
        let sent = good(&operation);
        for need in &operation.needs {
            let mut caller = Caller::with(settings().people([]));
            needed(&operation, &sent)
                .into_iter()
                .filter(|item| item.what() != need.what)
                .for_each(|item| caller.platform.put(item));
            let (code, description) = business(&mut caller, &operation.path, &sent);
            let listed = operation.errors.iter().find(|error| error.when == Some(ErrorCause::Missing(need.what)));
            match listed {
                Some(error) => assert_eq!((code, description), (error.code.clone(), error.meaning.zh.to_string())),
                None => assert!(code.starts_with("SANDBOX_") && !description.is_empty(), "{code} {description}"),
            }
            let all = caller.platform.items(need.what);
            assert!(all.is_empty(), "nothing was created");
        }
    }
}

#[test]
fn a_differing_value_is_the_error_that_the_spec_lists() {
    for operation in operations(|operation| operation.needs.iter().any(|need| !need.same.is_empty())) {
        let sent = good(&operation);
        for index in operation.needs.iter().flat_map(|need| &need.same) {
            let mut caller = Caller::with(settings().people([]));
            for item in needed(&operation, &sent) {
                let other = if item.get(name(&operation, *index)).is_some() { "another" } else { "" };
                caller.platform.put(item.with(name(&operation, *index), other));
            }
            let (code, description) = business(&mut caller, &operation.path, &sent);
            let listed = operation.errors.iter().find(|error| error.when == Some(ErrorCause::Differs(*index)));
            match listed {
                Some(error) => assert_eq!((code, description), (error.code.clone(), error.meaning.zh.to_string())),
                None => assert_eq!(code, "SANDBOX_DIFFERS"),
            }
        }
    }
}

/// Section 1.1 has a code for each: 80005 for the name, 80006 for the number. If both are wrong, the first is returned.
#[test]
fn a_wrong_name_and_a_wrong_number_have_different_codes() {
    let operation = operations(|one| one.name == "getmedinfo").remove(0);
    let caller = Caller::new();
    let people = caller.platform.people();
    for person in people.iter().filter(|person| person.card().is_some()) {
        let other = people.iter().find(|other| other.openid() != person.openid()).unwrap();
        for (name, number, expected) in [
            (person, person, None),
            (person, other, Some("80006")),
            (other, person, Some("80005")),
            (other, other, Some("80005")),
        ] {
            let mut sent = good(&operation);
            set(&mut sent, "openid", person.openid());
            set(&mut sent, "name", name.name());
            set(&mut sent, "idcard_md5", number.idcard_md5().as_str());
            let reply = Caller::new().reply(&operation.path, &sent);
            assert_eq!(reply.get("err_code").map(String::as_str), expected, "{reply:?}");
        }
    }
}

#[test]
fn errors_that_no_spec_lists_have_general_codes() {
    for mut operation in operations(|operation| operation.needs.iter().any(|need| !need.same.is_empty())) {
        operation.errors.clear();
        let sent = good(&operation);
        let index = operation.needs.iter().find_map(|need| need.same.first().copied()).unwrap();
        let mut model = wxmed_sandbox::Specs::shipped().model().clone();
        let (path, row) = (operation.path.clone(), name(&operation, index).to_owned());
        let items = needed(&operation, &sent);
        model.operations = vec![operation];
        let mut caller = Caller::with(settings().people([]).specs(model.into()));
        assert!(business(&mut caller, &path, &sent).0.ends_with("_MISSING"));
        items.into_iter().for_each(|item| caller.platform.put(item.with(row.clone(), "another")));
        let (code, description) = business(&mut caller, &path, &sent);
        assert_eq!(code, "SANDBOX_DIFFERS");
        assert!(description.ends_with(&row), "{description}");
    }
}

#[test]
fn an_order_is_created_once_and_found_by_its_generated_values() {
    for operation in operations(|one| one.creates.iter().any(|creation| creation.what == Resource::Order)) {
        let sent = good(&operation);
        let mut caller = prepared(settings(), &operation, &sent);
        assert_eq!(caller.reply(&operation.path, &sent)["result_code"], "SUCCESS");
        let (code, description) = business(&mut caller, &operation.path, &sent);
        assert_eq!((code.as_str(), description.as_str()), ("SANDBOX_ORDER_REPEATED", "serial_no or bill_no REPEAT"));
        let orders = caller.platform.items(Resource::Order);
        assert_eq!(orders.len(), 1);
        assert_eq!(orders[0].operation(), Some(operation.name.as_str()));
        assert!(sent.iter().all(|(name, value)| orders[0].get(name) == Some(value)));

        // Another order isn't a repetition.
        let by = &operation.creates.iter().find(|creation| creation.what == Resource::Order).unwrap().by;
        let mut other = sent.clone();
        set(&mut other, name(&operation, by[0]), "another-order");
        for need in operation.needs.iter().filter(|need| need.uses == Uses::Once) {
            set(&mut other, name(&operation, need.by[0]), "another-one");
        }
        needed(&operation, &other).into_iter().for_each(|item| caller.platform.put(item));
        assert_eq!(caller.reply(&operation.path, &other)["result_code"], "SUCCESS");
        assert_eq!(caller.platform.items(Resource::Order).len(), 2);

        // Each later operation finds it by each of its look-up fields, and by no others.
        for later in operations(|one| one.needs.iter().any(|need| need.what == Resource::Order)) {
            let need = later.needs.iter().find(|need| need.what == Resource::Order).unwrap();
            for index in &need.by {
                let row = name(&later, *index);
                let known = orders[0].get(row).unwrap();
                let mut later_fields = good(&later);
                need.by.iter().for_each(|index| later_fields.retain(|(known, _)| known != name(&later, *index)));
                set(&mut later_fields, row, "unknown");
                assert_eq!(business(&mut caller, &later.path, &later_fields).0, "SANDBOX_ORDER_MISSING");
                set(&mut later_fields, row, known);
                let before = caller.platform.items(Resource::Message).len();
                assert_eq!(caller.reply(&later.path, &later_fields)["result_code"], "SUCCESS");
                let messages = caller.platform.items(Resource::Message);
                let makes = later.creates.iter().any(|creation| creation.what == Resource::Message);
                assert_eq!(messages.len(), before + usize::from(makes));
                assert!(!makes || messages.last().unwrap().get(row) == Some(known));
            }
        }
    }
}

#[test]
fn a_created_resource_has_priority_over_a_found_one() {
    let mut specs = wxmed_sandbox::Specs::shipped().model().clone();
    let makes = |what: Resource| move |one: &Operation| one.creates.iter().any(|creation| creation.what == what);
    let index = specs.operations.iter().position(makes(Resource::Order)).unwrap();
    let operation = &mut specs.operations[index];
    let by = operation.creates[0].by.clone();
    let found_by = operation
        .request
        .fields
        .iter()
        .position(|row| row.presence == StatedPresence::Required && row.role == Role::Value);
    let need = Need {
        what: Resource::Order,
        by: vec![found_by.unwrap()],
        same: Vec::new(),
        uses: Uses::Any,
        within: None,
        span: Default::default(),
    };
    operation.needs.push(need);
    for row in &mut operation.response.fields {
        if let ValueSource::Sample(_) = row.value_source {
            row.value_source = ValueSource::From(Resource::Order);
        }
    }
    let operation = operation.clone();
    let mut caller = Caller::with(settings().specs(specs.into()));
    let sent = good(&operation);
    let row =
        operation.response.fields.iter().find(|row| row.value_source == ValueSource::From(Resource::Order)).unwrap();
    let (found, value) = sent.iter().find(|(known, _)| known == name(&operation, found_by.unwrap())).unwrap();
    assert!(!by.contains(&found_by.unwrap()));
    caller
        .platform
        .put(Item::new(Resource::Order).with(found.clone(), value.clone()).with(row.name.clone(), "the old one's"));
    let reply = caller.reply(&operation.path, &sent);
    let orders = caller.platform.items(Resource::Order);
    assert_eq!(Some(reply[&row.name].as_str()), orders.last().unwrap().get(&row.name));
    assert_ne!(reply[&row.name], "the old one's");
}

#[test]
fn a_rejected_request_creates_nothing() {
    for operation in operations(|operation| !operation.creates.is_empty()) {
        let mut sent = good(&operation);
        let mut caller = prepared(settings(), &operation, &sent);
        let all = |caller: &Caller| Resource::ALL.iter().map(|what| caller.platform.items(*what).len()).sum::<usize>();
        let before = all(&caller);
        let mandatory = operation.request.fields.iter().find(|row| row.presence == StatedPresence::Required);
        sent.retain(|(known, _)| *known != mandatory.unwrap().name);
        assert_eq!(caller.reply(&operation.path, &sent)["return_code"], "FAIL");
        assert_eq!(all(&caller), before);
    }
}

#[test]
fn a_user_without_a_card_can_bind_one_with_the_link() {
    let linking = operations(|one| one.creates.iter().any(|creation| creation.what == Resource::BindLink));
    let lookups = operations(|one| one.needs.iter().any(|need| need.what == Resource::BoundCard));
    let mut caller = Caller::new();
    let unbound = caller.platform.people().into_iter().find(|person| person.card().is_none()).unwrap();
    for (link, lookup) in linking.iter().zip(lookups.iter().cycle()) {
        let mut fields = good(lookup);
        set(&mut fields, "openid", unbound.openid());
        set(&mut fields, "name", unbound.name());
        set(&mut fields, "idcard_md5", unbound.idcard_md5().as_str());
        let missing =
            lookup.errors.iter().find(|error| error.when == Some(ErrorCause::Missing(Resource::BoundCard))).unwrap();
        assert_eq!(business(&mut caller, &lookup.path, &fields).0, missing.code);

        let mut link_fields = good(link);
        set(&mut link_fields, "openid", unbound.openid());
        let reply = caller.reply(&link.path, &link_fields);
        let row =
            link.response.fields.iter().find(|row| row.value_source == ValueSource::From(Resource::BindLink)).unwrap();
        let path = reply[&row.name].strip_prefix("http://sandbox.test").unwrap().to_owned();
        assert!(path.starts_with("/sandbox/bind/"), "{path}");
        assert_eq!(business(&mut caller, &lookup.path, &fields).0, missing.code, "the link was not opened yet");

        assert_eq!(caller.handle(&HttpRequest::post(path.clone(), "", "")).status, 405);
        assert_eq!(business(&mut caller, &lookup.path, &fields).0, missing.code, "it was not opened in a browser");
        let page = caller.handle(&HttpRequest::get(path.clone(), ""));
        let url = link.request.fields.iter().find(|row| row.format == Format::Url).unwrap();
        let wanted = link_fields.iter().find(|(name, _)| *name == url.name).map(|(_, value)| value.clone());
        assert_eq!((page.status, page.header("location").map(str::to_owned)), (302, wanted));
        assert_eq!(caller.handle(&HttpRequest::get(format!("{path}x"), "")).status, 404);

        let first = caller.reply(&lookup.path, &fields);
        assert_eq!(first["result_code"], "SUCCESS");
        let second = caller.reply(&lookup.path, &fields);
        let from_card =
            lookup.response.fields.iter().filter(|row| row.value_source == ValueSource::From(Resource::BoundCard));
        assert!(from_card.clone().count() > 0);
        for row in from_card {
            assert_eq!(first.get(&row.name), second.get(&row.name), "a card stays as it is");
        }
        assert!(caller.platform.people().iter().all(|person| person.card().is_some()));
        caller.platform.unbind(unbound.openid());
        assert_eq!(business(&mut caller, &lookup.path, &fields).0, missing.code);
    }
}

#[test]
fn cards_can_be_bound_and_unbound_without_a_link() {
    let mut caller = Caller::with(settings().people([]));
    for lookup in operations(|one| one.needs.iter().any(|need| need.what == Resource::BoundCard)) {
        let fields = good(&lookup);
        let (_, openid) = fields.iter().find(|(name, _)| name == "openid").unwrap().clone();
        // Unknown users get a card that matches any name.
        caller.platform.bind_card(&openid);
        caller.platform.bind_card(&openid);
        assert_eq!(caller.platform.items(Resource::BoundCard).len(), 1);
        assert_eq!(caller.reply(&lookup.path, &fields)["result_code"], "SUCCESS");
        caller.platform.put(Item::new(Resource::Order).with("openid", openid.clone()));
        caller.platform.unbind("somebody else");
        assert_eq!(caller.platform.items(Resource::BoundCard).len(), 1);
        caller.platform.unbind(&openid);
        assert!(caller.platform.items(Resource::BoundCard).is_empty());
        assert_eq!(caller.platform.items(Resource::Order).len(), 1, "only the card is removed");
        business(&mut caller, &lookup.path, &fields);
    }
}

#[test]
fn the_response_contains_the_values_of_the_card() {
    let person = User::new("oSandbox0000000000000000001z", "赵六", "44030019000101123x").unwrap();
    for lookup in operations(|one| one.needs.iter().any(|need| need.what == Resource::BoundCard)) {
        let rows =
            lookup.response.fields.iter().filter(|row| row.value_source == ValueSource::From(Resource::BoundCard));
        let card: Vec<(String, String)> = rows.map(|row| (row.name.clone(), format!("own {}", row.name))).collect();
        let mut caller = Caller::with(settings().people([person.clone().with_card(card.clone())]));
        let mut fields = good(&lookup);
        set(&mut fields, "openid", person.openid());
        set(&mut fields, "name", person.name());
        set(&mut fields, "idcard_md5", person.idcard_md5().as_str());
        let reply = caller.reply(&lookup.path, &fields);
        assert!(card.iter().all(|(name, value)| reply.get(name) == Some(value)), "{reply:?}");
        let mut bound: Vec<(String, String)> = caller.platform.people()[0]
            .card()
            .unwrap()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        bound.sort();
        let mut card = card;
        card.sort();
        assert_eq!(bound, card);
    }
}

#[test]
fn debug_shows_no_values_of_resources_and_users() {
    let item = Item::new(Resource::Order).with("user_name", "张三");
    assert!(!format!("{item:?}").contains("张三"));
    let mut caller = Caller::new();
    let token = caller.token();
    let later_fields = HttpRequest::post("/payinsurance/x", format!("access_token={token}"), "张三");
    caller.now += Duration::from_secs(1);
    caller.handle(&later_fields);
    let shown = format!("{:?} {:?}", caller.platform, caller.platform.recorded_calls());
    let secrets =
        [token.as_str(), "张三", caller.account.app_secret().expose(), caller.account.api_key_text().expose()];
    assert!(secrets.iter().all(|secret| !shown.contains(secret)));
}
