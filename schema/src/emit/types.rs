use proc_macro2::TokenStream;
use quote::quote;

use super::names::NameRole;
use super::{Emitter, ident};
use crate::Format;
use crate::model::{CodeTable, Field, Openness, Presence, Type};

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
            Taken::Into | Taken::Each(_) => quote!(impl ::core::convert::Into<#ty>),
        };
        ValueType { ty: quote!(::std::vec::Vec<#ty>), taken: Taken::Each(each) }
    }

    /// The type of a row's value, or of each of its values.
    fn single_type(&self, field: &Field, role: NameRole, object: Option<&str>) -> ValueType {
        if let Some(codes) = &field.codes {
            let table = self.codes_path(codes);
            let open = self.rt("Open");
            let is_closed = codes.openness == Openness::Closed && role != NameRole::Reply;
            let ty = if is_closed { table } else { quote!(#open<#table>) };
            return ValueType { ty, taken: Taken::Into };
        }
        let string = quote!(::std::string::String);
        let (ty, taken) = match (field.ty, field.format) {
            (Type::Object, _) => {
                let name = object.map(|object| self.type_name(object));
                (quote!(#name), Taken::Into)
            }
            (Type::Uint8, _) | (_, Format::Uint8) => (quote!(::core::primitive::u8), Taken::AsIs),
            (Type::Uint32 | Type::Uint64 | Type::Int, Format::Fen) => (self.rt("Fen"), Taken::Into),
            (Type::Uint32, _) | (_, Format::Uint32) => (quote!(::core::primitive::u32), Taken::AsIs),
            (Type::Uint64, _) | (_, Format::Uint64) => (quote!(::core::primitive::u64), Taken::AsIs),
            (Type::Int, _) | (_, Format::Int) => (quote!(::core::primitive::i32), Taken::AsIs),
            _ if role == NameRole::Reply => (string, Taken::Into),
            (_, Format::Timestamp) => (self.rt("Timestamp"), Taken::Into),
            (_, Format::Ipv4) => (quote!(::core::net::Ipv4Addr), Taken::Into),
            (_, Format::IdcardMd5) => (self.rt("IdHash"), Taken::Into),
            (_, Format::Content) => (self.rt("Content"), Taken::Into),
            (_, Format::Yuan) => (self.rt("Yuan"), Taken::Into),
            (_, Format::Fen) => (self.rt("Fen"), Taken::Into),
            (_, Format::Decimal) => (self.rt("Decimal"), Taken::Into),
            (_, Format::Date) => (self.rt("Date"), Taken::Into),
            (_, Format::DashedDate) => (self.rt("DashedDate"), Taken::Into),
            (_, Format::DateTime) => (self.rt("DateTime"), Taken::Into),
            (_, Format::DateMinute) => (self.rt("DateMinute"), Taken::Into),
            (_, Format::Text | Format::Url) => (string, Taken::Into),
        };
        ValueType { ty, taken }
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
