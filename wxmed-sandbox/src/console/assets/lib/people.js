// The users of the sandbox and their cards, as a table in which cards are bound and unbound.

import { h, replace, throttled } from "./dom.js";
import { t } from "./i18n.js";
import { get, post, remove, segment } from "./api.js";
import { attempt } from "./notice.js";
import { redraw } from "./redraw.js";
import { on } from "./store.js";
import { machine, value, visible } from "./text.js";
import { wide } from "./wide.js";

const COLUMNS = ["name", "openid", "identity_number", "md5", "card", "actions"];

/** Whether a card is bound, with its values on demand. */
function card(person) {
  if (!person.card) return h("span", { class: "badge" }, t("start.unbound"));
  const rows = Object.entries(person.card).map(([name, text]) =>
    h("div", {}, h("dt", {}, machine(name)), h("dd", {}, value(text))),
  );
  const bound = h("span", { class: "badge success" }, t("start.bound"));
  if (rows.length === 0) return bound;
  return h("details", {}, h("summary", {}, bound), h("dl", { class: "facts" }, rows));
}

function row(person, { changed, codes }) {
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
  const code = h("output", { class: "mono wrap" }, visible(codes.get(person.openid) ?? ""));
  const showCode = async () => {
    const { values } = await post(`${path}/auth-code`);
    const own = Object.entries(values)
      .filter(([name]) => name !== "openid")
      .map(([name, text]) => `${name}=${text}`);
    codes.set(person.openid, own.join(" ") || t("start.nocode"));
    replace(code, visible(codes.get(person.openid)));
  };
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, value(person.name)),
    h("td", {}, machine(person.openid)),
    h("td", {}, machine(person.identity_number)),
    h("td", {}, machine(person.idcard_md5)),
    h("td", {}, card(person)),
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

/**
 * Creates the table. Returns it with the people in it, with `changed()` to be called after a change, and with `stop()`
 * to stop updates. `onChange` is called after each update.
 */
export async function peopleTable(onChange = () => {}) {
  let { people } = await get("/people");
  const body = h("tbody", {});
  // The codes that were shown, by openid.
  const codes = new Map();
  const paint = () =>
    redraw(body, () =>
      replace(
        body,
        people.map((person) => row(person, { changed, codes })),
      ),
    );
  const update = (fresh) => {
    people = fresh;
    paint();
    onChange();
  };
  async function changed() {
    update((await get("/people")).people);
  }
  const refresh = throttled(1000, async () => {
    const fresh = await get("/people");
    if (JSON.stringify(fresh.people) === JSON.stringify(people)) return;
    update(fresh.people);
  });
  const ended = on("status", () => refresh());
  paint();
  const head = COLUMNS.map((key) => h("th", { scope: "col" }, t(`start.person.${key}`)));
  const element = wide(
    h("table", { class: "data stacked", "aria-label": t("start.people") }, h("thead", {}, h("tr", {}, head)), body),
  );
  return {
    element,
    people: () => people,
    changed,
    stop() {
      ended();
      refresh.cancel();
    },
  };
}
