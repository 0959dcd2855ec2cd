//! The sandbox, over HTTP and without it.

mod binary;
mod contents;
mod endpoints;
mod http;
mod operations;
mod protocol;
mod scripts;
mod support;
mod things;
