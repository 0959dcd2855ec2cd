// The frame of all pages: navigation, the state of the sandbox, language, theme, and routing.

import { h, replace } from "./lib/dom.js";
import { both, chosenLanguage, loadTexts, setLanguage, t } from "./lib/i18n.js";
import { announce, failure, notices } from "./lib/notice.js";
import { on, start, state } from "./lib/store.js";
import { onUnauthorized } from "./lib/api.js";
import { onSecrets } from "./lib/secrets.js";
import { tokenDialog } from "./lib/token.js";
import { applyTheme, themeSelect } from "./lib/theme.js";
import { faultsBar } from "./lib/faults_bar.js";
import { keyboard, keysButton } from "./lib/keyboard.js";
import * as exchanges from "./pages/exchanges.js";
import * as exchange from "./pages/exchange.js";
import * as startPage from "./pages/start.js";
import * as faults from "./pages/faults.js";
import * as statePage from "./pages/state.js";
import * as tryIt from "./pages/try.js";
import * as reference from "./pages/reference.js";
import * as acceptance from "./pages/acceptance.js";
import * as missing from "./pages/missing.js";

const PAGES = {
  exchanges,
  exchange,
  start: startPage,
  faults,
  state: statePage,
  try: tryIt,
  reference,
  acceptance,
  missing,
};
const NAVIGATION = ["exchanges", "start", "try", "faults", "state", "reference", "acceptance"];

let content = h("main", { id: "content", tabIndex: -1 });
let leave = () => {};
// Whether the page lacks what could not be fetched.
let isIncomplete = false;

/** The page and its parameters, from `#/name/parameter/…?query`. */
function route() {
  const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...parts] = path.split("/");
  const known = name === "" ? "exchanges" : Object.hasOwn(PAGES, name) ? name : "missing";
  return { name: known, parts: parts.map(decode), query: new URLSearchParams(search) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function navigation(current) {
  const links = NAVIGATION.map((name) => {
    const isCurrent = name === current || (name === "exchanges" && current === "exchange");
    return h("li", {}, h("a", { href: `#/${name}`, "aria-current": isCurrent ? "page" : undefined }, t(`nav.${name}`)));
  });
  return h("nav", { "aria-label": t("nav.label") }, h("ul", {}, links));
}

// In their own languages, so that everybody finds theirs.
const LANGUAGES = { zh: ["zh-CN", "中文"], en: ["en", "English"] };

function languageSelect() {
  const change = () => {
    setLanguage(select.value);
    repaint("[data-language]");
  };
  const chosen = chosenLanguage();
  const select = h(
    "select",
    { class: "quiet", "aria-label": t("language"), title: t("language"), "data-language": true, on: { change } },
    h("option", { value: "", selected: chosen === "" }, t("language.browser")),
    Object.entries(LANGUAGES).map(([name, [lang, label]]) =>
      h("option", { value: name, lang, selected: name === chosen }, label),
    ),
  );
  return select;
}

const connection = h("span", { class: "connection", role: "status" });

function paintConnection() {
  const kind = !state.isConnected ? "closed" : state.isPaused ? "paused" : "open";
  connection.className = `connection ${kind}`;
  const text = kind === "closed" && state.refusal ? both(state.refusal.texts) : t(`connection.${kind}`);
  replace(connection, h("span", { class: "dot", "aria-hidden": "true" }), text);
}

let header = h("header", {});

function paintFrame(current) {
  const fresh = h(
    "header",
    { class: "frame" },
    h("a", { href: "#content", class: "skip", on: { click: skip } }, t("nav.skip")),
    h("a", { class: "brand", href: "#/exchanges" }, "wxmed ", h("span", {}, "sandbox")),
    navigation(current),
    h("div", { class: "tools" }, connection, keysButton(), themeSelect(), languageSelect()),
  );
  header.replaceWith(fresh);
  header = fresh;
}

/** The fragment of the address selects the page, so a link inside the page must not change it. */
function skip(event) {
  event.preventDefault();
  content.focus();
}

/** Each page has its own element, so that a page that is still loading when it is left can't change another. */
async function paintPage({ name, parts, query, isRepaint }) {
  leave();
  leave = () => {};
  isIncomplete = false;
  const page = h("main", { id: "content", tabIndex: -1, "data-page": name });
  content.replaceWith(page);
  content = page;
  document.body.dataset.page = name;
  document.title = `${t(`nav.${name}`)} · wxmed sandbox`;
  try {
    const left = (await PAGES[name].show(page, { parts, query, isRepaint })) ?? (() => {});
    if (content === page) leave = left;
    else left();
  } catch (error) {
    if (content !== page) return;
    isIncomplete = true;
    if (!page.querySelector("h1")) page.prepend(h("h1", {}, t(`nav.${name}`)));
    page.append(failure(error, () => repaint()));
  }
}

/** Shows the page of the address. `isRepaint`: it was shown already. */
function paint(isRepaint = false) {
  const current = { ...route(), isRepaint };
  paintFrame(current.name);
  paintConnection();
  faultsBar.paint();
  return paintPage(current);
}

/**
 * Draws the same page again with the same scroll position, and moves the focus to the element that replaces the focused
 * one.
 */
async function repaint(focused = "#content") {
  const top = scrollY;
  const isFocused = focused !== "#content" || content.contains(document.activeElement);
  await paint(true);
  if (isFocused) document.querySelector(focused)?.focus({ preventScroll: true });
  scrollTo(0, top);
}

async function begin() {
  applyTheme();
  await loadTexts();
  document.body.append(header, faultsBar.element, content, notices());
  onUnauthorized(tokenDialog);
  on("connection", (isOpen) => {
    paintConnection();
    if (isOpen && isIncomplete) repaint();
  });
  on("restart", () => {
    announce(t("connection.restarted"));
    repaint();
  });
  on("paused", paintConnection);
  on("status", () => faultsBar.paint());
  onSecrets(() => repaint("[data-action=secrets]"));
  addEventListener("hashchange", async () => {
    await paint();
    scrollTo(0, 0);
    content.focus({ preventScroll: true });
  });
  keyboard();
  start();
  await paint();
}

begin();
