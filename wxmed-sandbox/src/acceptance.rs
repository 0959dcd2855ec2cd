//! The acceptance list: what a hospital should test before it goes live. Points are ticked from its traffic.

mod digest;
mod forged;
mod notified;
mod points;
mod response;
mod retries;
mod sent;
mod starting_over;
mod ticks;
mod token_replaced;
mod unbound_card;
mod unknown_outcomes;

use wxmed::Bilingual;

pub(crate) use ticks::Ticks;

/// One point of the list.
pub(crate) struct Point {
    pub(crate) id: &'static str,
    pub(crate) title: Bilingual,
    /// How to get the point ticked.
    pub(crate) how: Bilingual,
    pub(crate) found: Found,
    /// What was seen of the point, and what is missing; or why it failed.
    pub(crate) hint: Option<Bilingual>,
    pub(crate) proof: Proof,
    pub(crate) checked_by: CheckedBy,
}

/// Whether a point was found in the traffic. The number is that of a recorded call or of a notification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Found {
    #[default]
    Nothing,
    Seen(usize),
    /// The call did the opposite of what is required.
    Failed(usize),
}

/// What the number in [`Found`] refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    Exchange,
    Notification,
}

/// What shows whether a point is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CheckedBy {
    /// The traffic proves it.
    Traffic,
    /// A person checks how the hospital's program reacted.
    Person,
}

/// The hints that exist, as one.
fn joined<const N: usize>(hints: [Option<Bilingual>; N]) -> Option<Bilingual> {
    let join = |one: Bilingual, other: Bilingual| {
        Bilingual::new(format!("{}。{}", one.zh, other.zh), format!("{}. {}", one.en, other.en))
    };
    hints.into_iter().flatten().reduce(join)
}
