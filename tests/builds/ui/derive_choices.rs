//! Choices as one field, and rows that depend on a tag.

use wxmed::{Merchant, Request};

#[wxmed::schema(path = "specs/derive.yaml")]
mod made {}

/// Only the generated type of the object tells which enum its choice has.
#[derive(Request)]
#[wxmed(path = "specs/derive.yaml", spec = "derive", object = "person")]
struct Person {
    paper: made::Paper,
}

/// A choice takes its own enum, and no other.
#[derive(Request)]
#[wxmed(path = "specs/derive.yaml", into = made::Derive)]
struct Visit {
    kind: String,
    place: Merchant,
    person: Person,
    body: Person,
}

#[derive(Request)]
#[wxmed(path = "specs/derive.yaml", object = "body")]
struct Body {
    no: String,
}

#[derive(Request)]
#[wxmed(path = "specs/derive.yaml", spec = "deriv", spec = "derive", into = made::Derive)]
struct Twice {
    kind: String,
}

#[derive(Request)]
#[wxmed(path = "specs/derive.yaml", spec = "deriv", into = made::Derive)]
struct Misspelt {
    kind: String,
}

#[derive(Request)]
#[wxmed(path = "specs/folder", into = made::Derive)]
struct Several {
    kind: String,
}

#[derive(Request)]
#[wxmed(path = "specs/unused_codes.yaml", into = made::Derive)]
struct Neither {
    kind: String,
}

fn main() {}
