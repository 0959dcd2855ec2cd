//! The types of the API as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, ident};
use crate::api::{Argument, ItemArgument, Origin, RecordRole, Type, TypeRef, is_optional, value_type};
use wxmed_compiler::model::{CodeTable, Field};

/// The Rust type of a field's value, and how a builder takes it.
pub(super) struct ValueType {
    pub(super) ty: TokenStream,
    pub(super) taken: Taken,
}

/// How a setter takes a value.
#[derive(Clone)]
pub(super) enum Taken {
    /// As it is.
    AsIs,
    /// As whatever becomes it.
    Into,
    /// As whatever becomes it, by a trait that says more to the compiler.
    Value,
    /// One by one: what each is taken as.
    Each(TokenStream),
}

impl Emitter<'_> {
    /// The type of a row's value, absent or not.
    pub(super) fn value_type(&self, row: usize, field: &Field, role: RecordRole) -> ValueType {
        let api = value_type(row, field, role);
        let taken = match api.argument() {
            Argument::Exact => Taken::AsIs,
            Argument::Into => Taken::Into,
            Argument::IntoValue => Taken::Value,
            Argument::Each(item) => {
                let each = self.type_tokens(api.item());
                Taken::Each(match item {
                    ItemArgument::Exact => each,
                    ItemArgument::Into => quote!(impl ::core::convert::Into<#each>),
                })
            }
        };
        ValueType { ty: self.type_tokens(&api), taken }
    }

    fn type_tokens(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Text => quote!(::std::string::String),
            Type::U8 => quote!(::core::primitive::u8),
            Type::U32 => quote!(::core::primitive::u32),
            Type::U64 => quote!(::core::primitive::u64),
            Type::I32 => quote!(::core::primitive::i32),
            Type::Ipv4Addr => quote!(::core::net::Ipv4Addr),
            Type::Timestamp => self.rt("Timestamp"),
            Type::IdCardMd5 => self.rt("IdCardMd5"),
            Type::Content => self.rt("Content"),
            Type::Yuan => self.rt("Yuan"),
            Type::Fen => self.rt("Fen"),
            Type::Decimal => self.rt("Decimal"),
            Type::Date => self.rt("Date"),
            Type::DashedDate => self.rt("DashedDate"),
            Type::DashedDateTime => self.rt("DashedDateTime"),
            Type::DashedDateMinute => self.rt("DashedDateMinute"),
            Type::Object(of) | Type::Codes(of) => self.path(of),
            Type::OpenCodes(of) => {
                let (open, table) = (self.rt("OpenEnum"), self.path(of));
                quote!(#open<#table>)
            }
            Type::List(item) => {
                let item = self.type_tokens(item);
                quote!(::std::vec::Vec<#item>)
            }
        }
    }

    fn path(&self, of: &TypeRef) -> TokenStream {
        match of.origin {
            Origin::SharedCodes(_, file) => self.shared_path(file, "codes", &of.name),
            Origin::Codes(_) | Origin::Object(_) => {
                let name = self.type_name(&of.name);
                quote!(#name)
            }
        }
    }

    /// The type of a member: the value, or perhaps the value.
    pub(super) fn member_type(&self, field: &Field, value: &TokenStream) -> TokenStream {
        if is_optional(field) { quote!(::core::option::Option<#value>) } else { value.clone() }
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
