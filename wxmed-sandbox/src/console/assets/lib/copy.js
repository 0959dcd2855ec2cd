// Copies texts to the clipboard, and saves them as files.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { attempt } from "./notice.js";

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without TLS, only pages on localhost may use the clipboard API.
    const focused = document.activeElement;
    const area = h("textarea", { class: "offscreen", "aria-hidden": "true", readOnly: true, value: text });
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    focused?.focus();
    if (!isCopied) throw new Error(t("not.copied"));
  }
}

/** A button that copies a text. `text` may be a function that is called when the button is pressed. */
export function copyButton(text, label = t("copy"), about = "") {
  const copied = () => attempt(async () => copyText(typeof text === "function" ? await text() : text), t("copied"));
  return h(
    "button",
    { type: "button", class: "small", "aria-label": about ? `${label}: ${about}` : undefined, on: { click: copied } },
    label,
  );
}

/** Saves a text as a file. */
export function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
