// Faults: what goes wrong, for which calls, and how often.

import { h, replace } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { post, remove } from "../lib/api.js";
import { attempt } from "../lib/notice.js";
import { redraw } from "../lib/redraw.js";
import { constant, on, state } from "../lib/store.js";
import { stubText } from "../lib/faults_bar.js";
import { long } from "../lib/text.js";
import { wide } from "../lib/wide.js";

const INITIAL = { operation: "", preset: "token-expired", how: "next", count: "1", after: "0", delay: "0", custom: "" };
const chosen = { ...INITIAL };

/** Where all tokens can be refused, and not only those of the next calls. */
function tokensHint() {
  return h(
    "p",
    { class: "faint hint" },
    t("faults.tokens"),
    " ",
    h("a", { href: "#/state/tokens" }, `${t("nav.state")} → ${t("state.tokens")} → ${t("state.expire")}`),
  );
}

function presetList(presets) {
  const option = (id, title, about) =>
    h(
      "label",
      { class: "option" },
      h("input", {
        type: "radio",
        name: "preset",
        value: id,
        checked: chosen.preset === id,
        on: {
          change: () => {
            chosen.preset = id;
            paintCustom();
          },
        },
      }),
      h("span", {}, h("strong", {}, title), h("span", { class: "faint" }, about)),
    );
  const custom = h("textarea", {
    rows: 6,
    spellcheck: "false",
    "aria-label": t("faults.custom"),
    class: "mono",
    value: chosen.custom || '{"response": {"fields": {"result_code": "FAIL"}}}',
    on: {
      input: () => {
        chosen.custom = custom.value;
      },
    },
  });
  const paintCustom = () => {
    custom.hidden = chosen.preset !== "custom";
  };
  paintCustom();
  const isOfToken = (preset) => Boolean(preset.stub.response?.token_rejected);
  const last = presets.findLast(isOfToken);
  const options = [
    ...presets.flatMap((preset) => [
      option(preset.id, both(preset.title), both(preset.about)),
      preset === last ? tokensHint() : [],
    ]),
    option("custom", t("faults.custom"), t("faults.custom.about")),
  ];
  return { element: h("fieldset", { class: "options" }, h("legend", {}, t("faults.what")), options, custom), custom };
}

function number(name, label, least) {
  const input = h("input", {
    type: "number",
    min: least,
    max: 100000,
    step: 1,
    required: true,
    value: chosen[name],
    on: {
      input: () => {
        chosen[name] = input.value;
      },
    },
  });
  return h("label", { class: "field short" }, h("span", {}, label), input);
}

/** How often the fault applies: to the next N calls, to every Nth, or always. */
function frequency() {
  const count = number("count", t("faults.count"), 1);
  const paint = () => {
    count.hidden = chosen.how === "always";
    // “Every first” would be the same as “always”.
    const control = count.querySelector("input");
    control.min = chosen.how === "every" ? 2 : 1;
    if (Number(control.value) < Number(control.min)) control.value = control.min;
    chosen.count = control.value;
  };
  const radio = (how) =>
    h(
      "label",
      { class: "check" },
      h("input", {
        type: "radio",
        name: "how",
        value: how,
        checked: chosen.how === how,
        on: {
          change: () => {
            chosen.how = how;
            paint();
          },
        },
      }),
      t(`faults.${how}`),
    );
  paint();
  return h(
    "fieldset",
    { class: "row" },
    h("legend", {}, t("faults.how")),
    radio("next"),
    radio("every"),
    radio("always"),
    count,
    number("after", t("faults.after"), 0),
    number("delay", t("faults.delay"), 0),
  );
}

function body(presets, custom) {
  const isCustom = chosen.preset === "custom";
  const base = isCustom ? JSON.parse(custom.value) : presets.find((preset) => preset.id === chosen.preset).stub;
  if (base === null || typeof base !== "object" || Array.isArray(base)) throw new Error(t("faults.notobject"));
  const stub = { ...base, operation: chosen.operation, after: Number(chosen.after) };
  if (Number(chosen.delay) > 0) stub.delay_ms = Number(chosen.delay);
  const count = Number(chosen.count);
  if (chosen.how === "next") stub.times = count;
  if (chosen.how === "every") Object.assign(stub, { every: count, times: "always" });
  if (chosen.how === "always") stub.times = "always";
  return stub;
}

