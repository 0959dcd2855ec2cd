//! A client that is built without a source of access tokens: the compiler names the missing method.

use wxmed::*;

fn main() {
    let _ = Client::builder(ApiKey::new("made-up-key")).build();
    let _ = blocking::Client::builder(ApiKey::new("made-up-key")).merchant(merchant()).build();
}

fn merchant() -> Merchant {
    unimplemented!()
}
