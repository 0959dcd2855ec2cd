//! The details and examples below the options in the help.

/// The details of a command and its examples, for the long help.
pub(crate) fn long(about: &str, examples: &str) -> String {
    format!("{about}\n\n{examples}")
}

pub(crate) const PROGRAM: &str = "\
Examples:
  wxmed sandbox                                    simulate the platform on this machine
  wxmed sign getbindurl openid=o6… url=https://hospital.example/ nonce_str=5K8264
                                                   the string to sign, the signature and the XML
  wxmed call getmedinfo --json fields.json --base-url http://127.0.0.1:8377
                                                   one call, to the sandbox
  wxmed check his.log                              what is wrong with the messages in a log
  wxmed spec lint specs/                           check specs of your own";

pub(crate) const SANDBOX: &str = "\
Ctrl-C or SIGTERM stops it.

Examples:
  wxmed sandbox                               on port 8377, which the documentation's examples use
  wxmed sandbox --port 0                      on a free port
  wxmed sandbox --specs schema/dongguan.yaml  with an additional city
  wxmed sandbox --sub-merchant 1900000109     as a service provider
  wxmed sandbox --bind 0.0.0.0 --allow-host sandbox --control-token T   in a container named sandbox
  wxmed sandbox --people people.json --data sandbox.sqlite   people of your own, and everything kept
  wxmed sandbox --tls --tls-authority authority.pem   for clients that can only call https://
  wxmed sandbox --token-errors envelope       report rejected tokens as err_code in the XML";

pub(crate) const CALL: &str = "\
Examples:
  export WXMED_APPID=wx… WXMED_MCH_ID=1900000109
  read -rs WXMED_APP_SECRET && export WXMED_APP_SECRET
  read -rs WXMED_API_KEY && export WXMED_API_KEY
  wxmed call getmedinfo --json patient.json | jq .reply.medical_card_no
  echo '{\"openid\": \"o6…\", \"name\": \"张三\", \"idcard\": \"44…\"}' | wxmed call getmedinfo --json -
  wxmed call getbindurl openid=o6… url=https://hospital.example/bound --output human
  wxmed call preregister --json order.json --specs specs --content city/foshan/registration
  wxmed call getmedinfo --json patient.json --base-url http://127.0.0.1:8377";

pub(crate) const CALL_ABOUT: &str = "\
The JSON on standard output has `ok`. If it is true, there are `reply` (field names and texts), `verification` (`verified` or
`unsigned-by-specification`) and `warnings`. If it is false, there are `kind`, `message` and `remedy` (each as `{ zh, en }`),
the platform's `code`, `outcome` (`nothing-done` or `unknown`), `retry` (`no`, `later` or `after-fix`), the HTTP `status` and
the platform's `rid`; of the kind `violations`, which was not sent, there are the `violations`.

If `outcome` is `unknown`, the platform may have processed the request: confirm the result before you send it again.

Environment variables: WXMED_APPID, WXMED_APP_SECRET or WXMED_ACCESS_TOKEN, WXMED_API_KEY; WXMED_MCH_ID, and for a service
provider WXMED_SUB_MCH_ID and WXMED_SUB_APPID; WXMED_HOST. Values in JSON may be numbers, objects and lists: they are sent as
texts. An identity number `idcard` is sent as `idcard_md5` where the operation has that field.

Exits with 0 for a success, with 1 if the fields violate the spec or the platform rejected the call, and with 2 if there was no
call or no readable response.";

pub(crate) const SIGN: &str = "\
Exits with 0 if the fields were signed, whatever is wrong with them, and with 2 if they were not.

Examples:
  read -rs WXMED_API_KEY && export WXMED_API_KEY
  wxmed sign getbindurl openid=o6… url=https://hospital.example/ nonce_str=5K8264
  wxmed sign preregister --json fields.json
  wxmed sign preregister --json - --output json < fields.json | jq -r .string_to_sign
  wxmed sign preregister --json fields.json --key-env HOSPITAL_KEY";

pub(crate) const CHECK: &str = "\
Examples:
  wxmed check his.log                              what is wrong with the messages in a log
  wxmed check his.log --key-env WXMED_API_KEY      and their signatures
  wxmed check request.xml response.xml --all
  wxmed check session.har --output json | jq 'select(.problems)'
  grep payinsurance his.log | wxmed check -";

pub(crate) const CHECK_ABOUT: &str = "\
Messages are found as XML, JSON, in strings of JSON and of programs, as HTML, percent-encoded and in base64. Signatures are
verified only if a key is given. Files of any size are read with little memory.

With `--output json` there is one object on each line: `file`, `line`, `kind` (`request`, `response`, `notification`, `content`,
`unknown` or `unreadable`), `name`, `signature` (`right`, `wrong`, `missing`, `not-needed`, `unchecked` or null), `problems`
(with `severity`, `rule`, `path` and `message`), `unknown` (names of fields that the spec lacks) and `unseen` (codes that it
lacks). The last line is `{\"summary\": …}`. Names and codes that could be somebody's data are written as `***`.

Exits with 0 if no message has an error, with 1 if one has, and with 2 if no message was found or a file could not be read.";

pub(crate) const SERVE: &str = "\
Examples:
  wxmed serve init                                 write wxmed.toml
  wxmed serve --check --config wxmed.toml          what is wrong with it
  wxmed serve --config wxmed.toml                  serve until SIGTERM or Ctrl-C
  curl http://127.0.0.1:8378/v1/getmedinfo -d '{\"openid\":\"o6…\",\"name\":\"…\",\"idcard\":\"…\"}'";

pub(crate) const SERVE_INIT: &str = "\
Examples:
  wxmed serve init
  wxmed serve init /etc/wxmed/wxmed.toml";

pub(crate) const AUDIT: &str = "\
Examples:
  wxmed audit audit.jsonl                          what was called
  wxmed audit audit.jsonl.1 audit.jsonl --operation preregister --outcome business
  wxmed audit --config wxmed.toml --order 20260131000001
  wxmed audit audit.jsonl --since 2026-01-31 --json | jq .rid
  wxmed audit --unknown --config wxmed.toml        what must be reconciled
  wxmed audit --config wxmed.toml --settle main/preregister/20260131000001 --as done";

pub(crate) const AUDIT_ABOUT: &str = "\
Raw bodies are in a file of their own, if the configuration asks for them. This command doesn't read it:

  jq -r 'select(.id == \"…\") | .age' wxmed-raw.jsonl | base64 -d | age -d -i key.txt

Exits with 0, with 1 if --unknown lists any call or a line is no audit line, and with 2 if a file could not be read.";

pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  something was found: violations, a rejection by the platform, mistakes in specs, breaking changes
  2  wrong arguments, a file could not be read or written, or there was no readable response";
