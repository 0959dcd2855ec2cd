//! Runs all targets with all seeds and some thousand mutations. Inputs of earlier crashes are among the seeds.

use wxmed_fuzz::{TARGETS, Until, drive};

const EXECUTIONS: u64 = 2000;

#[test]
fn no_target_panics() {
    for target in TARGETS {
        let seeds = target.seeds().len() as u64;
        assert!((1..EXECUTIONS / 2).contains(&seeds), "{}: {seeds} seeds", target.name);
        match drive(&target, Until::Executions(EXECUTIONS), 7) {
            Ok(run) => assert_eq!(run.executions, EXECUTIONS),
            Err(crash) => panic!("{}: {:?}", target.name, String::from_utf8_lossy(&crash.input)),
        }
    }
}

#[test]
fn a_panic_is_found_and_its_input_returned() {
    fn fragile(bytes: &[u8]) {
        assert!(!bytes.contains(&0), "made to fail");
    }
    let mut target = TARGETS[0];
    target.run = fragile;
    let crash = drive(&target, Until::Executions(100_000), 1).unwrap_err();
    assert!(crash.input.contains(&0));
}
