//! The Rust of the readmes, which has to compile.

#[doc = include_str!("../../README.md")]
struct English;

#[doc = include_str!("../../README.zh-CN.md")]
struct Chinese;
