// Every page in both languages, both themes and two widths: no serious findings of axe, and nothing wider than the
// page.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const { filled } = require("./pages.cjs");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function findings(page) {
  const { violations } = await page.evaluate(
    (tags) => axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    TAGS,
  );
  return violations.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`)
        .join(" | ")}`,
  );
}

module.exports = async (session, { language, theme, width }) => {
  const { page } = session;
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
    const [wide, frame] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (wide > frame) found.push(`${address}: ${wide} wide in ${frame}`);
  }
  assert.deepEqual(found, []);
  const lang = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
  assert.deepEqual(lang, [language === "zh" ? "zh-CN" : "en", theme]);
  // No text is missing, and the frame has no texts of the other language.
  const nav = (await session.texts("header nav a")).join(" ");
  assert.equal(/[\u4e00-\u9fff]/.test(nav), language === "zh", nav);
  // The buttons switch both.
  await session.go("exchanges");
  await page.click("[data-language]");
  await session.until((language) => document.documentElement.lang !== language, lang[0]);
  await page.click("[data-theme-button]");
  await session.until((theme) => document.documentElement.dataset.theme !== theme, theme);
  return pages.length;
};
