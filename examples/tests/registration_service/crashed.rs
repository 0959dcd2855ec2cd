//! The whole process ends at every point, and starts again with the same database.

use crate::offline::{Incident, Line, PlatformDouble, order, register, runtime, service, until_incident};
use crate::online::{DatabaseFile, form};
use crate::service::order::State;

const ORDER: &str = "H1";

#[test]
fn submissions_in_progress_when_the_process_ends_have_an_unknown_outcome() {
    let mut seen = Vec::new();
    loop {
        let (platform, database) = (PlatformDouble::new(), DatabaseFile::new());
        let form = form(ORDER, &platform.patient());
        let line = Line::new(&platform);
        line.expect(Incident::Halt(seen.len() + 1));
        let crashing = service(&line, database.path());
        let runtime_of_process = runtime();
        let ended = runtime_of_process.block_on(until_incident(register(&crashing, &form), &line));
        // Neither the handler nor the task runs any more.
        drop((runtime_of_process, crashing));

        let restarted = service(&Line::new(&platform), database.path());
        let (recorded, repeated) = runtime().block_on(async {
            let recorded = order(&restarted, ORDER).await.map(|order| order.registration.state);
            register(&restarted, &form).await;
            (recorded, order(&restarted, ORDER).await.map(|order| order.registration.state))
        });
        // A submission that may be done isn't sent again.
        assert_eq!(repeated, recorded.or(Some(State::Done)));
        let done = platform.done("preregister", ORDER);
        seen.push((recorded, done));
        if ended.is_some() {
            break;
        }
    }
    // The token and the card are fetched, each with a point before the call and one after it; then the order is sent.
    let again = (None, 1);
    let expected =
        [again, again, again, again, (Some(State::Unknown), 0), (Some(State::Unknown), 1), (Some(State::Done), 1)];
    assert_eq!(seen, expected);
}
