//! Specs that are loaded at run time: operations and contents by name, without generated types.
//!
//! Validation has the same results as with generated types: the same paths, rules and severities. Changed files need no
//! restart: [`Specs::reload`] either replaces all specs at once, or keeps the old ones and returns the mistakes in the
//! new ones.
//!
//! ```
//! use wxmed::dynamic::Specs;
//! use wxmed::{ApiKey, Json};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("wxmed-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # std::fs::write(folder.join("visit.yaml"), "content: dongguan/visit\nsection: \"1.3\"\ntitle: { zh: 就诊, en: a visit }\n\
//! # fields:\n  - { name: ward, label: 科室, en: ward, type: String8, required: Y }\n")?;
//! let specs = Specs::load(&folder)?; // in addition to those included in wxmed
//! for operation in specs.operations() {
//!     println!("{} {} ({})", operation.section(), operation.name(), operation.title());
//! }
//!
//! let lookup = specs.operation("getbindurl")?;
//! let fields = [("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("url", "https://hospital.example/bound")];
//! assert!(lookup.validate(fields).is_empty());
//! let signed = lookup.sign(fields, &ApiKey::new("192006250b4c09247ec02edce69f6a2d"))?;
//! assert!(signed.body.xml().starts_with("<xml><nonce_str>"));
//!
//! let visit = specs.content("dongguan/visit")?;
//! let violations = visit.validate(&Json::parse(r#"{"ward":""}"#)?);
//! assert_eq!(violations.keys(), [("ward", "required")]);
//! specs.reload()?;
//! assert!(specs.content("dongguan/visti").unwrap_err().to_string().contains("did you mean dongguan/visit?"));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok(())
//! # }
//! ```

#[cfg_attr(not(feature = "client"), expect(dead_code, reason = "only the client reads responses"))]
mod compiled;
mod content;
mod error;
mod notification;
mod operation;
mod spec_options;
mod specs;

#[cfg(feature = "client")]
pub(crate) use compiled::CompiledOperation;
pub use content::Content;
pub use error::{SpecsError, UnknownContent};
pub use notification::{Notification, ReceivedFields};
pub use operation::Operation;
#[cfg(feature = "client")]
pub(crate) use operation::pairs;
pub use spec_options::SpecOptions;
pub use specs::Specs;
