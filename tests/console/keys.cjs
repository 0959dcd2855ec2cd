// Shortcuts: where they begin, what they leave to the browser, and that they can be switched off; and unknown addresses.

const assert = require("node:assert/strict");

const focused = (page) => page.evaluate(() => document.activeElement.closest("tr")?.dataset.number ?? "");

async function withControl(page, key) {
  await page.keyboard.down("Control");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
}

module.exports = async (session) => {
  const { page, client } = session;
  for (let call = 0; call < 60; call += 1) await client.fetchToken();
  await session.until(() => document.querySelector("tr[data-number]")?.dataset.number === "60");

  // Both begin with the first row in sight.
  await page.keyboard.press("k");
  assert.equal(await focused(page), "60");
  const inSight = await page.evaluate(async () => {
    document.activeElement.blur();
    const scroller = document.querySelector(".scroller");
    scroller.scrollTop = 700;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const bottom = document.querySelector("thead th").getBoundingClientRect().bottom;
    const rows = [...document.querySelectorAll("tr[data-number]")];
    return rows.find((row) => row.getBoundingClientRect().top >= bottom - 1).dataset.number;
  });
  assert.ok(Number(inSight) < 50, inSight);
  await page.keyboard.press("j");
  assert.equal(await focused(page), inSight);
  assert.ok((await page.$eval(".scroller", (scroller) => scroller.scrollTop)) >= 690, "nothing is scrolled");
  await page.keyboard.press("j");
  assert.equal(await focused(page), String(inSight - 1));
  await page.keyboard.press("Enter");
  await session.see("h1", "Exchange ");

  // Keys that belong to the browser do nothing here.
  await withControl(page, "u");
  assert.match(await page.evaluate(() => location.hash), /^#\/exchange\//);
  await page.keyboard.press("u");
  await session.appears("tr[data-number]");
  await withControl(page, "p");
  assert.equal(await page.$eval("[data-action=pause]", (pause) => pause.ariaPressed), "false");

  // Without single keys: nothing happens by one, but the dialog is still there.
  await page.keyboard.press("?");
  await session.click("dialog label", "Use shortcuts of a single key");
  await page.keyboard.press("Escape");
  await session.gone("dialog");
  const nothing = async () => {
    await page.evaluate(() => document.activeElement.blur());
    for (const key of ["j", "p", "/", "?", "g", "f"]) await page.keyboard.press(key);
    assert.deepEqual(
      await page.evaluate(() => [
        location.hash,
        document.activeElement.tagName,
        document.querySelector("[data-action=pause]").ariaPressed,
        document.querySelector("dialog"),
      ]),
      ["#/exchanges", "BODY", "false", null],
    );
  };
  await nothing();
  await page.reload();
  await session.appears("tr[data-number]");
  await nothing();
  await page.focus("tr[data-number] a");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), "59");
  await session.click("[data-action=keys]");
  await session.click("dialog label", "Use shortcuts of a single key");
  await session.click("dialog button", "Close");
  await session.gone("dialog");
  for (const key of ["g", "f"]) await page.keyboard.press(key);
  await session.appears("main[data-page=faults]");

  // Names that every object has are no pages.
  for (const name of ["toString", "constructor", "nothing"]) {
    await page.evaluate((name) => (location.hash = `#/${name}`), name);
    await session.appears("main[data-page=missing]");
    await session.see("h1", "No such page");
    await session.click("main a", "Start");
    await session.appears("main[data-page=start] table");
  }
};
