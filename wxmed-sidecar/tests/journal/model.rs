//! Compares the journal with a simple model in memory.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use proptest::prelude::*;
use wxmed_sidecar::journal::{Begun, Journal, Resend, Settlement, StoredResponse, Ticket};

use crate::support::{Folder, HOUR, Time, key, open};

#[derive(Clone, Debug)]
enum Step {
    Begin {
        key: u8,
        request: u8,
        resend: bool,
    },
    /// Finishes the held ticket with this index.
    Finish(usize),
    Unknown(usize),
    Release(usize),
    Drop(usize),
    Settle {
        key: u8,
        done: bool,
    },
    Pass,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..3_u8, 0..2_u8, any::<bool>()).prop_map(|(key, request, resend)| Step::Begin { key, request, resend }),
        2 => (0..8_usize).prop_map(Step::Finish),
        1 => (0..8_usize).prop_map(Step::Unknown),
        1 => (0..8_usize).prop_map(Step::Release),
        1 => (0..8_usize).prop_map(Step::Drop),
        1 => (0..3_u8, any::<bool>()).prop_map(|(key, done)| Step::Settle { key, done }),
        1 => Just(Step::Pass),
        1 => Just(Step::Restart),
    ]
}

/// A call in the model.
#[derive(Clone, Debug, PartialEq)]
enum Known {
    InProgress,
    Unknown,
    Finished { outcome: String, at: Timestamp },
}

struct Call {
    /// The requests that may have been processed.
    requests: Vec<u8>,
    since: Timestamp,
    /// The earlier attempt, while the call is sent again.
    unknown_since: Option<(Timestamp, Vec<u8>)>,
    known: Known,
}

impl Call {
    fn becomes_unknown(&mut self) {
        if let Some((since, requests)) = self.unknown_since.take() {
            self.since = since;
            self.requests.extend(requests);
            self.requests.sort_unstable();
            self.requests.dedup();
        }
        self.known = Known::Unknown;
    }

    /// Releases the attempt, which did nothing. Returns whether there was an earlier attempt, which is unknown again.
    fn is_released(&mut self) -> bool {
        let Some((since, requests)) = self.unknown_since.take() else { return false };
        *self = Self { requests, since, unknown_since: None, known: Known::Unknown };
        true
    }
}

struct Both {
    folder: Folder,
    time: Time,
    journal: Journal,
    tickets: Vec<(u8, Ticket)>,
    model: BTreeMap<u8, Call>,
    responses: u32,
}

impl Both {
    fn new() -> Self {
        let (folder, time) = (Folder::new(), Time::new());
        let journal = open(&folder, &time);
        Self { folder, time, journal, tickets: Vec::new(), model: BTreeMap::new(), responses: 0 }
    }

    /// Begins a call in the model. Returns the expected result.
    fn expect(&mut self, key: u8, request: u8, resend: bool) -> String {
        let now = self.time.now();
        let hour = jiff::SignedDuration::try_from(HOUR).unwrap();
        let is_old = |call: &Call| matches!(&call.known, Known::Finished { at, .. } if now.duration_since(*at) >= hour);
        if self.model.get(&key).is_some_and(is_old) {
            self.model.remove(&key);
        }
        let unknown_since = match self.model.get(&key) {
            None => None,
            Some(call) => match &call.known {
                Known::InProgress => return format!("in progress {}", call.since),
                Known::Finished { .. } if call.requests.len() > 1 => return "ambiguous".to_owned(),
                Known::Finished { .. } if call.requests != [request] => return "other".to_owned(),
                Known::Finished { outcome, .. } => return format!("finished {outcome}"),
                Known::Unknown if !resend => return format!("unknown {}", call.since),
                Known::Unknown => Some((call.since, call.requests.clone())),
            },
        };
        self.model.insert(key, Call { requests: vec![request], since: now, unknown_since, known: Known::InProgress });
        "new".to_owned()
    }

