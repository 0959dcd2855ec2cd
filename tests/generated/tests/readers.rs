//! The compiled types and the dynamic reader report the same for every value: for the shipped specs, for the tests'
//! own, and for random ones, which together use every construct of the language.

#[path = "readers/census.rs"]
mod census;
#[path = "readers/progress.rs"]
mod progress;
#[path = "readers/schemas.rs"]
mod schemas;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use census::Census;
use progress::Progress;
use wxmed_compiler::model::{Content, Model, Operation, Role};
use wxmed_compiler::{Options, Sources, compile, validate_content, validate_reply, validate_request};
use wxmed_specs::shipped;
use wxmed_tests::compiled::{self, CompiledContent, CompiledOperation};
use wxmed_tests::runner::{self, Case};
use wxmed_tests::{agree, requests_with_content};

/// The total number of cases, unless `WXMED_CASES` sets another.
const CASES: u32 = 100_000;

/// The shipped specs, the tests' own, and the random ones.
fn model() -> Model {
    let mut sources = shipped();
    for folder in [wxmed_tests::specs::folder(), wxmed_generated::specs()] {
        sources.extend(Sources::read(folder, "specs").unwrap());
    }
    let (model, diagnostics) = compile(&sources, &Options::default());
    let messages: Vec<String> = diagnostics.iter().map(|one| one.for_compiler(&sources)).collect();
    assert!(messages.is_empty(), "{}", messages.join("\n"));
    model
}

/// A spec, with its model and its compiled type.
enum Spec<'m> {
    Operation(&'m Operation, CompiledOperation),
    Content(&'m Content, CompiledContent),
}

fn specs(model: &Model) -> Vec<Spec<'_>> {
    let operations = compiled::operations().into_iter().chain(wxmed_generated::operations());
    let operations = operations.map(|one| Spec::Operation(model.operation(one.name).unwrap(), one));
    let contents = compiled::contents().into_iter().chain(wxmed_generated::contents());
    let contents = contents.map(|one| Spec::Content(model.content(one.name).unwrap(), one));
    let specs: Vec<Spec<'_>> = operations.chain(contents).collect();
    assert_eq!(specs.len(), model.operations.len() + model.contents.len(), "every spec has a compiled type");
    specs
}

impl Spec<'_> {
    fn name(&self) -> &str {
        match self {
            Spec::Operation(operation, _) => &operation.name,
            Spec::Content(content, _) => &content.name,
        }
    }

    /// Checks that both readers agree on one value.
    fn agrees(&self, enclosing: &Operation, case: &Case, census: &Census) -> Result<(), String> {
        match self {
            Spec::Operation(operation, compiled) => agrees_on_request(operation, compiled, case, census),
            Spec::Content(content, compiled) => {
                agrees_on_content(content, compiled, case, census)?;
                if content.bindings.is_empty() {
                    return Ok(());
                }
                let fields = requests_with_content::damaged(enclosing, content, case)?;
                census.count(&requests_with_content::agree(enclosing, content, compiled, &fields)?);
                Ok(())
            }
        }
    }
}

fn agrees_on_request(
    operation: &Operation,
    compiled: &CompiledOperation,
    case: &Case,
    census: &Census,
) -> Result<(), String> {
    let fields = agree::damaged_request(operation, case)?;
    let violations = validate_request(operation, &fields);
    census.count(&violations);
    if let Some(request) = agree::request(compiled, &fields, &violations)? {
        let written = request.to_fields();
        // A received nonce isn't sent again.
        let has_nonce =
            |(name, _): &(String, String)| operation.request.field(name).is_some_and(|row| row.role == Role::Nonce);
        let is_same = fields.iter().any(has_nonce) || request.survives() == Ok(true);
        let again = validate_request(operation, &written);
        if again.has_errors() || !is_same {
            return Err(format!("{fields:?} was written as {written:?}, which is\n{again}"));
        }
    }
    let response = agree::damaged_response(operation, case);
    agree::response(operation, compiled, &response, &validate_reply(operation, &response))
}

fn agrees_on_content(
    content: &Content,
    compiled: &CompiledContent,
    case: &Case,
    census: &Census,
) -> Result<(), String> {
    let json = agree::damaged_content(content, case)?;
    let violations = validate_content(content, &json);
    census.count(&violations);
    let read = agree::content(content, compiled, &json, &violations)?;
    agree::content_text(compiled, &json, &violations)?;
    let Some(value) = read else { return Ok(()) };
    if case.blows.is_empty() && violations.has_errors() {
        return Err(format!("{json} was to be good, and is\n{violations}"));
    }
    let written = value.to_content();
    match value.survives() {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("{json} was written as {written:?}, and came back as something else")),
        Err(error) => Err(format!("{json} was written as {}, and did not come back: {error}", written.as_str())),
    }
}

#[test]
fn both_readers_of_every_spec_find_the_same() {
    let model = model();
    let specs = specs(&model);
    let enclosing = model.operation("carrier").unwrap();
    let wanted = runner::requested_cases().unwrap_or(CASES);
    let each = wanted.div_ceil(u32::try_from(specs.len()).unwrap());
    let (next, progress) = (AtomicUsize::new(0), Progress::new(u64::from(each) * specs.len() as u64));
    let work = || {
        let (census, mut failures) = (Census::default(), Vec::new());
        while let Some(spec) = specs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = runner::try_damaged(spec.name(), each, |case| {
                progress.one_more(spec.name());
                spec.agrees(enclosing, case, &census)
            });
            failures.extend(outcome.err());
        }
        (census, failures)
    };
    let (censuses, failures): (Vec<Census>, Vec<Vec<String>>) = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no reader panics")).unzip()
    });
    progress.end();
    let failures = failures.concat();
    assert!(
        failures.is_empty(),
        "the readers disagree about a value of {} specs:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
    Census::all(censuses).holds(&model);
}
