//! Drafting a city's spec from what its bureau hands out.

mod broken;
mod invented;
mod oracle;
mod shipped;
mod support;
mod tables;
