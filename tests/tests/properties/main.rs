//! Properties: what holds for every value of every spec, good and bad. `WXMED_CASES` says how many values there are.

mod answers;
mod bindings;
mod built;
mod contents;
mod loaded;
mod received;
mod requests;
mod shown;
