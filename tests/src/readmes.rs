//! The Rust listings of the documents. They must compile, and run unless they need a sandbox that the reader has
//! started.

#[doc = include_str!(concat!(env!("OUT_DIR"), "/README.md"))]
struct English;

#[doc = include_str!(concat!(env!("OUT_DIR"), "/README.zh-CN.md"))]
struct Chinese;

#[doc = include_str!(concat!(env!("OUT_DIR"), "/docs-guide.md"))]
struct EnglishGuide;

#[doc = include_str!(concat!(env!("OUT_DIR"), "/docs-guide.zh-CN.md"))]
struct ChineseGuide;

#[doc = include_str!(concat!(env!("OUT_DIR"), "/docs-migrating.md"))]
struct EnglishMigrating;

#[doc = include_str!(concat!(env!("OUT_DIR"), "/docs-migrating.zh-CN.md"))]
struct ChineseMigrating;
