//! The sandbox, over HTTP and without it.

mod access;
mod accounts;
mod contents;
mod endpoints;
mod http;
mod lifetimes;
mod noted;
mod notifications;
mod operations;
mod protocol;
mod scripts;
mod support;
mod things;