function form(presets, reference) {
  if (!["custom", ...presets.map((preset) => preset.id)].includes(chosen.preset)) chosen.preset = INITIAL.preset;
  const { element, custom } = presetList(presets);
  const names = [
    ...reference.operations.map((one) => [one.name, `${one.name} ${both(one.title)}`]),
    ...reference.endpoints.map((name) => [name, name]),
  ];
  // A link may have any names.
  if (!names.some(([name]) => name === chosen.operation)) chosen.operation = names[0]?.[0] ?? "";
  const operation = h(
    "select",
    {
      on: {
        change: () => {
          chosen.operation = operation.value;
        },
      },
    },
    names.map(([value, label]) => h("option", { value, selected: value === chosen.operation }, label)),
  );
  const submit = async (event) => {
    event.preventDefault();
    await attempt(async () => {
      let stub;
      try {
        stub = body(presets, custom);
      } catch (error) {
        throw new Error(t("faults.badjson", { error: error.message }));
      }
      await post("/stubs", stub);
    }, t("faults.added"));
  };
  return h(
    "form",
    { "aria-label": t("faults.add"), on: { submit } },
    h("label", { class: "field" }, h("span", {}, t("column.operation")), operation),
    element,
    frequency(),
    h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, t("faults.add"))),
  );
}

function active() {
  const stubs = state.status?.stubs ?? [];
  if (stubs.length === 0) return h("p", { class: "faint" }, t("faults.none"));
  const rows = stubs.map((stub) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, stub.number),
      h("td", {}, long(stubText(stub), 400)),
      h("td", {}, stub.seen > 0 ? t("faults.applied", { applied: stub.applied, seen: stub.seen }) : t("faults.unused")),
      h(
        "td",
        {},
        h(
          "button",
          {
            type: "button",
            class: "small",
            "aria-label": `${t("faults.remove")} ${stub.number}`,
            on: { click: () => attempt(() => remove(`/stubs/${stub.number}`)) },
          },
          t("faults.remove"),
        ),
      ),
    ),
  );
  const head = ["faults.number", "faults.stub", "faults.used", "faults.action"].map((key) =>
    h("th", { scope: "col" }, t(key)),
  );
  return [
    wide(
      h(
        "table",
        { class: "data stacked", "aria-label": t("faults.active") },
        h("thead", {}, h("tr", {}, head)),
        h("tbody", {}, rows),
      ),
    ),
    h(
      "p",
      { class: "actions" },
      h(
        "button",
        {
          type: "button",
          "data-action": "clear",
          on: { click: () => attempt(() => remove("/stubs"), t("fault.cleared")) },
        },
        t("fault.clear"),
      ),
    ),
  ];
}

export async function show(content, { query, isRepaint }) {
  const isLinked = query.has("preset") && !isRepaint;
  if (query.get("operation") && !isRepaint) chosen.operation = query.get("operation");
  // The numbers of an earlier fault would keep this one from the next call.
  if (isLinked) Object.assign(chosen, INITIAL, { operation: chosen.operation, preset: query.get("preset") });
  const list = h("div", {});
  let shown = "";
  const paint = () => {
    const stubs = state.status?.stubs ?? [];
    const text = JSON.stringify([stubs, stubs.map(stubText)]);
    if (text !== shown) redraw(list, () => replace(list, active()));
    shown = text;
  };
  content.append(
    h("h1", {}, t("faults.title")),
    h("p", { class: "lead" }, t("faults.about")),
    h("section", {}, h("h2", {}, t("faults.active")), list),
  );
  paint();
  // The first status may come while the form is on its way.
  const stop = on("status", paint);
  try {
    const [{ presets }, reference] = await Promise.all([constant("/stubs/presets"), constant("/reference")]);
    const added = h("section", {}, h("h2", {}, t("faults.new")), form(presets, reference));
    content.append(added);
    // The fault is not set yet: its button is what comes next.
    if (isLinked) requestAnimationFrame(() => added.querySelector("[type=submit]").focus());
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
