// One exchange: why it was rejected, and then everything that was sent.

import { h, replace } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { get, post, segment } from "../lib/api.js";
import { announce, attempt } from "../lib/notice.js";
import { dayAndMilliseconds, duration, withoutRid, zone } from "../lib/format.js";
import { constant } from "../lib/store.js";
import { copyButton, save } from "../lib/copy.js";
import { hasSecret, masked, secretsButton } from "../lib/secrets.js";
import { curl } from "../lib/shell.js";
import { tabs } from "../lib/tabs.js";
import { block, long, value } from "../lib/text.js";
import { bytesOf, hexDump, pretty } from "../lib/bodies.js";
import { fieldValue } from "../lib/field_value.js";
import { problemsByField, sensitiveNames } from "../lib/sent.js";
import { why } from "../lib/why.js";
import { responseSignature } from "../lib/response_signature.js";
import { codeFor, LANGUAGES } from "../lib/code.js";
import { shortcut } from "../lib/keyboard.js";
import { neighbours } from "../lib/neighbours.js";
import { onWaitEnd, waitText } from "../lib/wait.js";
import { wide } from "../lib/wide.js";
import { list } from "./exchanges.js";
import { draft } from "./try.js";

const REPEATS = "wxmed.repeats";

/** The requests that this tab has sent again. Times are kept too, because another sandbox has the same numbers. */
function repeats() {
  return JSON.parse(sessionStorage.getItem(REPEATS) ?? "{}");
}

function keepRepeat({ number, at }, original) {
  const latest = Object.entries({ ...repeats(), [number]: { at, original } }).slice(-500);
  sessionStorage.setItem(REPEATS, JSON.stringify(Object.fromEntries(latest)));
}

/** Reports that the program got no response, or not all of it. */
function deliveryBadge({ delivery }) {
  if (delivery === "whole") return null;
  return [" ", h("span", { class: "badge error" }, t(`delivery.badge.${delivery}`))];
}

/** The status, if the program got one. */
function http({ status, response }) {
  const isSeen = ["whole", "cut-in-body"].includes(response.delivery);
  return isSeen ? status : t("delivery.status", { status });
}

const isCompressed = ({ headers }) =>
  headers.some(({ name, value }) => name.toLowerCase() === "content-encoding" && value === "gzip");

/** The facts, which show when the wait for the response ends. */
function liveFacts(one, operation) {
  const element = h("div", {}, facts(one, operation));
  const stop = onWaitEnd(one, (wait) => replace(element, facts({ ...one, wait }, operation)));
  return { element, stop };
}

function facts(one, operation) {
  const rows = [
    ["column.time", h("time", { datetime: one.at, title: zone() }, dayAndMilliseconds(one.at))],
    ["column.operation", [h("bdi", {}, one.operation ?? "–"), operation ? ` ${both(operation.title)}` : ""]],
    ["column.order", one.order ? value(one.order) : "–"],
    [
      "column.outcome",
      [
        h("span", { class: `badge ${one.outcome}` }, t(`outcome.${one.outcome}`)),
        deliveryBadge(one.response),
        " ",
        one.outcome === "success" ? "" : value(withoutRid(both(one.message))),
      ],
    ],
    ["exchange.http", `${http(one)} · ${duration(one)} ms`],
    ["column.rid", one.rid ? h("code", {}, one.rid) : "–"],
  ];
  if (one.origin !== "program") rows.push(["exchange.origin", t(`origin.${one.origin}`)]);
  if (one.fault) rows.push(["exchange.stubbed", h("strong", {}, both(one.fault.title))]);
  if (one.response.delivery !== "whole")
    rows.push(["exchange.delivery", h("strong", {}, t(`delivery.${one.response.delivery}`))]);
  if (isCompressed(one.response)) rows.push(["exchange.delivery", h("strong", {}, t("delivery.gzip"))]);
  if (one.response.delay_ms > 0) rows.push(["exchange.delay", `${one.response.delay_ms} ms`]);
  if (one.wait) rows.push(["exchange.wait", h("strong", {}, waitText(one.wait))]);
  return h(
    "dl",
    { class: "facts" },
    rows.map(([key, shown]) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, shown))),
  );
}


/** The rules that a field breaks, each with the number of its violations. */
function fieldProblems(found) {
  const rules = [...new Set(found.map(({ rule }) => rule))];
  return rules.map((rule) => {
    const alike = found.filter((one) => one.rule === rule);
    const severity = alike.some((one) => one.severity === "error") ? "error" : alike[0].severity;
    const title = alike.flatMap(({ message }) => (message ? [both(message)] : [])).join("\n");
    const count = alike.length > 1 ? ` × ${alike.length}` : "";
    return [" ", h("span", { class: `badge ${severity}`, title: title || undefined }, rule, count)];
  });
}

