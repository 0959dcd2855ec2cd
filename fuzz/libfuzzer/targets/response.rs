#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wxmed_fuzz::response(bytes));
