//! Generated items as a person would lay them out.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

use wxmed_commands::{Failure, Result};

/// What begins a text of several that are formatted by one process.
const MARK: &str = "// The next file.";
/// What a line begins with that may begin an item.
const ITEM_STARTS: [&str; 7] = ["///", "#[", "pub ", "impl", "fn ", "const ", "static "];

/// Formats the items of several files, all by one run of rustfmt.
///
/// # Errors
/// If rustfmt is not installed, or takes the items for something that is not Rust.
pub(crate) fn files(files: &[syn::File]) -> Result<Vec<String>> {
    let text: String =
        files.iter().map(|file| format!("{MARK}\n\n{}\n", spaced(&prettyplease::unparse(file)))).collect();
    let formatted = rustfmt(text)?;
    let texts: Vec<String> = formatted.split(MARK).skip(1).map(|text| format!("{}\n", text.trim())).collect();
    if texts.len() == files.len() { Ok(texts) } else { Err(Failure::new("rustfmt lost what is between two files")) }
}

/// Gives each line of documentation an attribute of its own, which is then written as `///`.
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
            // The `#` of the first line has been written.
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
    // Not the configuration of the folder: the layout must not depend on where this runs.
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

/// Sets items apart: rustfmt adds no empty lines.
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
