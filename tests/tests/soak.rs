//! Many requests, some of which meet a fault: each ends in one way, none is executed twice, and no resources leak.
//!
//! `WXMED_SOAK` sets the number of requests: `WXMED_SOAK=100000 cargo test --release -p wxmed-tests --test soak --
//! --nocapture` prints a summary.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Handle};
use wxmed::codec::xml;
use wxmed::spec::model::{ExampleValue, Model, Operation, Retry, Uses};
use wxmed::{Client, Host, RetryPolicy, StableToken};
use wxmed_sandbox::{Account, Item, Outcome, Sandbox, Settings, Stub, StubResponse, TokenErrors};

/// The number of requests, unless `WXMED_SOAK` sets another.
const REQUESTS: usize = 2_000;
/// The number of concurrent callers.
const CALLERS: usize = 32;
/// Of this many requests to an operation, one meets each fault: with ten faults, 1 % of all. With few requests the
/// share is larger.
const RARITY: usize = 1_000;

fn requests() -> usize {
    std::env::var("WXMED_SOAK").ok().and_then(|requests| requests.parse().ok()).unwrap_or(REQUESTS)
}

fn faults() -> Vec<StubResponse> {
    vec![
        StubResponse::token_rejected(),
        StubResponse::token_rejected_in_envelope(),
        StubResponse::TokenRejected { shape: TokenErrors::Gateway, code: 42001 },
        StubResponse::Protocol { message: "参数格式校验错误".to_owned() },
        StubResponse::Forged,
        StubResponse::Status { code: 503, body: b"<html>busy</html>".to_vec() },
        StubResponse::Body(b"<xml><return_code>".to_vec()),
        StubResponse::Hang,
        StubResponse::DropBeforeHead,
        StubResponse::DropInBody,
    ]
}

/// A request to an operation: its example, with a distinct number in the fields that identify a resource.
struct Plan {
    operation: Operation,
    fields: Vec<(String, String)>,
    /// The indices of the fields that get a number.
    numbered: Vec<usize>,
}

fn plans(model: &Model) -> Vec<Plan> {
    let plan = |operation: &Operation| {
        let example = operation.examples.iter().find(|example| example.breaks.is_empty())?;
        let ExampleValue::Fields(fields) = &example.value else { return None };
        let once = operation.needs.iter().filter(|need| need.uses == Uses::Once);
        let by = operation.creates.iter().flat_map(|created| &created.by).chain(once.flat_map(|need| &need.by));
        let names: Vec<&str> = by.map(|index| operation.request.fields[*index].name.as_str()).collect();
        let is_numbered = |(index, (name, _)): (usize, &(String, String))| names.contains(&&**name).then_some(index);
        Some(Plan {
            operation: operation.clone(),
            fields: fields.clone(),
            numbered: fields.iter().enumerate().filter_map(is_numbered).collect(),
        })
    };
    model.operations.iter().filter_map(plan).collect()
}

impl Plan {
    fn numbered(&self, number: usize) -> Vec<(String, String)> {
        let mut fields = self.fields.clone();
        self.numbered.iter().for_each(|index| fields[*index].1 = format!("N{number}"));
        fields
    }

    /// Adds the resources that the request needs.
    fn prepare(&self, sandbox: &Sandbox, fields: &[(String, String)]) {
        for need in &self.operation.needs {
            let item = fields.iter().fold(Item::new(need.what), |item, (name, text)| item.with(name, text));
            sandbox.put(item);
        }
    }
}

/// How often each numbered request was executed, without rejected tokens.
#[derive(Default)]
struct Done(Vec<AtomicU8>);

impl Done {
    fn of(requests: usize) -> Self {
        Self((0..requests).map(|_| AtomicU8::new(0)).collect())
    }

