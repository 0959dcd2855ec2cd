use wxmed_compiler::{Sources, compile};
use wxmed_tools::format_file;

/// A spec is compiled, or what is wrong with it is said, with its place; laying it out once more changes nothing.
pub fn spec(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let sources = of(text);
    let (model, diagnostics) = compile(&sources, &Default::default());
    for diagnostic in diagnostics.iter() {
        assert!(!diagnostic.for_compiler(&sources).is_empty());
    }
    // Nobody uses such a model, and it must be usable all the same.
    let names: Vec<&str> = model.operations.iter().map(|operation| &*operation.name).collect();
    assert!(names.iter().all(|name| model.operation(name).is_some()));
    if let Ok(formatted) = format_file(&sources, 0) {
        assert_eq!(format_file(&of(&formatted), 0).ok().as_ref(), Some(&formatted), "laid out twice");
    }
}

fn of(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("fuzz.yaml", "payinsurance/fuzz", text);
    sources
}
