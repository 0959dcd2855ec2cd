//! Drafting a city's spec from its bureau's documents.

mod broken;
mod cell_codes;
mod cells;
mod headings;
mod invented;
mod mandatory;
mod nesting;
mod oracle;
mod random_tables;
mod shipped;
mod support;
mod tables;
