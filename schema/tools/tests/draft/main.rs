//! Drafting a city's spec from what its bureau hands out.

mod broken;
mod cells;
mod headings;
mod invented;
mod mandatory;
mod oracle;
mod random_tables;
mod shipped;
mod support;
mod tables;
