// A box for the string that the caller's program builds, compared with the right one. Nothing of it is sent.

import { h, replace, uniqueId } from "./dom.js";
import { t } from "./i18n.js";
import { differingValues } from "./compare.js";
import { beside } from "./comparison.js";
import { reason } from "./reasons.js";
import { attempt } from "./notice.js";
import { constant } from "./store.js";

const KEY = /&key=([^&]*)$/i;
const CUT = /^[*•.…xX]*$/;

/** What the key at the end of a string is, by its ID: `none` if there is none, `cut` if it was masked or removed. */
function keyOf(text, { api_key: own, app_secret: secret }) {
  const found = KEY.exec(text);
  if (!found) return "none";
  const [, key] = found;
  if (CUT.test(key)) return "cut";
  if (key === own) return "own";
  if (key === secret) return "app-secret";
  return key.toLowerCase() === own.toLowerCase() ? "case" : "other";
}

/** The string with its key masked, and without the line break that copying adds. */
function masked(text, { api_key: own, app_secret: secret }) {
  const plain = text.replace(/[\r\n]+$/, "").replace(/&key=[^&]*$/i, (end) => `${end.slice(0, 5)}***`);
  return [own, secret].filter(Boolean).reduce((shown, one) => shown.replaceAll(one, "***"), plain);
}

// Input that is written character by character. All others, such as pasting, give the whole text at once.
const TYPED = /^(?:insert(?:Text|CompositionText|LineBreak)|delete)/;

/** Whether the key at the end is still being typed. Until it is as long as the right one, it is not judged. */
function isBeingTyped({ inputType = "" } = {}, text, { api_key: own }) {
  const [, key = ""] = KEY.exec(text) ?? [];
  return TYPED.test(inputType) && key.length < own.length;
}

/** The typical reasons for the differences, in words. */
function reasons(right, text, names) {
  const found = differingValues(right, text, names).flatMap(({ name, left, right }) => {
    const key = reason(left, right);
    return key === null ? [] : [h("li", {}, h("code", {}, name), ": ", t(key))];
  });
  return found.length > 0 ? h("ul", { class: "reasons" }, found.slice(0, 20)) : null;
}

/**
 * `right` is the right string, `names` are the names of its fields, and `alone` is the element that shows it while there
 * is nothing to compare. `view` keeps what was pasted.
 */
export function ownString({ right, names, title, alone, view = {} }) {
  const id = uniqueId("own");
  const result = h("div", { "aria-live": "polite" });
  const area = h("textarea", {
    id,
    rows: 3,
    spellcheck: "false",
    autocomplete: "off",
    placeholder: "appid=…&body=…&key=***",
    value: view.text ?? "",
    on: { input: (event) => attempt(() => paint(event)), blur: () => attempt(paint) },
  });
  const paint = async (event) => {
    const account = await constant("/account");
    const written = area.value;
    const plain = written.replace(/[\r\n]+$/, "");
    const key = keyOf(plain, account);
    const text = masked(written, account);
    const isUnfinished = isBeingTyped(event, plain, account);
    // The key is never shown, not even in the box, once it is complete.
    if (text !== written && !isUnfinished) area.value = text;
    // What was found of the key that is masked now stays.
    if (text.trim() === "" || (isUnfinished && key !== "cut")) delete view.key;
    else if (key !== "cut") view.key = key;
    view.text = text;
    const shown = view.key ?? "cut";
    // Whoever removes the key may remove the word before it, too.
    const wanted = key === "none" ? right.replace(KEY, "") : right;
    const isEmpty = text.trim() === "";
    alone.hidden = !isEmpty;
    replace(
      result,
      isEmpty
        ? null
        : [
            beside(
              { title, text: wanted },
              { title: t("own.title"), text, note: shown === "cut" ? "" : t(`own.key.${shown}`) },
              { names, same: t("own.same") },
            ),
            reasons(wanted, text, names),
          ],
    );
  };
  if (view.text) attempt(paint);
  return h(
    "div",
    { class: "own-string" },
    h("label", { htmlFor: id }, t("own.label")),
    area,
    h("p", { class: "faint" }, t("own.about")),
    result,
  );
}
