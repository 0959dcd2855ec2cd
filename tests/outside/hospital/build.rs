//! The compiler can watch files, but not folders: this build script detects a new file in the folder.

fn main() {
    println!("cargo::rerun-if-changed=cities");
}