/** `problems` has the problems of each field. */
function fieldsTable(fields, label, problems = new Map()) {
  if (fields.length === 0) return h("p", { class: "faint" }, t("exchange.nofields"));
  const rows = fields.map((field) => {
    const found = problems.get(field.name) ?? [];
    return h(
      "tr",
      { class: found.length > 0 ? `offending ${found[0].severity}` : "" },
      h("th", { scope: "row" }, h("code", {}, long(field.name, 200)), fieldProblems(found)),
      h("td", {}, field.label ? both(field.label) : h("span", { class: "faint" }, t("exchange.unknown"))),
      h("td", {}, fieldValue(field.value, found)),
    );
  });
  const head = ["field.name", "field.label", "field.value"].map((key) => h("th", { scope: "col" }, t(key)));
  return wide(
    h("table", { class: "data fields", "aria-label": label }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)),
  );
}

function headersTable(message, label) {
  const rows = message.headers.map((header) =>
    h("tr", {}, h("th", { scope: "row" }, h("code", {}, long(header.name, 200))), h("td", {}, value(header.value))),
  );
  const line =
    message.path === undefined
      ? `HTTP ${message.status}`
      : `${message.method} ${message.path}${message.query ? `?${masked(message.query)}` : ""}`;
  return [
    h("p", { class: "mono wrap" }, long(line)),
    wide(h("table", { class: "data fields", "aria-label": label }, h("tbody", {}, rows))),
  ];
}

function raw(message, label) {
  const bytes = bytesOf(message);
  const text = message.body === null ? "" : masked(message.body);
  return [
    h("p", { class: "faint" }, t("exchange.bytes", { count: bytes.length })),
    message.body === null ? h("p", {}, t("exchange.binary")) : block(text, label),
    // A hex dump can't be masked in part.
    text === (message.body ?? "")
      ? h("details", {}, h("summary", {}, t("exchange.hex")), h("div", {}, block(hexDump(bytes), t("exchange.hex"))))
      : h("p", { class: "faint" }, t("exchange.hex.masked")),
  ];
}

/** The kind of a text, as a label of its tab. */
function textLabel(text) {
  const start = (text ?? "").trimStart()[0];
  if (start === "<") return "XML";
  return start === "{" || start === "[" ? "JSON" : t("exchange.text");
}

/** A request or a response. `below` is shown after its tabs. */
function message(kind, one, fields, { problems, below } = {}) {
  const title = t(`exchange.${kind}`);
  const isText = one.body !== null && one.body !== undefined && one.body !== "";
  const panes = [
    { name: "fields", label: t("exchange.fields"), content: () => fieldsTable(fields, title, problems) },
    {
      name: "xml",
      label: textLabel(one.body),
      content: () =>
        isText ? block(masked(pretty(one.body)), title) : h("p", { class: "faint" }, t("exchange.empty")),
    },
    { name: "raw", label: t("exchange.raw"), content: () => raw(one, title) },
    { name: "headers", label: t("exchange.headers"), content: () => headersTable(one, title) },
  ];
  const onChange = (name) => {
    view[kind] = name;
  };
  const chosen = fields.length > 0 ? "fields" : isText ? "xml" : "headers";
  const isLost = kind === "response" && one.delivery !== "whole";
  return h(
    "section",
    { class: isLost ? "lost" : undefined },
    h("h2", {}, title, isLost ? deliveryBadge(one) : null),
    isLost ? h("p", {}, t(`delivery.would.${one.delivery}`)) : null,
    tabs(panes, { label: title, chosen: view[kind] ?? chosen, onChange }),
    below,
  );
}

/** A form with the fields of this request. */
function tryButton(one, operation) {
  const open = () => {
    draft(operation, one.fields);
    location.hash = `#/try/${segment(operation.name)}`;
  };
  return h("button", { type: "button", "data-action": "try", on: { click: open } }, t("exchange.try"));
}

/** The exchange that a request repeats, if it was sent again in this tab. */
function repeatNote(one) {
  const { at, original } = repeats()[one.number] ?? {};
  if (at !== one.at) return "";
  return h(
    "p",
    { class: "repeat" },
    t("exchange.repeat"),
    " ",
    h("a", { href: `#/exchange/${original}` }, t("exchange.title", { number: original })),
  );
}

/** Sends the request again, and opens the new exchange. */
function again(one, sign, label, about) {
  const send = () =>
    attempt(async () => {
      const made = await post(`/exchanges/${segment(one.rid ?? one.number)}/resend`, { sign });
      keepRepeat(made, one.number);
      location.hash = `#/exchange/${made.number}`;
    });
  return h("button", { type: "button", title: about, "data-action": `resend-${sign}`, on: { click: send } }, label);
}

function saveButton(one) {
  const download = () =>
    attempt(async () => {
      const file = `exchange-${one.number}.har`;
      const archive = await get(`/exchanges/${one.number}/har`);
      save(file, JSON.stringify(archive, null, 2), "application/json");
      announce(t("exchange.saved", { file }));
    });
  return h(
    "button",
    { type: "button", "data-action": "save", title: t("exchange.save.about"), on: { click: download } },
    t("exchange.save"),
  );
}

// Opened elements stay open when the page is redrawn in another language or with secrets.
let view = { number: 0 };

