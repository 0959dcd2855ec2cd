//! Shows how fields are signed.

mod show;

use std::io;
use std::path::PathBuf;

use clap::Args;
use wxmed::codec::{SignType, Signer, encode_unsigned, string_to_sign};
use wxmed::spec::model::{Operation, Role};
use wxmed::spec::validate_request;
use wxmed::{ApiKey, Bilingual, Lang, Secret, Violations};
use wxmed_sandbox::diagnosis::{Diagnosis, Keys};
use wxmed_sandbox::{Specs as SandboxSpecs, diagnose};

use crate::end::{Ended, Failure, Result};
use crate::fields::{FieldArguments, NotText};
use crate::report::Output;
use crate::secrets::SecretSource;
use crate::specs::SpecArguments;

/// Show how fields are signed: the string to sign with the key masked, the signature, the XML.
///
/// The fields are signed exactly as given, including nonce_str if there is one. Violations of the operation's spec are
/// listed as well. Compare the string to sign with that of your program, character by character. Nothing is sent.
#[derive(Args)]
pub(crate) struct Sign {
    /// The operation
    #[arg(value_name = "OPERATION")]
    operation: String,
    #[command(flatten)]
    fields: FieldArguments,
    /// The environment variable with the merchant's API key, so that the key is not part of the command line
    #[arg(long, value_name = "VAR", default_value = "WXMED_API_KEY")]
    key_env: String,
    /// A file with the API key, which only you can read (chmod 600)
    #[arg(long, value_name = "FILE", conflicts_with = "key_env")]
    key_file: Option<PathBuf>,
    #[command(flatten)]
    specs: SpecArguments,
    /// The output format
    #[arg(long, value_enum, default_value_t = Output::Human)]
    output: Output,
}

/// The data that is shown.
struct Explained<'m> {
    operation: &'m Operation,
    sign_type: SignType,
    string_to_sign: String,
    sign: String,
    xml: String,
    remarks: Vec<Bilingual>,
    violations: Violations,
    /// The diagnosis of the given signature, if it is wrong.
    diagnosis: Option<Diagnosis>,
}

type Fields = Vec<(String, String)>;

impl Sign {
    pub(crate) fn run(self, lang: Lang) -> Result<Ended> {
        let mut specs = self.specs.load()?;
        // The fields are signed as they are given, without defaults.
        specs.model = specs.model.without_defaults();
        let operation = specs.operation(&self.operation)?;
        let mut remarks = Vec::new();
        let source = SecretSource { variable: &self.key_env, file: self.key_file.as_ref() };
        let key = read_key(&source, &mut remarks)?;
        let app_secret = SecretSource { variable: "WXMED_APP_SECRET", file: None }.read().map_err(Failure::Message)?;
        let given = self.fields.read(NotText::Refused, &mut io::stdin().lock())?;
        let theirs = given.clone();
        let mut explained = explain(operation, given, &ApiKey::new(key.expose()), remarks)?;
        let keys = Keys::new(key.expose());
        let keys = app_secret.as_ref().map_or(keys, |secret| keys.with_app_secret(secret.expose()));
        explained.compare(&theirs, &SandboxSpecs::from(specs.model.clone()), keys);
        match self.output {
            Output::Human => show::human(&explained, lang)?,
            Output::Json => show::json(&explained)?,
        }
        Ok(Ended::Fine)
    }
}

fn read_key(source: &SecretSource<'_>, remarks: &mut Vec<Bilingual>) -> Result<Secret> {
    let key = source.read().map_err(Failure::Message)?;
    let key = key.ok_or_else(|| {
        Failure::Message(
            source.how("商户的 API 密钥（不是 AppSecret）", "the merchant's API key, which is not the AppSecret,"),
        )
    })?;
    let text = key.expose();
    if text.trim() != text {
        remarks.push(Bilingual::of(
            "密钥首尾有空白字符，已原样使用",
            "the key has white space at an end, and is used with it",
        ));
    } else if text.len() != 32 {
        remarks.push(Bilingual::of(
            "密钥不是 32 个字符，而微信支付的 API 密钥是",
            "the key does not have 32 characters, as an API key of WeChat Pay has",
        ));
    }
    Ok(key)
}

