//! The specs of WeChat's medical-insurance payment interface (微信医保支付).
//!
//! ```
//! let (model, diagnostics) = wxmed_compiler::compile(&wxmed_specs::shipped(), &Default::default());
//! assert!(diagnostics.is_empty());
//! assert_eq!(model.operation("getmedinfo").unwrap().section, "1.1");
//! ```
#![deny(missing_docs)]
#![forbid(unsafe_code)]

use std::sync::LazyLock;

use wxmed_compiler::Sources;

/// The names and texts of all shipped specs.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The specs that ship with this crate.
pub fn shipped() -> Sources {
    // Cached, so that repeated calls share the texts.
    static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
        let mut sources = Sources::new();
        for (name, text) in SHIPPED {
            sources.add(format!("schema/specs/{name}.yaml"), *name, *text);
        }
        sources
    });
    SOURCES.clone()
}
