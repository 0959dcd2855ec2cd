use wxmed_compiler::{Sources, compile};
use wxmed_tools::format_file;

/// A spec is compiled, or its errors are reported with their positions. Formatting is idempotent.
pub fn spec(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let sources = of(text);
    let (model, diagnostics) = compile(&sources, &Default::default());
    for diagnostic in diagnostics.iter() {
        assert!(!diagnostic.for_compiler(&sources).is_empty());
    }
    // A model with errors isn't used, but using it must not panic.
    let names: Vec<&str> = model.operations.iter().map(|operation| &*operation.name).collect();
    assert!(names.iter().all(|name| model.operation(name).is_some()));
    if let Ok(formatted) = format_file(&sources, 0) {
        assert_eq!(format_file(&of(&formatted), 0).ok().as_ref(), Some(&formatted), "formatting isn't idempotent");
    }
}

fn of(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("fuzz.yaml", "payinsurance/fuzz", text);
    sources
}
