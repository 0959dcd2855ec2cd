// The signature of a response: what a program must verify, to compare with what it builds.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { lines } from "./compare.js";
import { side } from "./comparison.js";
import { ownString } from "./own_string.js";

const BADGES = { right: "success", wrong: "error", missing: "error", "unsigned-by-specification": "" };

/** `view` keeps whether it is open, and what was pasted. */
export function responseSignature({ response_signature: signature, response_fields: fields, response }, view) {
  // A program can't verify what it didn't receive.
  if (!signature || response.delivery !== "whole") return null;
  const { string_to_sign: right, sign, sign_type: digest, state } = signature;
  const names = fields.map((field) => field.name);
  const alone = side(t("signature.right"), lines(right, names), t("signature.masked"));
  const details = h(
    "details",
    {
      class: "response-signature",
      on: {
        toggle: () => {
          view.isOpen = details.open;
        },
      },
    },
    h(
      "summary",
      {},
      t("signature.title"),
      " ",
      h("span", { class: `badge ${BADGES[state]}` }, t(`signature.state.${state}`)),
    ),
    h("p", {}, t(`signature.about.${state}`)),
    state === "unsigned-by-specification"
      ? null
      : [
          h("p", {}, t("signature.how", { digest })),
          alone,
          sign ? h("p", {}, t("signature.sign"), " ", h("code", { class: "wrap" }, sign)) : null,
          ownString({ right, names, view, alone, title: t("signature.right") }),
        ],
  );
  details.open = view.isOpen ?? false;
  return details;
}