/** The language of a program, guessed from its `User-Agent`. */
function languageOf(one) {
  const agent = one.request.headers.find((header) => header.name.toLowerCase() === "user-agent")?.value ?? "";
  return AGENTS.find(([, names]) => names.test(agent))?.[0];
}

const AGENTS = [
  ["java", /java|okhttp|spring|httpcomponents|hutool/i],
  ["python", /python|aiohttp|httpx|urllib/i],
  ["php", /php|guzzle/i],
  ["javascript", /node|undici|axios|\bgot\b/i],
  ["csharp", /\.net|restsharp|flurl/i],
  ["delphi", /indy|delphi|embarcadero|winhttp|synapse/i],
];

function code(one, operation) {
  const chosen = view.language ?? languageOf(one) ?? LANGUAGES[0].id;
  const select = h(
    "select",
    { "aria-label": t("exchange.code.language") },
    LANGUAGES.map(({ id, label }) => h("option", { value: id, selected: id === chosen }, label)),
  );
  const text = () => codeFor(select.value, { operation, fields: one.fields });
  const shown = h("div", {});
  const paint = () =>
    attempt(async () => {
      const language = select.value;
      const program = await text();
      // Another language may have been chosen meanwhile.
      if (select.value === language) replace(shown, block(program, t("exchange.code")));
    });
  select.addEventListener("change", () => {
    view.language = select.value;
    paint();
  });
  const details = h(
    "details",
    {
      class: "code",
      on: {
        toggle: () => {
          view.isCodeOpen = details.open;
          if (details.open) paint();
        },
      },
    },
    h("summary", {}, t("exchange.code.in", { languages: LANGUAGES.map(({ label }) => label).join(" · ") })),
    h("p", { class: "actions" }, select, copyButton(text, t("copy"), t("exchange.code"))),
    shown,
  );
  details.open = view.isCodeOpen ?? false;
  return details;
}

function bodyLabel(body, isXml) {
  if (hasSecret(body)) return "exchange.copy.body.secret";
  return isXml ? "exchange.copy.xml" : "exchange.copy.body";
}

function actions(one, operation, account) {
  const isXml = operation && one.fields.length > 0;
  const { body } = one.request;
  const command = curl(one.request, account.url);
  return h(
    "div",
    { class: "actions of-exchange" },
    again(one, "as-sent", t("exchange.resend"), t("exchange.resend.about")),
    isXml ? again(one, "again", t("exchange.sign"), t("exchange.sign.about")) : null,
    isXml ? tryButton(one, operation) : null,
    copyButton(command, t(hasSecret(command) ? "exchange.copy.curl.secret" : "exchange.copy.curl")),
    body ? copyButton(body, t(bodyLabel(body, isXml))) : null,
    copyButton(() => location.href, t("exchange.copy.address")),
    saveButton(one),
    secretsButton(),
  );
}

/** Lets `u` lead to the list. The returned function ends that. */
function backByKey() {
  const keys = (event) => {
    if (shortcut(event) === "u") location.hash = "#/exchanges";
  };
  addEventListener("keydown", keys);
  return () => removeEventListener("keydown", keys);
}

export async function show(content, { parts: [id = ""] }) {
  if (id === "") {
    location.replace("#/exchanges");
    return undefined;
  }
  const back = h("a", { href: "#/exchanges", class: "button small", "data-action": "back" }, t("exchange.back"));
  let one;
  try {
    one = await get(`/exchanges/${segment(id)}`);
  } catch (error) {
    if (!error.texts) throw error;
    const around = Number.isInteger(Number(id)) ? neighbours(Number(id), list) : null;
    const stop = backByKey();
    content.append(
      h("div", { class: "head" }, back),
      h("h1", {}, t("exchange.title", { number: id.slice(0, 80) })),
      h("p", {}, both(error.texts)),
      around?.element ?? "",
    );
    return () => {
      around?.stop();
      stop();
    };
  }
  const [reference, account] = await Promise.all([constant("/reference"), constant("/account")]);
  const operation = reference.operations.find((known) => known.path === one.path);
  const around = neighbours(one.number, list);
  if (view.number !== one.number) view = { number: one.number, own: {}, signature: {} };
  const title = t("exchange.title", { number: one.number });
  document.title = `${title} · wxmed sandbox`;
  const { contents } = reference;
  const shownFacts = liveFacts(one, operation);
  content.append(
    h("div", { class: "head" }, back, h("h1", {}, title), around.element),
    repeatNote(one),
    why(one, { operation, contents, isSensitive: sensitiveNames(reference), view: view.own }),
    shownFacts.element,
    actions(one, operation, account),
    operation ? code(one, operation) : "",
    h(
      "div",
      { class: "messages" },
      message("request", one.request, one.fields, { problems: problemsByField(one) }),
      message("response", one.response, one.response_fields, { below: responseSignature(one, view.signature) }),
    ),
  );
  const stop = backByKey();
  return () => {
    shownFacts.stop();
    around.stop();
    stop();
  };
}
