//! Properties that hold for all values of all specs, valid and damaged. `WXMED_CASES` sets the number of values.

mod bindings;
mod built;
mod contents;
mod loaded;
mod received;
mod requests;
mod responses;
mod shown;
