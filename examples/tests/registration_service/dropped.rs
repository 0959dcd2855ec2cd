//! axum drops a handler when its client disconnects. Wherever that happens, the records are correct afterwards, and
//! nothing is executed twice.

use std::path::Path;

use wxmed_sandbox::StubResponse;

use crate::offline::until_incident;
use crate::offline::{Dropped, Incident, Line, PlatformDouble, order, pay, polled, register, runtime, service};
use crate::online::form;
use crate::service::order::State;

const ORDER: &str = "H1";

/// SQLite's name for a database without a file.
const IN_MEMORY: &str = ":memory:";

/// The platform's reaction to a submission, and the expected state afterwards.
struct Case {
    response: fn() -> StubResponse,
    /// The recorded state.
    state: State,
    /// How often the platform has executed it.
    done: usize,
}

const CASES: [Case; 7] = [
    Case { response: || StubResponse::AsUsual, state: State::Done, done: 1 },
    Case { response: StubResponse::token_rejected, state: State::Done, done: 1 },
    Case { response: || StubResponse::DropBeforeHead, state: State::Unknown, done: 1 },
    Case { response: || StubResponse::Hang, state: State::Unknown, done: 1 },
    Case { response: || StubResponse::Forged, state: State::Unknown, done: 1 },
    Case { response: || StubResponse::status(503), state: State::Unknown, done: 0 },
    Case { response: refused, state: State::NotDone, done: 0 },
];

fn refused() -> StubResponse {
    StubResponse::Protocol { message: "参数格式校验错误".to_owned() }
}

/// The point at which a handler is dropped.
#[derive(Clone, Copy, Debug)]
enum Point {
    Poll(Dropped),
    /// While a call is at the point of this number.
    Call(usize),
}

/// The end of a handler.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Completed,
    /// It was dropped before anything was recorded.
    DroppedBefore,
    /// It was dropped, and the task continued without it.
    DroppedAfter,
}

const POINTS: [fn(usize) -> Point; 3] = [
    |number| Point::Poll(Dropped::AtOnce(number)),
    |number| Point::Poll(Dropped::WhenWoken(number)),
    |number| Point::Call(number + 1),
];

/// Drops a handler at every point until it completes, and asserts that each end occurred.
fn everywhere(case: &Case, drop_at: impl Fn(&Case, Point) -> End) {
    for point in POINTS {
        let mut ends = Vec::new();
        while ends.last() != Some(&End::Completed) {
            ends.push(drop_at(case, point(ends.len())));
            assert!(ends.len() < 100, "a handler that never completes");
        }
        let dropped = &ends[..ends.len() - 1];
        let after = dropped.iter().position(|end| *end == End::DroppedAfter).expect("the task begins");
        // From the first record on, the result doesn't depend on the handler.
        assert!(dropped[after..].iter().all(|end| *end == End::DroppedAfter), "{ends:?}");
        assert!(dropped[..after].iter().all(|end| *end == End::DroppedBefore), "{ends:?}");
    }
}

#[test]
fn a_registration_is_recorded_correctly_wherever_its_handler_is_dropped() {
    for case in &CASES {
        everywhere(case, drop_registration);
    }
}

fn drop_registration(case: &Case, point: Point) -> End {
    let platform = PlatformDouble::new();
    platform.stub("preregister", (case.response)());
    let line = Line::new(&platform);
    let service = service(&line, Path::new(IN_MEMORY));
    let form = form(ORDER, &platform.patient());
    runtime().block_on(async {
        line.expect(incident(point));
        let handler = register(&service, &form);
        let ended = match point {
            Point::Poll(dropped) => polled(handler, dropped).await,
            Point::Call(_) => until_incident(handler, &line).await,
        };
        service.finish().await;
        let recorded = order(&service, ORDER).await.map(|order| order.registration.state);
        let done = platform.done("preregister", ORDER);
        let end = match (ended, recorded) {
            (Some(_), _) => End::Completed,
            (None, None) => End::DroppedBefore,
            (None, Some(_)) => End::DroppedAfter,
        };
        match recorded {
            None => assert_eq!(done, 0, "{point:?}"),
            Some(state) => assert_eq!((state, done), (case.state, case.done), "{point:?}"),
        }

        // The caller repeats the request: a submission that may be done isn't sent again.
        let calls = platform.calls("preregister");
        register(&service, &form).await;
        match recorded {
            Some(State::Done | State::Unknown | State::Sending) => assert_eq!(platform.calls("preregister"), calls),
            // The stub has already been used.
            Some(State::NotDone) => assert_eq!(platform.done("preregister", ORDER), 1),
            None => assert_eq!(platform.done("preregister", ORDER), case.done),
        }
        end
    })
}

#[test]
fn a_message_is_recorded_correctly_wherever_its_handler_is_dropped() {
    for case in &CASES {
        everywhere(case, drop_message);
    }
}

fn drop_message(case: &Case, point: Point) -> End {
    let platform = PlatformDouble::new();
    platform.stub("sendmsg", (case.response)());
    let form = form(ORDER, &platform.patient());
    let line = Line::new(&platform);
    let service = service(&line, Path::new(IN_MEMORY));
    runtime().block_on(async {
        register(&service, &form).await;
        line.expect(incident(point));
        let handler = pay(&service, ORDER);
        let ended = match point {
            Point::Poll(dropped) => polled(handler, dropped).await,
            Point::Call(_) => until_incident(handler, &line).await,
        };
        service.finish().await;
        let recorded = order(&service, ORDER).await.unwrap().message.map(|message| message.state);
        let done = platform.done("sendmsg", ORDER);
        match recorded {
            None => assert_eq!(done, 0, "{point:?}"),
            Some(state) => assert_eq!((state, done), (case.state, case.done), "{point:?}"),
        }
        let calls = platform.calls("sendmsg");
        pay(&service, ORDER).await;
        match recorded {
            Some(State::Done | State::Unknown | State::Sending) => assert_eq!(platform.calls("sendmsg"), calls),
            Some(State::NotDone) => assert_eq!(platform.done("sendmsg", ORDER), 1),
            None => assert_eq!(platform.done("sendmsg", ORDER), case.done),
        }
        match (ended, recorded) {
            (Some(_), _) => End::Completed,
            (None, None) => End::DroppedBefore,
            (None, Some(_)) => End::DroppedAfter,
        }
    })
}

fn incident(point: Point) -> Incident {
    match point {
        Point::Poll(_) => Incident::None,
        Point::Call(number) => Incident::Notify(number),
    }
}
