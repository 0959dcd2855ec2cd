//! A file that is not YAML.

#[wxmed::schema(path = "specs/yaml_syntax.yaml")]
pub mod spec {
    impl Slip {
        pub fn is_long(&self) -> bool {
            self.kh.len() > 20
        }
    }
}

use spec::{Slip, SlipBuilder};

fn begin() -> SlipBuilder {
    Slip::builder()
}

fn main() {
    let slip: Slip = begin().kh("1").build().into_inner();
    println!("{}", slip.is_long());
}
