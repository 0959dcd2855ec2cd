//! The compiler can watch files, not folders: a file that is added to this one is noticed here.

fn main() {
    println!("cargo::rerun-if-changed=cities");
}
