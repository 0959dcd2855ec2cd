//! Shows how fields are signed: `cargo xtask explain-sign --spec NAME --key-env VAR FIELDS.json`.
//!
//! Use it to find the cause of 签名失败: it signs a flat JSON object exactly as given, and lists the violations of the
//! operation's spec. Compare the string to sign with that of the other program, character by character.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use clap::builder::styling::{AnsiColor, Style};
use wxmed::codec::{SignType, Signature, Signer, encode_unsigned, string_to_sign};
use wxmed::spec::model::{Model, Operation, Role};
use wxmed::spec::{Format, Options, Scope, Sources, compile, shipped, validate_request};
use wxmed::{ApiKey, Json, Severity, Violations};

const LABEL: Style = Style::new().bold();
const BAD: Style = AnsiColor::Red.on_default();

/// Show how fields are signed: the string to sign with the key masked, the signature, the XML.
///
/// The fields are signed exactly as given, including nonce_str if there is one, and their violations are listed. Exits
/// with 0 if the fields were signed, and with 2 otherwise.
#[derive(Parser)]
#[command(name = "explain-sign", after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The operation: `preregister`, or the path of its spec, `payinsurance/preregister`
    #[arg(long, value_name = "NAME")]
    pub(crate) spec: String,
    /// The environment variable with the API key, so that the key is not part of the command line
    #[arg(long, value_name = "VAR")]
    pub(crate) key_env: String,
    /// A folder of specs to use instead of the included ones
    #[arg(long, value_name = "DIR")]
    pub(crate) specs: Option<PathBuf>,
    /// A file with one flat JSON object of field names and strings; `-` reads standard input
    #[arg(value_name = "FIELDS.json")]
    pub(crate) fields: PathBuf,
}

const AFTER_HELP: &str = "\
Example:
  read -rs WXMED_KEY && export WXMED_KEY
  echo '{\"openid\": \"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\", \"url\": \"https://hospital.example/\", \"nonce_str\": \"5K8264\"}' |
    cargo xtask explain-sign --spec getbindurl --key-env WXMED_KEY -";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let key = std::env::var(&arguments.key_env).ok();
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    match explain(&arguments, key, &mut io::stdin().lock()).map(|text| out.write_all(text.as_bytes())) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Ok(Err(error)) => refuse(&format!("the result cannot be written: {error}")),
        Err(why) => refuse(&why),
    }
}

fn refuse(why: &str) -> ExitCode {
    anstream::eprintln!("{BAD}error{BAD:#}: {why}");
    ExitCode::from(2)
}

/// The whole output, or the reason why nothing was signed and what to do.
pub(crate) fn explain(arguments: &Arguments, key: Option<String>, stdin: &mut dyn Read) -> Result<String, String> {
    let specs = Specs::load(arguments.specs.as_deref())?;
    let operation = specs.operation(&arguments.spec)?;
    let mut remarks = Vec::new();
    let key = read_key(&arguments.key_env, key, &mut remarks)?;
    let given = read_fields(&arguments.fields, stdin)?;
    let fields = choose(given, operation, &mut remarks);
    let violations = validate_request(operation, &fields);
    let sign_type = sign_type(operation, &fields, &mut remarks);
    let signed = sign(&fields, &key, sign_type)?;
    if specs.has_errors {
        remarks.push(
            "the specs have mistakes, so the violations may not be all of them: run `cargo xtask lint`".to_owned(),
        );
    }
    Ok(show(operation, &fields, sign_type, &signed, &violations, &remarks))
}

/// The specs, and the file of each operation.
struct Specs {
    sources: Sources,
    model: Model,
    has_errors: bool,
}

impl Specs {
    fn load(folder: Option<&Path>) -> Result<Self, String> {
        let (sources, scope) = match folder {
            None => (shipped(), Scope::Everything),
            Some(folder) => (read_folder(folder)?, Scope::Named),
        };
        let (model, diagnostics) = compile(&sources, &Options { scope, ..Options::default() });
        // The fields are signed as given, so defaults aren't filled in.
        let model = model.without_defaults();
        Ok(Self { sources, model, has_errors: diagnostics.has_errors() })
    }

    fn path(&self, operation: &Operation) -> &str {
        self.sources.file(operation.span).map_or("", |file| &file.name)
    }

