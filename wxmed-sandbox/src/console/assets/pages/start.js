// The start page for new users: the address of the sandbox, its account, its users and cards, and a first call.

import { h, replace } from "../lib/dom.js";
import { t } from "../lib/i18n.js";
import { post, segment } from "../lib/api.js";
import { attempt } from "../lib/notice.js";
import { constant } from "../lib/store.js";
import { copyButton } from "../lib/copy.js";
import { secret, secretsButton } from "../lib/secrets.js";
import { redraw } from "../lib/redraw.js";
import { quoted } from "../lib/shell.js";
import { tabs } from "../lib/tabs.js";
import { block, machine } from "../lib/text.js";
import { peopleTable } from "../lib/people.js";
import { codeFor, LANGUAGES } from "../lib/code.js";
import { wide } from "../lib/wide.js";

function credentials(account) {
  const rows = [
    ["start.url", account.url, false],
    ["appid", account.appid, false],
    ["mch_id", account.mch_id, false],
    ["AppSecret", account.app_secret, true],
    ["start.key", account.api_key, true],
    ...account.sub_merchants.flatMap((sub) => [
      ["sub_mch_id", sub.sub_mch_id, false],
      ["sub_appid", sub.sub_appid ?? "–", false],
    ]),
  ];
  const shown = rows.map(([key, text, isSecret]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, t(key)),
      h("td", {}, isSecret ? secret(text) : machine(text)),
      h("td", {}, copyButton(text, t("copy"), t(key))),
    ),
  );
  return wide(h("table", { class: "data account", "aria-label": t("start.account") }, h("tbody", {}, shown)));
}

/** The environment variables that the example programs read, as shell commands. */
function variables(account, person) {
  const all = {
    WXMED_HOST: account.url,
    WXMED_APPID: account.appid,
    WXMED_MCH_ID: account.mch_id,
    WXMED_APP_SECRET: account.app_secret,
    WXMED_API_KEY: account.api_key,
    WXMED_OPENID: person?.openid,
    WXMED_NAME: person?.name,
    WXMED_ID_NUMBER: person?.identity_number,
  };
  return Object.entries(all)
    .filter(([, text]) => text)
    .map(([name, text]) => `export ${name}=${quoted(text)}`)
    .join("\n");
}

/** The fields of an operation's example, for a user of the sandbox. */
export function exampleFields(operation, account, person) {
  const example = operation.examples.find((one) => one.breaks.length === 0 && one.fields);
  const own = {
    appid: account.appid,
    mch_id: account.mch_id,
    openid: person?.openid,
    name: person?.name,
    idcard_md5: person?.idcard_md5,
  };
  return (example?.fields ?? []).map(([name, text]) => ({ name, value: own[name] ?? text }));
}

// The chosen snippet is kept when the page is redrawn.
let snippet = "curl";

function snippets(account, reference, people) {
  const person = people.find((one) => one.card) ?? people[0];
  const operation =
    reference.operations.find((one) => one.retry === "safe" && one.needs.length > 0) ?? reference.operations[0];
  if (!operation) return null;
  const fields = exampleFields(operation, account, person);
  const panes = [
    { name: "curl", label: "curl", text: () => curl(account, operation, fields) },
    ...LANGUAGES.map(({ id, label }) => ({ name: id, label, text: () => codeFor(id, { operation, fields }) })),
    { name: "wxmed", label: "wxmed", text: () => wxmed(operation, fields) },
  ];
  const content =
    ({ label, text }) =>
    () => {
      const shown = h("div", {}, "…");
      attempt(async () => replace(shown, block(await text(), label)));
      return [h("p", { class: "actions" }, copyButton(text, t("copy"), label)), shown];
    };
  return [
    h("p", {}, t("start.snippets.about", { operation: operation.name })),
    tabs(
      panes.map((pane) => ({ name: pane.name, label: pane.label, content: content(pane) })),
      { label: t("start.snippets"), chosen: snippet, onChange: (name) => (snippet = name) },
    ),
  ];
}