/// Signs the fields, even if they are invalid.
fn explain<'m>(
    operation: &'m Operation,
    given: Fields,
    key: &ApiKey,
    mut remarks: Vec<Bilingual>,
) -> Result<Explained<'m>> {
    let fields = signed_fields(given, operation, &mut remarks);
    let sign_type = sign_type(operation, &fields, &mut remarks);
    let mut sorted: Vec<(&str, &str)> = pairs(&fields).collect();
    sorted.sort_unstable();
    let mut signer = Signer::new(key, sign_type);
    sorted.iter().for_each(|(name, text)| signer.pair(name, text));
    let sign = signer.finish().as_str().to_owned();
    let xml = encode_unsigned(sorted.into_iter().chain([("sign", sign.as_str())])).map_err(Failure::of)?;
    Ok(Explained {
        operation,
        sign_type,
        string_to_sign: string_to_sign(pairs(&fields)),
        violations: validate_request(operation, &fields),
        sign,
        xml,
        remarks,
        diagnosis: None,
    })
}

impl Explained<'_> {
    /// Compares a given signature with that of the fields, and diagnoses the difference.
    fn compare(&mut self, given: &Fields, specs: &SandboxSpecs, keys: Keys<'_>) {
        let Some((_, theirs)) = given.iter().find(|(name, text)| name == "sign" && !text.is_empty()) else { return };
        if *theirs == self.sign {
            self.remarks.push(Bilingual::of("给出的 sign 正确", "the given sign is right"));
            return;
        }
        // The fields stay in the given order, because a wrong order may be the mistake.
        if let Ok(body) = encode_unsigned(pairs(given)) {
            self.diagnosis = diagnose(specs, self.operation, body.as_bytes(), keys);
        }
    }
}

fn pairs(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}

/// The given fields without `sign`, which is computed, and without empty fields.
fn signed_fields(given: Fields, operation: &Operation, remarks: &mut Vec<Bilingual>) -> Fields {
    let is_given = |name: &str| given.iter().any(|(other, text)| other == name && !text.is_empty());
    for field in operation.request.fields.iter().filter(|field| field.role == Role::Nonce && !is_given(&field.name)) {
        remarks.push(Bilingual::new(
            format!("没有给出 {}，未参与签名；平台要求此字段", field.name),
            format!("{} is not given, and is not signed; the platform requires one", field.name),
        ));
    }
    if is_given("sign") {
        remarks.push(Bilingual::of(
            "sign 由计算得出，本身不参与签名；给出的 sign 只用来比较",
            "sign is computed, and never signed itself; the given one is only compared",
        ));
    }
    let is_empty = |(name, text): &&(String, String)| text.is_empty() && name != "sign";
    let empty: Vec<&str> = given.iter().filter(is_empty).map(|(name, _)| name.as_str()).collect();
    if !empty.is_empty() {
        remarks.push(Bilingual::new(
            format!("空值不参与签名，已去掉：{}", empty.join("、")),
            format!("left out, because an empty value is not signed: {}", empty.join(", ")),
        ));
    }
    given.into_iter().filter(|(name, text)| !text.is_empty() && name != "sign").collect()
}

/// The signing algorithm that the request specifies, if the operation has a field for it.
fn sign_type(operation: &Operation, fields: &[(String, String)], remarks: &mut Vec<Bilingual>) -> SignType {
    let row = operation.sign_type.and_then(|index| operation.request.fields.get(index));
    let Some((name, text)) = row.and_then(|row| fields.iter().find(|(name, _)| *name == row.name)) else {
        return SignType::default();
    };
    SignType::by_name(text).unwrap_or_else(|| {
        let usual = SignType::default();
        remarks.push(Bilingual::new(
            format!("{name} 不是已知的签名算法，已按 {} 签名", usual.as_str()),
            format!("{name} names no known signing algorithm; signed with {}", usual.as_str()),
        ));
        usual
    })
}