    async fn begin(&mut self, number: u8, request: u8, resend: bool) {
        let expected = self.expect(number, request, resend);
        let digest = self.journal.digest([("request", ["a", "b"][usize::from(request)])]);
        let resend = if resend { Resend::Allow } else { Resend::Refuse };
        let outcome = match self.journal.begin(&key(&number.to_string()), digest, resend).await.unwrap() {
            Begun::New(ticket) => {
                self.tickets.push((number, ticket));
                "new".to_owned()
            }
            Begun::Finished(response) => format!("finished {}", response.outcome()),
            Begun::InProgress { since } => format!("in progress {since}"),
            Begun::Unknown { since } => format!("unknown {since}"),
            Begun::OtherRequest => "other".to_owned(),
            Begun::Ambiguous => "ambiguous".to_owned(),
        };
        assert_eq!(outcome, expected);
    }

    fn take(&mut self, number: usize) -> Option<(u8, Ticket)> {
        (number < self.tickets.len()).then(|| self.tickets.remove(number))
    }

    fn is_unknown(&mut self, key: u8) {
        self.model.get_mut(&key).unwrap().becomes_unknown();
    }

    async fn take_step(&mut self, step: Step) {
        match step {
            Step::Begin { key, request, resend } => self.begin(key, request, resend).await,
            Step::Finish(number) => {
                let Some((key, ticket)) = self.take(number) else { return };
                self.responses += 1;
                let outcome = self.responses.to_string();
                ticket.finish(StoredResponse::new(200, &outcome, "body")).await.unwrap();
                let call = self.model.get_mut(&key).unwrap();
                call.unknown_since = None;
                call.known = Known::Finished { outcome, at: self.time.now() };
            }
            Step::Unknown(number) => {
                let Some((key, ticket)) = self.take(number) else { return };
                ticket.unknown().await.unwrap();
                self.is_unknown(key);
            }
            Step::Release(number) => {
                let Some((key, ticket)) = self.take(number) else { return };
                ticket.release().await.unwrap();
                if !self.model.get_mut(&key).unwrap().is_released() {
                    self.model.remove(&key);
                }
            }
            Step::Drop(number) => {
                let Some((key, ticket)) = self.take(number) else { return };
                drop(ticket);
                self.is_unknown(key);
            }
            Step::Settle { key, done } => self.settle(key, done).await,
            Step::Pass => self.time.pass(Duration::from_secs(1_500)),
            Step::Restart => self.restart(),
        }
    }

    async fn settle(&mut self, number: u8, done: bool) {
        let settlement = if done { Settlement::Done } else { Settlement::NothingDone };
        let settled = self.journal.settle(&key(&number.to_string()), settlement).await.unwrap();
        let call = self.model.get_mut(&number).filter(|call| call.known == Known::Unknown);
        assert_eq!(settled, call.is_some());
        match call {
            Some(call) if done => {
                call.known = Known::Finished { outcome: "settled-done".to_owned(), at: self.time.now() };
            }
            Some(_) => drop(self.model.remove(&number)),
            None => {}
        }
    }

    /// The calls become unknown, whether their tickets are dropped before or after the restart.
    fn restart(&mut self) {
        self.journal.close();
        self.tickets.clear();
        self.journal = open(&self.folder, &self.time);
        let interrupted = self.model.values_mut().filter(|call| call.known == Known::InProgress);
        interrupted.for_each(Call::becomes_unknown);
    }

    async fn compare_unknown(&self) {
        let listed = self.journal.unknown().await.unwrap();
        let mut listed: Vec<_> = listed.iter().map(|call| (call.key().text().to_owned(), call.since())).collect();
        listed.sort();
        let unknown = self.model.iter().filter(|(_, call)| call.known == Known::Unknown);
        let unknown: Vec<_> = unknown.map(|(key, call)| (key.to_string(), call.since)).collect();
        assert_eq!(listed, unknown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_journal_behaves_like_the_model(steps in prop::collection::vec(step(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut both = Both::new();
            for step in steps {
                both.take_step(step).await;
                both.compare_unknown().await;
            }
        });
    }
}
