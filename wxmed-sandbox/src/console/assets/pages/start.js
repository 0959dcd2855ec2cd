// The first page for somebody new: where the sandbox is, who may call it, whose cards there are, and a first call.

import { h, replace, throttled } from "../lib/dom.js";
import { t } from "../lib/i18n.js";
import { get, post, remove, segment } from "../lib/api.js";
import { attempt } from "../lib/notice.js";
import { constant, on } from "../lib/store.js";
import { copyButton } from "../lib/copy.js";
import { secret, secretsButton } from "../lib/secrets.js";
import { tabs } from "../lib/tabs.js";
import { block, machine, value, visible } from "../lib/text.js";
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

/** What the programs read, for a shell. */
function variables(account, person) {
  const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;
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

/** An example of an operation, about a user that the sandbox knows. */
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
      text().then((code) => replace(shown, block(code, label)));
      return [h("p", { class: "actions" }, copyButton(text, t("copy"), label)), shown];
    };
  return [
    h("p", {}, t("start.snippets.about", { operation: operation.name })),
    tabs(
      panes.map((pane) => ({ name: pane.name, label: pane.label, content: content(pane) })),
      { label: t("start.snippets") },
    ),
  ];
}

/** A shell can't sign, so the sandbox has signed this body. */
async function curl(account, operation, fields) {
  const reviewed = await post(`/operations/${segment(operation.name)}/validate`, {
    fields: Object.fromEntries(fields.map((one) => [one.name, one.value])),
  });
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  return [
    'TOKEN=$(curl -s "$WXMED_HOST/cgi-bin/token?grant_type=client_credential&appid=$WXMED_APPID&secret=$WXMED_APP_SECRET" |',
    '  sed \'s/.*"access_token":"\\([^"]*\\)".*/\\1/\')',
    `curl -s "$WXMED_HOST${operation.path}?access_token=$TOKEN" -H 'Content-Type: application/xml; charset=utf-8' \\`,
    `  --data-binary ${quoted(reviewed.xml)}`,
  ].join("\n");
}

async function wxmed(operation, fields) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const made = operation.request.rows.filter((row) => row.role !== "value").map((row) => row.name);
  return `wxmed call ${operation.name} ${fields
    .filter((one) => !made.includes(one.name))
    .map((one) => quoted(`${one.name}=${one.value}`))
    .join(" ")}`;
}

function personRow(person, changed) {
  const path = `/people/${segment(person.openid)}`;
  const action = (label, call, name) =>
    h(
      "button",
      {
        type: "button",
        class: "small",
        "data-action": name,
        "aria-label": `${label}: ${person.name}`,
        on: { click: () => attempt(call) },
      },
      label,
    );
  const change = (label, call, name) => action(label, () => call().then(changed), name);
  const bound = person.card
    ? [h("span", { class: "badge success" }, t("start.bound"))]
    : [h("span", { class: "badge" }, t("start.unbound"))];
  const code = h("output", { class: "mono wrap" });
  const showCode = async () => {
    const { values } = await post(`${path}/auth-code`);
    const own = Object.entries(values)
      .filter(([name]) => name !== "openid")
      .map(([name, text]) => `${name}=${text}`);
    replace(code, visible(own.join(" ") || t("start.nocode")));
  };
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, value(person.name)),
    h("td", {}, machine(person.openid)),
    h("td", {}, machine(person.identity_number)),
    h("td", {}, machine(person.idcard_md5)),
    h("td", {}, bound),
    h(
      "td",
      {},
      h(
        "div",
        { class: "actions" },
        person.card
          ? change(t("start.unbind"), () => post(`${path}/unbind`), "unbind")
          : change(t("start.bind"), () => post(`${path}/bind`), "bind"),
        action(t("start.code"), showCode, "auth-code"),
        change(t("start.remove"), () => remove(path), "remove"),
      ),
      code,
    ),
  );
}

function newPerson(changed) {
  const input = (name, properties) =>
    h(
      "label",
      { class: "field" },
      h("span", {}, t(`start.person.${name}`)),
      h("input", { name, required: true, autocomplete: "off", ...properties }),
    );
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const data = Object.fromEntries(new FormData(form));
    const body = { openid: data.openid, name: data.name, identity_number: data.identity_number };
    if (data.card) body.card = {};
    if (await attempt(() => post("/people", body), t("start.added"))) form.reset();
    changed();
  };
  return h(
    "form",
    { class: "toolbar", "aria-label": t("start.add"), on: { submit } },
    input("openid", { value: `oSandbox${Math.random().toString(36).slice(2, 10)}`, maxlength: 128 }),
    input("name", { maxlength: 64 }),
    input("identity_number", { maxlength: 18 }),
    h("label", { class: "check" }, h("input", { type: "checkbox", name: "card", value: "1" }), t("start.person.card")),
    h("button", { type: "submit" }, t("start.add")),
  );
}

export async function show(content) {
  const [account, reference] = await Promise.all([constant("/account"), constant("/reference")]);
  let { people } = await get("/people");
  const body = h("tbody", {});
  const snippetArea = h("div", {}, snippets(account, reference, people));
  const changed = async () => {
    ({ people } = await get("/people"));
    replace(
      body,
      people.map((person) => personRow(person, changed)),
    );
  };
  const head = ["name", "openid", "identity_number", "md5", "card", "actions"].map((key) =>
    h("th", { scope: "col" }, t(`start.person.${key}`)),
  );
  const exports = () => variables(account, people[0]);
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
      wide(h("table", { class: "data", "aria-label": t("start.people") }, h("thead", {}, h("tr", {}, head)), body)),
      newPerson(changed),
    ),
    h("section", {}, h("h2", {}, t("start.snippets")), snippetArea),
    h(
      "section",
      {},
      h("h2", {}, t("start.next")),
      h(
        "ul",
        {},
        [
          ["exchanges", "start.next.exchanges"],
          ["try", "start.next.try"],
          ["faults", "start.next.faults"],
          ["acceptance", "start.next.acceptance"],
        ].map(([page, key]) => h("li", {}, h("a", { href: `#/${page}` }, t(`nav.${page}`)), ": ", t(key))),
      ),
    ),
  );
  replace(
    body,
    people.map((person) => personRow(person, changed)),
  );
  const refresh = throttled(1000, async () => {
    const before = JSON.stringify(people);
    const fresh = await get("/people");
    if (JSON.stringify(fresh.people) !== before) await changed();
  });
  const stop = on("status", refresh);
  return () => {
    stop();
    refresh.cancel();
  };
}
