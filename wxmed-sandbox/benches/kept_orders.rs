//! Compares the cost of a request while ten orders are kept with that while ten thousand are.
//!
//! Machines are noisy, so both take turns within one run, and only their ratio counts: it must not be above 1.3. `cargo
//! bench -p wxmed-sandbox --bench kept_orders`

use std::process::ExitCode;
use std::time::{Duration, Instant};

use wxmed::codec::{SignType, Signer, encode_unsigned};
use wxmed::spec::model::{ExampleValue, Operation, Resource, Role};
use wxmed_sandbox::{Account, HttpRequest, Platform, Settings, Specs};

const MOST: f64 = 1.3;
const FEW: usize = 10;
const MANY: usize = 10_000;
const ROUNDS: usize = 60;
const REQUESTS: usize = 200;
const NOW: Duration = Duration::from_secs(1_700_000_000);

fn main() -> ExitCode {
    let specs = Specs::shipped();
    let makes_order = |one: &&Operation| one.creates.iter().any(|creation| creation.what == Resource::Order);
    let orders = specs.model().operations.iter().filter(makes_order).find(|one| one.needs.is_empty());
    let needs_order = |one: &&Operation| one.needs.iter().any(|need| need.what == Resource::Order);
    let lookups = specs.model().operations.iter().find(needs_order);
    let (Some(orders), Some(lookups)) = (orders, lookups) else {
        println!("no spec makes orders and looks for them");
        return ExitCode::FAILURE;
    };
    let ratios = [
        ratio("an order is made, and the oldest is forgotten", |contender, _| contender.announce(orders)),
        // Messages about an order are kept as well, and would displace the orders one by one.
        ratio("an order is made, and one is found", |contender, number| {
            contender.announce(orders);
            contender.find(orders, lookups, number);
        }),
    ];
    if ratios.iter().all(|ratio| *ratio <= MOST) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Times both in turns, and returns how much more a request costs with many orders.
fn ratio(what: &str, call: impl Fn(&mut Contender, usize)) -> f64 {
    let mut contenders = [Contender::new(FEW), Contender::new(MANY)];
    let mut times = [const { Vec::new() }; 2];
    for round in 0..ROUNDS {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            let start = Instant::now();
            (0..REQUESTS).for_each(|number| call(contender, round * REQUESTS + number));
            times.push(start.elapsed());
        }
    }
    let [few, many] = times.map(|mut times| {
        times.sort_unstable();
        times[ROUNDS / 4].as_secs_f64() / REQUESTS as f64
    });
    let ratio = many / few;
    println!(
        "{what}: {:.1} µs among {FEW}, {:.1} µs among {MANY}: ratio {ratio:.2} (at most {MOST})",
        few * 1e6,
        many * 1e6
    );
    ratio
}

/// A platform that keeps this many orders, filled up.
struct Contender {
    platform: Platform,
    account: Account,
    token: String,
    kept: usize,
    made: usize,
}

impl Contender {
    fn new(kept: usize) -> Self {
        let account = Account::sample();
        let settings = Settings::default().account(account.clone()).people([]).kept_items(kept).kept_calls(FEW);
        let mut platform = Platform::new(settings, "http://127.0.0.1:1").expect("the settings name no content");
        let (appid, secret) = (account.appid(), account.app_secret().expose());
        let query = format!("grant_type=client_credential&appid={appid}&secret={secret}");
        let fetched = platform.handle(&HttpRequest::get("/cgi-bin/token", query), NOW).response;
        let token = fetched.text().split('"').nth(3).expect("a token").to_owned();
        let mut contender = Self { platform, account, token, kept, made: 0 };
        let specs = Specs::shipped();
        let makes =
            specs.model().operations.iter().find(|one| {
                one.creates.iter().any(|creation| creation.what == Resource::Order) && one.needs.is_empty()
            });
        (0..kept).for_each(|_| contender.announce(makes.expect("an operation that makes orders")));
        contender
    }

    /// The number of an order, which both the operation that creates it and those that find it use.
    fn number(&self, number: usize) -> String {
        format!("N{number:010}")
    }

    fn announce(&mut self, operation: &Operation) {
        let number = self.number(self.made);
        self.made += 1;
        let by = &operation.creates[0].by;
        self.call(operation, &[(&operation.request.fields[by[0]].name, &number)]);
    }

    fn find(&mut self, orders: &Operation, operation: &Operation, number: usize) {
        let shared = &orders.request.fields[orders.creates[0].by[0]].name;
        // At least every second kept resource is an order.
        let number = self.number(self.made - 1 - number % (self.kept / 2 - 1));
        self.call(operation, &[(shared, &number)]);
    }

    fn call(&mut self, operation: &Operation, own: &[(&str, &str)]) {
        let example = operation.examples.iter().find(|one| {
            let has =
                |name: &str| matches!(&one.value, ExampleValue::Fields(f) if f.iter().any(|(known, _)| known == name));
            one.breaks.is_empty() && own.iter().all(|(name, _)| has(name))
        });
        let Some(ExampleValue::Fields(fields)) = example.map(|one| &one.value) else { panic!("no example") };
        let given = |name: &str| own.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let mut fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), given(name).unwrap_or(value))).collect();
        let nonce = operation.request.fields.iter().find(|row| row.role == Role::Nonce).expect("a nonce");
        fields.push((&nonce.name, "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"));
        fields.sort_unstable();
        let mut signer = Signer::new(self.account.api_key(), SignType::Md5);
        fields.iter().for_each(|(name, value)| signer.pair(name, value));
        let sign = signer.finish();
        fields.push(("sign", sign.as_str()));
        let body = encode_unsigned(fields.iter().copied()).expect("it can be written");
        let request = HttpRequest::post(operation.path.as_str(), format!("access_token={}", self.token), body);
        let response = self.platform.handle(&request, NOW).response;
        assert!(response.text().contains("<result_code><![CDATA[SUCCESS]]>"), "{}", response.text());
    }
}
