use super::Span;
use wxmed_core::Bilingual;

/// What operations bring about and rely on.
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
    /// Every thing.
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

    /// What it is.
    pub const fn about(self) -> Bilingual {
        match self {
            Resource::BoundCard => Bilingual::of("用户绑定的医保卡", "an insurance card that a user has bound"),
            Resource::Order => Bilingual::of("订单", "an order"),
            Resource::Message => Bilingual::of("发给用户的消息", "a message to a user"),
            Resource::BindLink => Bilingual::of("绑卡的链接", "a link for binding a card"),
            Resource::AuthCode => Bilingual::of("用户出示的授权码", "a code that a user shows to be scanned"),
        }
    }

    /// The thing that a spec names.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|thing| thing.name() == name)
    }
}

/// Something that must be there before an operation can do its work. Numbers are places of the request's fields.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Need {
    /// What it is.
    pub what: Resource,
    /// The fields by which it is found: any of them that is given finds it.
    pub by: Vec<usize>,
    /// The fields whose values must be its own.
    pub same: Vec<usize>,
    /// How often it can be used.
    pub uses: Uses,
    /// For how many seconds it can be used after it was made; without a limit if the spec has none.
    pub within: Option<u32>,
    /// Where the need is written.
    pub span: Span,
}

/// How often something that is needed can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Uses {
    /// As often as requests need it.
    #[default]
    Any,
    /// By one request that succeeds.
    Once,
}

/// Something that an operation brings about. Numbers are places of the request's fields.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Creation {
    /// What it is.
    pub what: Resource,
    /// The fields that tell one from another: a second request with the same values repeats the first. If there are
    /// none, every request brings about another one.
    pub by: Vec<usize>,
    /// The place of the answer's field that says for how many seconds it is valid.
    pub lasts: Option<usize>,
    /// Where it is written.
    pub span: Span,
}

/// Why the platform refuses a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCause {
    /// A thing that the operation needs is not there.
    Missing(Resource),
    /// The value of the request's field at this place is not that of the thing.
    Differs(usize),
}

/// Where the value of a row of an answer comes from, as far as it can be known without the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum AnswerValue {
    /// The spec does not say.
    #[default]
    Unstated,
    /// Anything like this value, which is made up.
    Sample(String),
    /// The thing that the operation needs or creates has it, under the row's own name.
    From(Resource),
    /// The platform gives back what was sent in the request's field at this place.
    Echo(usize),
}
