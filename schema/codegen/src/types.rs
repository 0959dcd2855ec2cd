use proc_macro2::TokenStream;
use quote::quote;

use super::names::NameRole;
use super::{Emitter, ident};
use wxmed_compiler::model::{CodeTable, Exhaustiveness, Field, Presence, ValueKind};

/// The Rust type of a field's value, and how a builder takes it.
pub(super) struct ValueType {
    pub(super) ty: TokenStream,
    pub(super) taken: Taken,
}

/// How a setter takes a value.
#[derive(Clone)]
pub(super) enum Taken {
    /// As it is: numbers, whose literals would not know what to become.
    AsIs,
    /// As whatever becomes it.
    Into,
    /// As whatever becomes it, of a type that most values become by a check alone: the compiler is told how to say so.
    Value,
    /// One by one: what each is taken as.
    Each(TokenStream),
}

impl Emitter<'_> {
    /// The type of a row's value, absent or not.
    pub(super) fn value_type(&self, field: &Field, role: NameRole, object: Option<&str>) -> ValueType {
        let ValueType { ty, taken } = self.single_type(field, role, object);
        if field.list.is_none() {
            return ValueType { ty, taken };
        }
        let each = match taken {
            Taken::AsIs => ty.clone(),
            Taken::Into | Taken::Value | Taken::Each(_) => quote!(impl ::core::convert::Into<#ty>),
        };
        ValueType { ty: quote!(::std::vec::Vec<#ty>), taken: Taken::Each(each) }
    }

    /// The type of a row's value, or of each of its values.
    fn single_type(&self, field: &Field, role: NameRole, object: Option<&str>) -> ValueType {
        let kind = match role {
            NameRole::Request | NameRole::Content => field.value_kind(),
            NameRole::Reply => field.received_kind(),
        };
        let (ty, taken) = match kind {
            ValueKind::Code => match &field.codes {
                Some(codes) => (self.code_type(codes, role), Taken::Into),
                None => (quote!(::std::string::String), Taken::Into),
            },
            ValueKind::Object => {
                let name = object.map(|object| self.type_name(object));
                (quote!(#name), Taken::Into)
            }
            ValueKind::Text => (quote!(::std::string::String), Taken::Into),
            ValueKind::Uint8 => (quote!(::core::primitive::u8), Taken::AsIs),
            ValueKind::Uint32 => (quote!(::core::primitive::u32), Taken::AsIs),
            ValueKind::Uint64 => (quote!(::core::primitive::u64), Taken::AsIs),
            ValueKind::Int => (quote!(::core::primitive::i32), Taken::AsIs),
            ValueKind::Timestamp => (self.rt("Timestamp"), Taken::Value),
            ValueKind::Ipv4 => (quote!(::core::net::Ipv4Addr), Taken::Value),
            ValueKind::IdcardMd5 => (self.rt("IdCardMd5"), Taken::Value),
            ValueKind::Content => (self.rt("Content"), Taken::Into),
            ValueKind::Yuan => (self.rt("Yuan"), Taken::Value),
            ValueKind::Fen => (self.rt("Fen"), Taken::Value),
            ValueKind::Decimal => (self.rt("Decimal"), Taken::Value),
            ValueKind::Date => (self.rt("Date"), Taken::Value),
            ValueKind::DashedDate => (self.rt("DashedDate"), Taken::Value),
            ValueKind::DashedDateTime => (self.rt("DashedDateTime"), Taken::Value),
            ValueKind::DashedDateMinute => (self.rt("DashedDateMinute"), Taken::Value),
        };
        ValueType { ty, taken }
    }

    /// The type of a code, which in what is received can be one that the table does not list.
    fn code_type(&self, codes: &CodeTable, role: NameRole) -> TokenStream {
        let (table, open) = (self.codes_path(codes), self.rt("OpenEnum"));
        let is_closed = codes.openness == Exhaustiveness::Closed && role != NameRole::Reply;
        if is_closed { table } else { quote!(#open<#table>) }
    }

    /// The type of a member: the value, or perhaps the value.
    pub(super) fn member_type(&self, field: &Field, value: &TokenStream) -> TokenStream {
        if is_mandatory(field) { value.clone() } else { quote!(::core::option::Option<#value>) }
    }

    /// The path of a code table's enum.
    pub(super) fn codes_path(&self, codes: &CodeTable) -> TokenStream {
        if codes.shared {
            return self.shared_path(codes.span.file, "codes", &codes.spelling);
        }
        let name = self.type_name(&codes.spelling);
        quote!(#name)
    }

    /// The path of a type that stands by itself: in the runtime crate, or in the module that the user wrote.
    pub(super) fn shared_path(&self, file: usize, module: &str, spelling: &str) -> TokenStream {
        if self.options.context_files.contains(&file) {
            let (runtime, module, name) = (&self.options.runtime, ident(module), ident(spelling));
            return quote!(#runtime::#module::#name);
        }
        let name = self.type_name(spelling);
        let up = (0..self.depth).map(|_| quote!(super::));
        quote!(#(#up)* #name)
    }

    /// The name of a type, as the user wants it.
    pub(super) fn type_name(&self, name: &str) -> proc_macro2::Ident {
        self.options.types.get(name).and_then(|options| options.rename.clone()).unwrap_or_else(|| ident(name))
    }
}

/// Whether a member has a value without `Option`.
pub(super) fn is_mandatory(field: &Field) -> bool {
    field.presence == Presence::Required
}
