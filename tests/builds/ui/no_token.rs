//! A client is built before it knows where its access tokens come from: the compiler names the method that is missing.

use wxmed::*;

fn main() {
    let _ = Client::builder(ApiKey::new("made-up-key")).build();
    let _ = blocking::Client::builder(ApiKey::new("made-up-key")).merchant(merchant()).build();
}

fn merchant() -> Merchant {
    unimplemented!()
}
