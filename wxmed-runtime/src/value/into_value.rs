/// What a builder takes for a value of a type: whatever becomes it and cannot fail.
///
/// It is `Into`, under a name of its own so that the compiler can say how a value is made of something else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `{T}`, and does not become one without a check",
    label = "a value of the type `{T}` belongs here",
    note = "a text becomes one by `\"…\".parse::<{T}>()?`, which says what is wrong if something is; an identity number \
            becomes an `IdCardMd5` by `IdCard::parse(\"…\")?`",
    note = "amounts and numbers are exact: write what would be a floating-point number as a text"
)]
pub trait IntoValue<T> {
    /// The value.
    fn into_value(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> IntoValue<T> for V {
    fn into_value(self) -> T {
        self.into()
    }
}
