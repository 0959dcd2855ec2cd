// The page for an unknown address.

import { h } from "../lib/dom.js";
import { t } from "../lib/i18n.js";

const PLACES = ["exchanges", "start"];

export function show(content) {
  content.append(
    h("h1", {}, t("nav.missing")),
    h("p", {}, t("missing.about")),
    h(
      "p",
      { class: "actions" },
      PLACES.map((name) => h("a", { href: `#/${name}`, class: "button" }, t(`nav.${name}`))),
    ),
  );
}