    fn count(&self, body: &[u8]) {
        let fields = xml::read(body).unwrap();
        let mut numbers = fields.iter().filter_map(|(_, text)| text.strip_prefix('N')?.parse::<usize>().ok());
        if let Some(counter) = numbers.next().and_then(|number| self.0.get(number)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The resources of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    files: usize,
    threads: usize,
}

#[cfg(target_os = "linux")]
fn held() -> Option<Held> {
    let count = |folder: &str| std::fs::read_dir(folder).unwrap().count();
    Some(Held { files: count("/proc/self/fd"), threads: count("/proc/self/task") })
}

#[cfg(not(target_os = "linux"))]
fn held() -> Option<Held> {
    None
}

/// The resident memory of the process in KiB: Linux's `VmRSS`.
#[cfg(target_os = "linux")]
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[cfg(not(target_os = "linux"))]
fn memory() -> Option<usize> {
    None
}

/// The number of requests by outcome, and the memory after each tenth of them.
#[derive(Default)]
struct Tally {
    ends: BTreeMap<&'static str, usize>,
    memory: Vec<usize>,
}

async fn call_all(client: &Client, sandbox: &Arc<Sandbox>, plans: &Arc<Vec<Plan>>, requests: usize) -> Tally {
    let (next, tally) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Tally::default())));
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (client, sandbox, plans) = (client.clone(), sandbox.clone(), plans.clone());
            let (next, tally) = (next.clone(), tally.clone());
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= requests {
                        return;
                    }
                    let plan = &plans[number % plans.len()];
                    let fields = plan.numbered(number);
                    plan.prepare(&sandbox, &fields);
                    let ended = client.call(&plan.operation.name, fields).await;
                    let word = ended.as_ref().map_or_else(wxmed::Error::kind, |_| "success");
                    let mut tally = tally.lock().unwrap();
                    *tally.ends.entry(word).or_default() += 1;
                    if number % (requests / 10).max(1) == 0 {
                        tally.memory.extend(memory());
                    }
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
    std::mem::take(&mut *tally.lock().unwrap())
}

fn client(sandbox: &Sandbox) -> Client {
    let account = sandbox.account();
    Client::builder(account.api_key().clone())
        .token(StableToken::new(account.appid(), account.app_secret().expose()))
        .host(Host::parse(sandbox.url()).unwrap())
        .retries(RetryPolicy::max_retries(1).initial_backoff(Duration::from_millis(5)))
        .read_timeout(Duration::from_millis(500))
        .build()
        .unwrap()
}

#[test]
fn no_request_is_executed_twice_and_nothing_leaks() {
    let requests = requests();
    let (model, _) = wxmed::spec::compile(&wxmed::spec::shipped(), &Default::default());
    let plans = Arc::new(plans(&model));
    assert_eq!(plans.len(), model.operations.len());
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let before = held();

    let done = Arc::new(Done::of(requests));
    let settings = Settings::default().account(Account::sample()).people([]).kept_calls(100).kept_items(100);
    let sandbox = Arc::new(Sandbox::start(settings).unwrap());
    let rarity = RARITY.min(requests / plans.len() / 2);
    for operation in &model.operations {
        for (index, fault) in faults().into_iter().enumerate() {
            // Each fault begins at another request, so that they don't coincide.
            let after = index * rarity / 10;
            let rarely = NonZeroUsize::new(rarity).unwrap();
            sandbox.stub(Stub::on(&*operation.path).after(after).every(rarely).always().respond_with(fault));
        }
    }
    let heard = sandbox.listen();
    let counting = std::thread::spawn({
        let (done, never) = (done.clone(), model.operations.iter().filter(|operation| operation.retry == Retry::Never));
        let never: Vec<String> = never.map(|operation| operation.path.clone()).collect();
        move || {
            for call in heard {
                let is_refused = match &call.outcome {
                    Outcome::Gateway(_) => true,
                    Outcome::Business(code) => code == "40001",
                    _ => false,
                };
                if never.contains(&call.request.path) && !is_refused {
                    done.count(&call.request.body);
                }
            }
        }
    });

    let began = Instant::now();
    let (tally, tasks) = runtime.block_on(async {
        let client = client(&sandbox);
        let tally = call_all(&client, &sandbox, &plans, requests).await;
        drop(client);
        // Closed connections are noticed shortly afterwards.
        let alive = || Handle::current().metrics().num_alive_tasks();
        for _ in 0..200 {
            if alive() == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        (tally, alive())
    });
    let took = began.elapsed();
    drop(Arc::into_inner(sandbox).expect("all callers have ended"));
    counting.join().unwrap();
    let after = held();
    println!("{requests} requests in {took:?}: {:?}\nmemory in KiB after each tenth: {:?}", tally.ends, tally.memory);

    assert_eq!(tally.ends.values().sum::<usize>(), requests, "every request has one outcome");
    let succeeded = tally.ends.get("success").copied().unwrap_or_default();
    assert!(succeeded * 100 >= requests * 90 && succeeded < requests, "{:?}", tally.ends);
    assert!(tally.ends.contains_key("outcome-unknown"), "{:?}", tally.ends);
    let twice = done.0.iter().filter(|count| count.load(Ordering::Relaxed) > 1).count();
    assert_eq!(twice, 0, "non-repeatable requests that reached the platform twice");
    assert!(done.0.iter().any(|count| count.load(Ordering::Relaxed) == 1), "some requests were executed");
    assert_eq!((tasks, after), (0, before), "leaked tasks, files and threads");
    if let (Some(first), Some(last)) = (tally.memory.get(2), tally.memory.last()) {
        assert!(*last < first + first / 4 + 8 * 1024, "memory grows: {:?}", tally.memory);
    }
}
