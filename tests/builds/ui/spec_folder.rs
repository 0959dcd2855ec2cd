//! Mistakes in several files of a folder, each reported in its file.

#[wxmed::schema(path = "specs/folder")]
pub mod spec {}

fn main() {
    let _ = spec::dongguan_bill::Bill::builder();
}