    fn operation(&self, wanted: &str) -> Result<&Operation, String> {
        let is_wanted = |operation: &&Operation| operation.name == wanted || self.path(operation) == wanted;
        if let Some(operation) = self.model.operations.iter().find(is_wanted) {
            return Ok(operation);
        }
        let names: Vec<&str> = self.model.operations.iter().map(|operation| operation.name.as_str()).collect();
        let list = names.join(", ");
        if self.model.content(wanted).is_some() {
            return Err(format!(
                "`{wanted}` is a content, and a content is not signed by itself.\nName an operation that carries it, and \
                 put the JSON text of the content into the field: {}.",
                self.operations_with_content().join(", ")
            ));
        }
        let mut hint = format!("there are {list}");
        if let Some(near) = names.iter().find(|name| is_near(name, wanted)) {
            hint = format!("did you mean `{near}`? There are {list}");
        } else if self.sources.files().iter().any(|file| file.name == wanted) {
            hint = format!("`{wanted}` is a spec, but none of an operation; {hint}");
        }
        Err(format!("no operation is called `{wanted}`.\n{hint}."))
    }

    /// The operations with a field for a content, each with that field.
    fn operations_with_content(&self) -> Vec<String> {
        let fields = self
            .model
            .operations
            .iter()
            .flat_map(|operation| operation.request.fields.iter().map(move |field| (operation, field)));
        fields
            .filter(|(_, field)| field.format == Format::Content)
            .map(|(operation, field)| format!("{} of {}", field.name, operation.name))
            .collect()
    }
}

/// A folder, with the included shared tables that it doesn't replace, as the macro reads it.
fn read_folder(folder: &Path) -> Result<Sources, String> {
    let shown = folder.display().to_string();
    let own = Sources::read(folder, &shown).map_err(|error| format!("the specs cannot be read: {error}"))?;
    if own.files().is_empty() {
        return Err(format!("{shown} has no `.yaml` file.\nName a folder of specs, such as schema/specs."));
    }
    let has = |name: &str| own.files().iter().any(|file| file.name == name);
    let mut sources = shipped();
    sources.retain(|name| ["codes/", "parts/", "errata"].iter().any(|prefix| name.starts_with(prefix)) && !has(name));
    sources.extend(own);
    Ok(sources)
}

/// Whether a name was probably meant: few letters differ, or one name is part of the other.
fn is_near(name: &str, written: &str) -> bool {
    let written = written.rsplit('/').next().unwrap_or(written).to_lowercase();
    let is_part = written.len() > 3 && (name.contains(&written) || written.contains(name));
    is_part || distance(name.as_bytes(), written.as_bytes()) <= 1 + name.len() / 4
}

/// The number of letters to insert, delete or replace to change one word into the other.
fn distance(left: &[u8], right: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, a) in left.iter().enumerate() {
        let mut next = vec![index + 1];
        for (column, b) in right.iter().enumerate() {
            next.push((row[column] + usize::from(a != b)).min(row[column + 1] + 1).min(next[column] + 1));
        }
        row = next;
    }
    row[right.len()]
}

fn read_key(variable: &str, key: Option<String>, remarks: &mut Vec<String>) -> Result<ApiKey, String> {
    let how = format!(
        "Set it to the merchant's API key, which is not the AppSecret:\n  read -rs {variable} && export {variable}"
    );
    let key = key.ok_or_else(|| format!("the environment variable {variable} is not set, or not UTF-8.\n{how}"))?;
    if key.is_empty() {
        return Err(format!("the environment variable {variable} is empty.\n{how}"));
    }
    if key.trim() != key {
        remarks.push("the key has white space at an end, and is used with it".to_owned());
    } else if key.len() != 32 {
        remarks.push("the key does not have 32 characters, as an API key of WeChat Pay has".to_owned());
    }
    Ok(ApiKey::new(key))
}

/// Reads a flat JSON object of texts. For anything else in it, the error explains what to write instead.
fn read_fields(path: &Path, stdin: &mut dyn Read) -> Result<Vec<(String, String)>, String> {
    let (name, text) = if path == Path::new("-") {
        let mut text = String::new();
        let read = stdin.read_to_string(&mut text).map(|_| text);
        ("standard input".to_owned(), read)
    } else {
        (path.display().to_string(), std::fs::read_to_string(path))
    };
    let text = text.map_err(|error| format!("{name} cannot be read: {error}"))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let what = "It must hold one flat object of names and texts: {\"appid\": \"wx…\", \"openid\": \"o6…\"}";
    let json = Json::parse(text).map_err(|error| format!("{name} is {error}.\n{what}"))?;
    let Json::Object(entries) = json else {
        return Err(format!("{name} holds a JSON {}.\n{what}", json.kind()));
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut wrong = Vec::new();
    for (field, value) in entries {
        if fields.iter().any(|(other, _)| *other == field) {
            wrong.push(format!("{field:?} stands there twice: keep one of the two"));
            continue;
        }
        let text = match value {
            Json::Text(text) => text,
            other => {
                wrong.push(format!("{field:?} is a JSON {}: {}", other.kind(), instead(&other)));
                String::new()
            }
        };
        fields.push((field, text));
    }
    if wrong.is_empty() {
        Ok(fields)
    } else {
        Err(format!("{name} cannot be signed as it is.\n  {}", wrong.join("\n  ")))
    }
}

/// The text to write instead of this value.
fn instead(value: &Json) -> &'static str {
    match value {
        Json::Object(_) | Json::List(_) => {
            "what is signed is a text, byte for byte, so write the JSON as one text in quotes, with \\\" inside"
        }
        Json::Null => "leave the field out",
        _ => "the wire has only texts, so put it in quotes",
    }
}

