//! What is said of each shape on its page of the language reference.

use super::Shape;
/// The page of a shape.
#[derive(Debug)]
pub struct Page {
    /// x
    pub shape: &'static Shape,
}
/// x
#[derive(Debug)]
pub struct Example;
/// x
pub static PAGES: &[Page] = &[];
