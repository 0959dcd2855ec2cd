// Every page in both languages, both themes and two widths: no serious findings of axe, and nothing wider than the
// page.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const { filled } = require("./pages.cjs");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const RULES = { "heading-order": { enabled: true } };

async function findings(page) {
  const { violations } = await page.evaluate(
    (tags, rules) => axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] }),
    TAGS,
    RULES,
  );
  return violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`)
        .join(" | ")}`,
  );
}

/** Chinese texts in the English console that aren't marked as such. */
const unmarked = (page) =>
  page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      const isChinese = /[\u4e00-\u9fff]/.test(data) && !/[A-Za-z]/.test(data);
      if (isChinese && parentElement.closest("[lang]").lang === "en") found.push(parentElement.outerHTML.slice(0, 200));
    }
    return found;
  });

module.exports = async (session, { language, theme, width }) => {
  const { page } = session;
  // One of the pages is about an exchange that isn't there.
  session.expected.push("404 (Not Found)");
  const pages = await filled(session);
  const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  await session.start({ language, theme, width });
  const found = [];
  // The page's policy forbids other scripts, but the debugger may still run one.
  await page.evaluate(axe);
  for (const address of pages) {
    await session.go(address);
    await session.until(
      () =>
        !document.querySelector(".review") ||
        document.querySelector(".review").childElementCount > 0 ||
        location.hash.endsWith("paste"),
    );
    await page.evaluate(() => {
      for (const details of document.querySelectorAll(".response-signature")) details.open = true;
      // Two strings with each kind of difference.
      const area = document.querySelector(".own-string textarea");
      if (!area) return;
      const [right] = document.querySelectorAll(".string pre");
      area.value = `added=1&${right.textContent.replace(/[^&]*&/, "").replace("nonce_str=", "nonce_str=X")}`;
      area.dispatchEvent(new Event("input"));
    });
    await session.until(() => !document.querySelector(".own-string") || document.querySelector(".own-string .strings"));
    found.push(...(await findings(page)).map((text) => `${address}: ${text}`));
    // A table displayed in lines has a label for each cell.
    const unlabelled = await page.$$eval(
      "table.stacked tbody td:not([data-label]), table.stacked:not([role=table])",
      (all) => all.length,
    );
    if (unlabelled > 0) found.push(`${address}: ${unlabelled} cells without a label`);
    if (language === "en") found.push(...(await unmarked(page)).map((html) => `${address}: no language: ${html}`));
    const [wide, frame] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (wide > frame) found.push(`${address}: ${wide} wide in ${frame}`);
  }
  assert.deepEqual(found, []);
  const lang = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
  assert.deepEqual(lang, [language === "zh" ? "zh-CN" : "en", theme]);
  // No text is missing, and the frame has no texts of the other language.
  const nav = (await session.texts("header nav a")).join(" ");
  assert.equal(/[\u4e00-\u9fff]/.test(nav), language === "zh", nav);
  // The focus is visible on the label of an off-screen input, and the current page in forced colours.
  await session.go("state/clock");
  await session.appears("[data-action=export]");
  await page.focus("[data-action=export]");
  await page.keyboard.press("Tab");
  const outline = () => getComputedStyle(document.querySelector("label[for=snapshot]")).outlineStyle;
  assert.equal(await page.evaluate(outline), "solid");
  const devtools = await page.createCDPSession();
  await devtools.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  const lines = await page.$$eval("header nav a", (all) => all.map((link) => getComputedStyle(link).borderBottomWidth));
  assert.deepEqual([...new Set(lines)].sort(), ["2px", "4px"]);
  await devtools.send("Emulation.setEmulatedMedia", { features: [] });
  await devtools.detach();
  // Both can be switched, and go back to what the browser says, which is English and light here.
  await session.go("exchanges");
  const is = (name, wanted) =>
    session.until((name, wanted) => document.documentElement.getAttribute(name) === wanted, name, wanted);
  for (const [name, lang] of [
    ["zh", "zh-CN"],
    ["en", "en"],
    ["", "en"],
  ]) {
    await page.select("[data-language]", name);
    await is("lang", lang);
  }
  for (const name of ["dark", "light", ""]) {
    await page.select("[data-theme-select]", name);
    await is("data-theme", name || "light");
  }
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await is("data-theme", "dark");
  return pages.length;
};