/// The fields that are signed: the given ones, except `sign`, which is computed, and empty ones.
fn choose(given: Vec<(String, String)>, operation: &Operation, remarks: &mut Vec<String>) -> Vec<(String, String)> {
    let signature = |name: &str| name == "sign";
    let is_given = |name: &str| given.iter().any(|(other, text)| other == name && !text.is_empty());
    for field in operation.request.fields.iter().filter(|field| field.role == Role::Nonce) {
        if !is_given(&field.name) {
            remarks.push(format!("{} is not given, and is not signed; the platform demands one", field.name));
        }
    }
    if is_given("sign") {
        remarks.push("sign was ignored: it is computed, and never signed itself".to_owned());
    }
    let empty: Vec<&str> = given
        .iter()
        .filter(|(name, text)| text.is_empty() && !signature(name))
        .map(|(name, _)| name.as_str())
        .collect();
    if !empty.is_empty() {
        remarks.push(format!("left out, because an empty value is not signed: {}", empty.join(", ")));
    }
    given.into_iter().filter(|(name, text)| !text.is_empty() && !signature(name)).collect()
}

/// The sign type: the one that the request's own field selects, if the operation has such a field.
fn sign_type(operation: &Operation, fields: &[(String, String)], remarks: &mut Vec<String>) -> SignType {
    let row = operation.sign_type.and_then(|index| operation.request.fields.get(index));
    let Some((name, text)) = row.and_then(|row| fields.iter().find(|(name, _)| *name == row.name)) else {
        return SignType::default();
    };
    SignType::by_name(text).unwrap_or_else(|| {
        let usual = SignType::default();
        remarks.push(format!("{name} names no way of signing that there is; signed with {}", usual.as_str()));
        usual
    })
}

/// A request, and its signature.
struct Signed {
    xml: String,
    signature: Signature,
}

/// Signs the fields even if a field selects another sign type, which is reported as a violation.
fn sign(fields: &[(String, String)], key: &ApiKey, sign_type: SignType) -> Result<Signed, String> {
    let mut sorted: Vec<(&str, &str)> = pairs(fields).collect();
    sorted.sort_unstable();
    let mut signer = Signer::new(key, sign_type);
    sorted.iter().for_each(|(name, text)| signer.pair(name, text));
    let signature = signer.finish();
    let sign = [("sign", signature.as_str())];
    let xml = encode_unsigned(sorted.into_iter().chain(sign));
    let xml = xml.map_err(|error| format!("nothing was signed: {error}\n{error:#}"))?;
    Ok(Signed { xml, signature })
}

fn pairs(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}

fn show(
    operation: &Operation,
    fields: &[(String, String)],
    sign_type: SignType,
    signed: &Signed,
    violations: &Violations,
    remarks: &[String],
) -> String {
    let mut out = String::new();
    let mut part = |label: &str, text: &str| {
        let _ = write!(out, "{LABEL}{label}{LABEL:#}\n{text}\n\n");
    };
    part(
        "Operation 接口",
        &format!("{} {} ({}), section {}", operation.name, operation.title.zh, operation.title.en, operation.section),
    );
    part("String to sign 待签名串, with the key masked", &string_to_sign(pairs(fields)));
    part(&format!("sign 签名 ({})", sign_type.as_str()), signed.signature.as_str());
    part("XML", &signed.xml);
    if !remarks.is_empty() {
        part("Remarks 备注", &remarks.join("\n"));
    }
    if violations.is_empty() {
        part("Violations 问题", "none 无");
    } else {
        let lines: Vec<String> = violations
            .iter()
            .map(|violation| match violation.severity {
                Severity::Error => format!("{BAD}error{BAD:#}   {violation}\n        {violation:#}"),
                Severity::Warning => format!("warning {violation}\n        {violation:#}"),
            })
            .collect();
        part("Violations 问题: it was signed all the same", &lines.join("\n"));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
