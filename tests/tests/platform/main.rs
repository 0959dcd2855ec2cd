//! The client and the sandbox, over real sockets, and libraries of other languages for comparison.

mod console;
mod every_construct;
mod languages;
mod over_http;
mod peers;
mod second_generation;
mod service;
mod serving;
mod tls;
