// The texts of the console in both languages. Texts from the sandbox contain both languages.

const NAMES = ["zh", "en"];
const KEY = "wxmed.language";
const texts = { zh: {}, en: {} };
let language = "zh";

/** The language that the user has chosen; an empty text for the browser's. */
export function chosenLanguage() {
  const kept = localStorage.getItem(KEY);
  return NAMES.includes(kept) ? kept : "";
}

function preferred() {
  if (chosenLanguage()) return chosenLanguage();
  const first = navigator.languages.find((one) => /^(zh|en)\b/i.test(one)) ?? "en";
  return first.toLowerCase().startsWith("zh") ? "zh" : "en";
}

function apply() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/** Loads the texts. */
export async function loadTexts() {
  language = preferred();
  const read = async (name) => {
    const response = await fetch(`texts/${name}.json`);
    texts[name] = await response.json();
  };
  await Promise.all(NAMES.map(read));
  apply();
}

export const currentLanguage = () => language;

/** The locale for formatting numbers and dates. */
export const locale = () => (language === "zh" ? "zh-CN" : "en-GB");

/** Chooses a language; an empty text for the browser's. */
export function setLanguage(name) {
  if (NAMES.includes(name)) localStorage.setItem(KEY, name);
  else localStorage.removeItem(KEY);
  language = preferred();
  apply();
}

/** A text of the console, with `{name}` replaced by its value, and `{name|one|many}` by the form for the number. */
export function t(key, values = {}) {
  const text = texts[language][key] ?? key;
  return text.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, name, one, many) => {
    if (!(name in values)) return whole;
    const value = String(values[name]);
    return one === undefined ? value : value === "1" ? one : many;
  });
}

/** A text that the sandbox sent in both languages. */
export function both(pair) {
  return pair ? (pair[language] ?? "") : "";
}