/** A shell can't sign, so the sandbox signs this body. */
async function curl(account, operation, fields) {
  const reviewed = await post(`/operations/${segment(operation.name)}/validate`, {
    fields: Object.fromEntries(fields.map((one) => [one.name, one.value])),
  });
  return [
    'TOKEN=$(curl -s "$WXMED_HOST/cgi-bin/token?grant_type=client_credential&appid=$WXMED_APPID&secret=$WXMED_APP_SECRET" |',
    '  sed \'s/.*"access_token":"\\([^"]*\\)".*/\\1/\')',
    `curl -s "$WXMED_HOST${operation.path}?access_token=$TOKEN" -H 'Content-Type: application/xml; charset=utf-8' \\`,
    `  --data-binary ${quoted(reviewed.xml)}`,
  ].join("\n");
}

async function wxmed(operation, fields) {
  const made = operation.request.rows.filter((row) => row.role !== "value").map((row) => row.name);
  return `wxmed call ${operation.name} ${fields
    .filter((one) => !made.includes(one.name))
    .map((one) => quoted(`${one.name}=${one.value}`))
    .join(" ")}`;
}

const blank = () => ({ openid: `oSandbox${Math.random().toString(36).slice(2, 10)}`, name: "", identity_number: "" });

// What is typed stays while the page is drawn anew.
let typed = blank();

function newPerson(changed) {
  const on = { input: (event) => (typed[event.target.name] = event.target.value) };
  const inputs = Object.entries({ openid: 128, name: 64, identity_number: 18 }).map(([name, maxlength]) =>
    h("input", { name, required: true, autocomplete: "off", maxlength, value: typed[name], on }),
  );
  const card = h("input", {
    type: "checkbox",
    name: "card",
    checked: typed.card,
    on: { change: () => (typed.card = card.checked) },
  });
  const submit = async (event) => {
    event.preventDefault();
    const body = Object.fromEntries(inputs.map((input) => [input.name, input.value]));
    if (card.checked) body.card = {};
    if (await attempt(() => post("/people", body), t("start.added"))) {
      typed = blank();
      for (const input of inputs) input.value = typed[input.name];
      card.checked = false;
    }
    changed();
  };
  return h(
    "form",
    { class: "toolbar", "aria-label": t("start.add"), on: { submit } },
    inputs.map((input) => h("label", { class: "field" }, h("span", {}, t(`start.person.${input.name}`)), input)),
    h("label", { class: "check" }, card, t("start.add.bound")),
    h("button", { type: "submit" }, t("start.add")),
  );
}

const NEXT = ["exchanges", "try", "faults", "state", "reference", "acceptance"];

export async function show(content) {
  const samples = h("div", {});
  const paintSamples = () => redraw(samples, () => replace(samples, snippets(account, reference, table.people())));
  const [account, reference, table] = await Promise.all([
    constant("/account"),
    constant("/reference"),
    peopleTable(() => paintSamples()),
  ]);
  paintSamples();
  const exports = () => variables(account, table.people()[0]);
  content.append(
    h("div", { class: "head" }, h("h1", {}, t("start.title")), secretsButton()),
    h("p", { class: "lead" }, t("start.about")),
    h(
      "section",
      {},
      h("h2", {}, t("start.account")),
      credentials(account),
      h(
        "p",
        { class: "actions" },
        copyButton(exports, t("start.copy.variables")),
        h("span", { class: "faint" }, t("start.variables.about")),
      ),
    ),
    h(
      "section",
      {},
      h("h2", {}, t("start.people")),
      h("p", { class: "faint" }, t("start.people.about")),
      table.element,
      newPerson(table.changed),
    ),
    h("section", {}, h("h2", {}, t("start.snippets")), samples),
    h(
      "section",
      {},
      h("h2", {}, t("start.next")),
      h(
        "ul",
        {},
        NEXT.map((page) => h("li", {}, h("a", { href: `#/${page}` }, t(`nav.${page}`)), ": ", t(`start.next.${page}`))),
      ),
    ),
  );
  return table.stop;
}
