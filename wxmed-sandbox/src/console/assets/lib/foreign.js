// Texts in the other language: values of requests, messages of the platform, and labels of the document are Chinese in
// the English console, and some are English in the Chinese one. Screen readers need to know the language of each.

import { currentLanguage } from "./i18n.js";

// Enough to recognise a language; texts may have megabytes.
const SAMPLE = 500;
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/g;
const LATIN = /[A-Za-z]/g;
// Two words. One alone may be an identifier.
const ENGLISH = /[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}/;

/** The language of a text if it isn't the console's. */
function languageOf(text) {
  const sample = text.slice(0, SAMPLE);
  const han = sample.match(HAN)?.length ?? 0;
  if (currentLanguage() === "zh") return han === 0 && ENGLISH.test(sample) ? "en" : "";
  // A Chinese character is about as much as four Latin letters.
  return han > 0 && han * 4 >= (sample.match(LATIN)?.length ?? 0) ? "zh-CN" : "";
}

// The elements whose language was set here.
const marked = new WeakSet();

/** Sets the language of an element by its own text, without that of its child elements. */
export function markLanguage(element) {
  if (element.hasAttribute("lang") && !marked.has(element)) return;
  let own = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) own += node.data.slice(0, SAMPLE);
    if (own.length >= SAMPLE) break;
  }
  const language = languageOf(own);
  if (language) {
    marked.add(element);
    element.lang = language;
  } else if (marked.delete(element)) element.removeAttribute("lang");
}
