//! A lexer for text that the compiler printed: it has no comments, and every literal is complete.

/// A token.
#[derive(Clone, Copy)]
pub(super) struct Lexeme<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    /// The start, as a byte offset.
    pub(super) start: usize,
    /// Whether the next token follows without a space.
    pub(super) is_joint: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword, raw ones with their `r#`.
    Name,
    /// A string, a character or a number.
    Literal,
    Open,
    Close,
    /// One character of punctuation, or the `'` of a lifetime.
    Punct,
}

pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The end of the run of matching bytes that begins at an index.
    fn end_of(&self, start: usize, belongs: fn(u8) -> bool) -> usize {
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        start + bytes.iter().position(|byte| !belongs(*byte)).unwrap_or(bytes.len())
    }

    /// The end of a quoted text whose opening quote is at an index.
    fn end_of_quoted(&self, start: usize) -> usize {
        let quote = self.byte(start);
        let mut at = start + 1;
        loop {
            match self.byte(at) {
                None => return at,
                Some(b'\\') => at += 2,
                byte if byte == quote => return at + 1,
                Some(_) => at += 1,
            }
        }
    }

    /// The end of `"…"##`, which begins after its `r##`.
    fn end_of_raw(&self, quote: usize, hashes: usize) -> usize {
        let end = format!("\"{}", "#".repeat(hashes));
        let inside = self.text.get(quote + 1..).unwrap_or_default();
        inside.find(&end).map_or(self.text.len(), |at| quote + 1 + at + end.len())
    }

    /// The kind and the end of a token that begins with a letter.
    fn word(&self, start: usize) -> (Kind, usize) {
        let end = self.end_of(start, is_of_name);
        let hashes = self.end_of(end, |byte| byte == b'#') - end;
        match (self.text.get(start..end), self.byte(end), self.byte(end + hashes)) {
            (Some("r" | "br" | "cr"), _, Some(b'"')) => (Kind::Literal, self.end_of_raw(end + hashes, hashes)),
            (Some("b" | "c"), Some(b'"' | b'\''), _) => (Kind::Literal, self.end_of_quoted(end)),
            (Some("r"), Some(b'#'), _) => (Kind::Name, self.end_of(end + 1, is_of_name)),
            _ => (Kind::Name, end),
        }
    }

    /// Whether a `'` begins a character, and not the name of a lifetime.
    fn is_character(&self, quote: usize) -> bool {
        let mut inside = self.text.get(quote + 1..).unwrap_or_default().chars();
        inside.next() == Some('\\') || inside.next() == Some('\'')
    }
}

/// Outside quotes, non-ASCII bytes belong to names.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

impl<'t> Iterator for Lexer<'t> {
    type Item = Lexeme<'t>;

    fn next(&mut self) -> Option<Lexeme<'t>> {
        let start = self.end_of(self.at, |byte| byte.is_ascii_whitespace());
        let (kind, end) = match self.byte(start)? {
            b'"' => (Kind::Literal, self.end_of_quoted(start)),
            b'\'' if self.is_character(start) => (Kind::Literal, self.end_of_quoted(start)),
            b'(' | b'[' | b'{' => (Kind::Open, start + 1),
            b')' | b']' | b'}' => (Kind::Close, start + 1),
            byte if byte.is_ascii_digit() => (Kind::Literal, self.end_of(start, is_of_name)),
            byte if is_of_name(byte) => self.word(start),
            _ => (Kind::Punct, start + 1),
        };
        self.at = end;
        let is_joint = self.byte(end).is_some_and(|next| !next.is_ascii_whitespace());
        Some(Lexeme { kind, text: self.text.get(start..end)?, start, is_joint })
    }
}
