//! Formats generated items in a readable layout.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

use wxmed_commands::{Failure, Result};

/// The line before each text, when several texts are formatted by one process.
const MARK: &str = "// The next file.";
/// The beginnings of lines that may begin an item.
const ITEM_STARTS: [&str; 7] = ["///", "#[", "pub ", "impl", "fn ", "const ", "static "];

/// Formats the items of several files in a single run of rustfmt.
///
/// # Errors
/// If rustfmt isn't installed, or can't parse the items.
pub(crate) fn files(files: &[syn::File]) -> Result<Vec<String>> {
    let text: String =
        files.iter().map(|file| format!("{MARK}\n\n{}\n", spaced(&prettyplease::unparse(file)))).collect();
    let formatted = rustfmt(text)?;
    let texts: Vec<String> = formatted.split(MARK).skip(1).map(|text| format!("{}\n", text.trim())).collect();
    if texts.len() == files.len() { Ok(texts) } else { Err(Failure::new("rustfmt lost what is between two files")) }
}

/// Splits documentation into one attribute for each line, which is then written as `///`.
pub(crate) fn doc_lines(tokens: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    for tree in tokens {
        let TokenTree::Group(group) = tree else {
            out.extend([tree]);
            continue;
        };
        let lines = doc_text(&group).filter(|text| text.contains('\n')).unwrap_or_default();
        for (number, line) in lines.lines().enumerate() {
            let literal = Literal::string(line);
            // The `#` of the first line was already written.
            let hash = (number > 0).then(|| quote::quote!(#));
            out.extend(quote::quote!(#hash [doc = #literal]));
        }
        if lines.is_empty() {
            let mut inner = Group::new(group.delimiter(), doc_lines(group.stream()));
            inner.set_span(group.span());
            out.extend([TokenTree::Group(inner)]);
        }
    }
    out
}

/// The text of `[doc = "text"]`.
fn doc_text(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let (name, _, text) = (tokens.next()?, tokens.next()?, tokens.next()?);
    let is_doc = group.delimiter() == Delimiter::Bracket && name.to_string() == "doc";
    let text = syn::parse2::<syn::LitStr>(TokenStream::from(text)).ok()?;
    is_doc.then(|| text.value())
}

fn rustfmt(text: String) -> Result<String> {
    // The options are given explicitly, so that the layout doesn't depend on the current folder.
    let mut child = Command::new("rustfmt")
        .args(["--edition=2024", "--config=max_width=120,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("rustfmt: {error}: `rustup component add rustfmt` installs it")))?;
    let stdin = child.stdin.take();
    let writer = thread::spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes())));
    let output = child.wait_with_output()?;
    let written = writer.join();
    match String::from_utf8(output.stdout) {
        Ok(formatted) if output.status.success() && matches!(written, Ok(Ok(()))) => Ok(formatted),
        _ => Err(Failure::new(format!("rustfmt failed: {}", String::from_utf8_lossy(&output.stderr)))),
    }
}

/// Separates items by empty lines, which rustfmt doesn't add.
fn spaced(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut spaced = String::new();
    let mut before = "";
    for line in text.lines() {
        let starts_item = ITEM_STARTS.iter().any(|start| line.trim_start().starts_with(start));
        let ends_item = before.trim_start().starts_with('}') || line.trim_start().starts_with("///");
        if starts_item && ends_item && indent(before) == indent(line) && before.ends_with(['}', ';']) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}
