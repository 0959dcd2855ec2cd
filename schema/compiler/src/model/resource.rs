use super::Span;
use wxmed_core::Bilingual;

/// A resource that operations create and need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// An insurance card that a user has bound.
    BoundCard,
    /// An order.
    Order,
    /// A message to a user.
    Message,
    /// A link for binding a card.
    BindLink,
    /// A code that a user shows, and a device scans.
    AuthCode,
}

impl Resource {
    /// Every resource.
    pub const ALL: [Resource; 5] =
        [Resource::BoundCard, Resource::Order, Resource::Message, Resource::BindLink, Resource::AuthCode];

    /// The name in a spec.
    pub const fn name(self) -> &'static str {
        match self {
            Resource::BoundCard => "bound-card",
            Resource::Order => "order",
            Resource::Message => "message",
            Resource::BindLink => "bind-link",
            Resource::AuthCode => "auth-code",
        }
    }

    /// The description.
    pub const fn about(self) -> Bilingual {
        match self {
            Resource::BoundCard => Bilingual::of("用户绑定的医保卡", "an insurance card that a user has bound"),
            Resource::Order => Bilingual::of("订单", "an order"),
            Resource::Message => Bilingual::of("发给用户的消息", "a message to a user"),
            Resource::BindLink => Bilingual::of("绑卡的链接", "a link for binding a card"),
            Resource::AuthCode => Bilingual::of("用户出示的授权码", "a code that a user shows to be scanned"),
        }
    }

    /// The resource with this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|resource| resource.name() == name)
    }
}

/// A resource that must exist before an operation can be executed. Numbers are indices of the request's fields.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Need {
    /// The resource.
    pub what: Resource,
    /// The fields that identify it. Any one of them that is given is sufficient.
    pub by: Vec<usize>,
    /// The fields whose values must match those of the resource.
    pub same: Vec<usize>,
    /// How often it can be used.
    pub uses: Uses,
    /// For how many seconds after its creation it can be used; `None` for no limit.
    pub within: Option<u32>,
    /// The span in the sources.
    pub span: Span,
}

/// How often a needed resource can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Uses {
    /// Any number of times.
    #[default]
    Any,
    /// By one successful request.
    Once,
}

/// A resource that an operation creates. Numbers are indices of the request's fields.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Creation {
    /// The resource.
    pub what: Resource,
    /// The fields that identify it. A second request with the same values repeats the first. If there are none, every
    /// request creates a new one.
    pub by: Vec<usize>,
    /// The index of the response's field that contains its validity in seconds.
    pub lasts: Option<usize>,
    /// The span in the sources.
    pub span: Span,
}

/// Why the platform rejects a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCause {
    /// A needed resource doesn't exist.
    Missing(Resource),
    /// The request's field at this index differs from the resource's value.
    Differs(usize),
}

/// The source of a response row's value, as far as it is known without the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum ValueSource {
    /// The spec doesn't state it.
    #[default]
    Unstated,
    /// A made-up value like this sample.
    Sample(String),
    /// The resource that the operation needs or creates has it, under the row's name.
    From(Resource),
    /// The platform echoes the request's field at this index.
    Echo(usize),
}
