//! Secrets from files, environment variables and credentials.

use wxmed_sidecar::config::{Config, TokenSource};

use crate::support::{APP_SECRET, Folder, TOKEN, environment};

fn token_of(folder: &Folder, text: &str) -> String {
    let text = format!("[callers.his]\noperations = [\"*\"]\ntoken = {text}\n{}", crate::support::REST);
    let environment = environment().with_credentials(folder.path(""));
    let config =
        Config::parse(&text, &folder.path("wxmed.toml"), &environment).unwrap_or_else(|errors| panic!("{errors}"));
    config.caller("his").unwrap().token().unwrap().expose().to_owned()
}

#[test]
fn the_line_break_at_the_end_of_a_file_is_removed() {
    let folder = Folder::new();
    for end in ["", "\n", "\r\n"] {
        folder.write("his.token", &format!("{TOKEN}{end}"), 0o600);
        assert_eq!(token_of(&folder, "{ file = \"his.token\" }"), TOKEN);
        assert_eq!(token_of(&folder, "{ credential = \"his.token\" }"), TOKEN);
    }
    assert_eq!(token_of(&folder, "{ env = \"TOKEN\" }"), TOKEN);
}

#[test]
fn files_are_relative_to_the_configuration() {
    let folder = Folder::new();
    let absolute = folder.write("his.token", TOKEN, 0o400);
    assert_eq!(token_of(&folder, &format!("{{ file = {absolute:?} }}")), TOKEN);
}

#[test]
fn the_app_secret_is_not_the_api_key() {
    let folder = Folder::new();
    let config = folder.parse(crate::support::REST).unwrap();
    let TokenSource::Fetched(fetched) = config.merchant("main").unwrap().token() else { panic!() };
    assert_eq!(fetched.app_secret().expose(), APP_SECRET);
}
