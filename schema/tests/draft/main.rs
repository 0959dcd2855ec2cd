//! Drafting a city's spec from what its bureau hands out.

mod broken;
mod invented;
mod shipped;
mod support;
