//! Emits the types of the API.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Emitter, ident};
use crate::api::{Origin, Scalar, Type, TypeRef};

impl Emitter<'_> {
    /// A type that is valid in any module.
    pub(super) fn type_tokens(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => self.scalar_tokens(*scalar),
            Type::Object(of) | Type::Codes(of) | Type::Group(of) => self.path(of),
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

    fn scalar_tokens(&self, scalar: Scalar) -> TokenStream {
        let name = ident(scalar.name());
        match scalar {
            Scalar::Text => quote!(::std::string::#name),
            Scalar::U8 | Scalar::U32 | Scalar::U64 | Scalar::I32 | Scalar::I64 | Scalar::Bool => {
                quote!(::core::primitive::#name)
            }
            Scalar::Ipv4Addr => quote!(::core::net::#name),
            Scalar::Timestamp
            | Scalar::IdCardMd5
            | Scalar::Content
            | Scalar::Yuan
            | Scalar::Fen
            | Scalar::Decimal
            | Scalar::Date
            | Scalar::DashedDate
            | Scalar::DashedDateTime
            | Scalar::DashedDateMinute => self.rt(scalar.name()),
        }
    }

    /// The type of an optional or mandatory value.
    pub(super) fn perhaps(&self, ty: &Type, is_optional: bool) -> TokenStream {
        let ty = self.type_tokens(ty);
        if is_optional { quote!(::core::option::Option<#ty>) } else { ty }
    }

    /// The path of a generated type.
    pub(super) fn path(&self, of: &TypeRef) -> TokenStream {
        let name = &of.name;
        match of.origin {
            Origin::SharedCodes(_, file) => self.shared_path(file, "codes", name),
            Origin::SharedPart(_, file) => self.shared_path(file, "parts", name),
            Origin::Codes(_) | Origin::Object(_) | Origin::Choice(_) | Origin::Tag => {
                let name = self.type_name(name);
                quote!(#name)
            }
        }
    }

    /// The path of a type that several specs share: in the runtime crate, or in the user's module.
    fn shared_path(&self, file: usize, module: &str, name: &str) -> TokenStream {
        if self.options.context_files.contains(&file) {
            let (runtime, module, name) = (&self.options.runtime, ident(module), ident(name));
            return quote!(#runtime::#module::#name);
        }
        let name = self.type_name(name);
        if self.is_in_module { quote!(super::#name) } else { quote!(#name) }
    }

    /// The name of a type; a name that the user wrote keeps its span.
    pub(super) fn type_name(&self, name: &str) -> Ident {
        self.options.of_type(name).and_then(|options| options.rename.clone()).unwrap_or_else(|| ident(name))
    }
}
