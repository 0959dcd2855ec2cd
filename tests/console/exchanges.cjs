// The list: it is updated live, searched, filtered, paused, cleared, and used by keyboard.

const assert = require("node:assert/strict");

const numbers = (session) =>
  session.page.$$eval("tr[data-number]", (rows) => rows.map((row) => Number(row.dataset.number)));

async function are(session, wanted) {
  const found = (wanted) =>
    JSON.stringify([...document.querySelectorAll("tr[data-number]")].map((row) => Number(row.dataset.number))) ===
    wanted;
  await session
    .until(found, JSON.stringify(wanted))
    .catch(async () => assert.deepEqual(await numbers(session), wanted));
}

// The list is laid out differently at these widths.
const WIDTHS = [1280, 1180, 1024, 900, 375, 320];
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }";

/** Numbers, times, outcomes, durations and IDs are never cut, whatever the width and the spacing of the text. */
async function isWhole(page) {
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 800 });
    for (const spacing of ["", SPACING]) {
      const found = await page.evaluate((spacing) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(spacing);
        document.adoptedStyleSheets = [sheet];
        document.querySelectorAll("td.col-number a").forEach((link, place) => (link.textContent = 162_462 - place));
        // As with more rows than are rendered.
        document.querySelectorAll("tr.spacer").forEach((spacer) => (spacer.hidden = false));
        const names = ["number", "time", "outcome", "ms", "rid"].map((name) => `td.col-${name}`);
        const isCut = (cell) => cell.clientWidth > 0 && cell.scrollWidth > cell.clientWidth;
        const cut = [...document.querySelectorAll([...names, "td .badge"])].filter(isCut);
        const columns = [...document.querySelector("tr[data-number]").cells].filter((cell) => cell.offsetWidth > 0);
        const scroller = document.querySelector(".scroller");
        const heights = [...document.querySelectorAll("tr[data-number]")].map((row) => row.offsetHeight);
        return {
          cut: cut.map((cell) => `${cell.className}: ${cell.textContent}`),
          columns: columns.length,
          blank: Math.round(scroller.clientWidth - columns.at(-1).parentElement.getBoundingClientRect().width),
          over: scroller.scrollWidth - scroller.clientWidth,
          heights: [...new Set(heights)].length,
        };
      }, spacing);
      const columns = width <= 700 || width > 1200 ? 8 : width > 1000 ? 7 : 6;
      assert.deepEqual(found, { cut: [], columns, blank: 0, over: 0, heights: 1 }, `${width} ${spacing}`);
    }
  }
  await page.evaluate(() => (document.adoptedStyleSheets = []));
  await page.setViewport({ width: 1280, height: 800 });
  // Draws the rows with their numbers again.
  await page.reload();
}

/** What the client didn't get is no success, and the names of faults are whole. */
async function faults(session) {
  const { client, page } = session;
  await client.fetchToken();
  const sent = [
    ["drop-before-head", "not delivered", "Done, but the response is lost"],
    ["drop-in-body", "half delivered", "Cut in the body"],
    ["gzip", "success", "Gzip that wasn't requested"],
    ["forged", "success", "Forged response"],
  ];
  for (const [fault] of sent) {
    await session.api("/stubs", "POST", { operation: "getmedinfo", fault });
    await client.call("getmedinfo", await session.person()).catch(() => {});
  }
  const areDrawn = () =>
    session.until((count) => document.querySelectorAll("tr[data-number] .badge.warning").length >= count, sent.length);
  await areDrawn();
  const rows = await page.$$eval("tr[data-number]", (all) =>
    all.map((row) => [".col-outcome .badge", ".col-cause .badge"].map((one) => row.querySelector(one)?.textContent)),
  );
  assert.deepEqual(
    rows.slice(0, sent.length).reverse(),
    sent.map(([, outcome, fault]) => [outcome, fault]),
  );
  const choose = async (language, head) => {
    await page.select("[data-language]", language);
    await session.until((head) => document.querySelector("thead")?.textContent.includes(head), head);
    await areDrawn();
  };
  for (const [language, head] of [
    ["zh", "原因"],
    ["en", "Cause"],
  ]) {
    await choose(language, head);
    for (const width of [1280, 1100]) {
      await page.setViewport({ width, height: 800 });
      const cut = await page.$$eval(".col-cause, .col-outcome", (all) =>
        all
          .filter((one) => one.querySelector(".badge") && one.scrollWidth > one.clientWidth)
          .map((one) => one.textContent),
      );
      assert.deepEqual(cut, [], `${language} ${width}`);
    }
  }
  await isWhole(page);
}

/** A notice covers no button, and clicks go through it. */
async function coversNothing(session, selector) {
  for (const width of [1280, 375]) {
    await session.page.setViewport({ width, height: 800 });
    const { overlap, isReached } = await session.page.evaluate((selector) => {
      const [button, notice] = [selector, ".notice"].map((one) => document.querySelector(one).getBoundingClientRect());
      return {
        overlap: notice.bottom > button.top && notice.right > button.left,
        isReached: document.elementFromPoint(notice.left + 10, notice.top + 10).closest(".notice") === null,
      };
    }, selector);
    assert.ok(!overlap && isReached, `${width}: ${overlap} ${isReached}`);
  }
  await session.page.setViewport({ width: 1280, height: 800 });
}

/** A name of any length leaves room for the page. */
async function longFault(session) {
  await session.page.setViewport({ width: 320, height: 800 });
  await session.api("/stubs", "POST", { operation: "x".repeat(1500), fault: "hang" });
  await session.see(".faults-bar", "xxx");
  const height = await session.page.$eval(".faults-bar", (bar) => bar.offsetHeight);
  assert.ok(height <= 130, `${height}`);
  await session.api("/stubs", "DELETE");
  await session.page.setViewport({ width: 1280, height: 800 });
}

module.exports = async (session) => {
  const { client, page } = session;
  await session.see(".empty", "No exchanges yet");
  await client.fetchToken();
  await are(session, [1]);
  const person = await session.person();
  await client.call("getmedinfo", person);
  await client.call("preregister", await session.registration("HOSP-A"), "lower-case-hex");
  await client.call("preregister", await session.registration("HOSP-B"));
  await are(session, [4, 3, 2, 1]);
  const row = await session.text('tr[data-number="3"]');
  for (const part of ["preregister", "HOSP-A", "protocol", "Signature in lower case"]) assert.ok(row.includes(part), row);

  await isWhole(page);
  await are(session, [4, 3, 2, 1]);

  await session.type("[type=search]", "hosp-b");
  await are(session, [4]);
  await session.type("[type=search]", "lower-case");
  await are(session, [3]);
  await client.call("preregister", await session.registration("HOSP-C"), "lower-case-hex");
  await are(session, [5, 3]);
  await session.type("[type=search]", "张三");
  await are(session, [5, 4, 3, 2]);
  await session.type("[type=search]", "nothing has this");
  await are(session, []);
  await session.see(".empty", "No exchange matches");
  await session.type("[type=search]", " ");
  await page.keyboard.press("Backspace");
  await are(session, [5, 4, 3, 2, 1]);

  const [operation, outcome] = await page.$$("main select");
  await operation.select("preregister");
  await are(session, [5, 4, 3]);
  await outcome.select("success");
  await are(session, [4]);
  await session.see(".count", "1 of 5 exchanges");
  await operation.select("");
  await outcome.select("failed");
  await are(session, [5, 3]);
  await session.type("[type=search]", "hosp-a");
  await are(session, [3]);

  // The filter is in the address: it survives a reload, applies to the neighbours, and can be cleared with one click.
  await session.until(() => location.hash === "#/exchanges?q=hosp-a&outcome=failed");
  await page.reload();
  await are(session, [3]);
  assert.equal(await page.$eval("[type=search]", (search) => search.value), "hosp-a");
  await session.type("[type=search]", "hosp-");
  await are(session, [5, 3]);
  await session.click('tr[data-number="3"] a');
  await page.waitForSelector("[data-action=previous]:not([href])");
  await session.click("[data-action=next][href]");
  await session.see("h1", "Exchange 5");
  await session.click("[data-action=back]");
  await are(session, [5, 3]);
  await session.click("[data-action=clear-filters]");
  await are(session, [5, 4, 3, 2, 1]);
  assert.deepEqual(await page.$$eval("main select", (all) => all.map((one) => one.value)), ["", "", ""]);
  await session.gone("[data-action=clear-filters]:not([hidden])");
  await session.until(() => location.hash === "#/exchanges");

  await session.click("[data-action=pause]");
  await client.fetchToken();
  await session.see("[data-action=pause]", "Resume (1 new)");
  await session.see(".connection.paused", "Paused");
  assert.deepEqual(await numbers(session), [5, 4, 3, 2, 1]);
  await session.click("[data-action=pause]");
  await are(session, [6, 5, 4, 3, 2, 1]);
  await session.see(".connection.open", "Live");

  // By keyboard: the search, the rows, and back.
  await page.click("h1");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  await page.evaluate(() => document.activeElement.blur());
  for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.activeElement.closest("tr").dataset.number), "5");
  await page.keyboard.press("Enter");
  await session.see("h1", "Exchange 5");
  await page.keyboard.press("u");
  await page.waitForSelector("main[data-page=exchanges]");
  await page.keyboard.press("?");
  await session.see("dialog", "Keyboard shortcuts");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await page.waitForSelector("main[data-page=faults]");
  await page.goBack();

  // A permanent address, by the number and by the rid.
  const { exchanges } = await session.api("/exchanges");
  await session.go(`exchange/${exchanges[2].rid}`);
  await session.see("h1", `Exchange ${exchanges[2].number}`);
  await session.click(".head a", "Previous");
  await session.see("h1", `Exchange ${exchanges[2].number - 1}`);
  // The newest exchange has no next one until another call arrives.
  await session.go(`exchange/${exchanges[0].number}`);
  await page.waitForSelector("[data-action=next]:not([href])[aria-disabled=true]");
  await client.fetchToken();
  await session.click("[data-action=next][href]");
  await session.see("h1", `Exchange ${exchanges[0].number + 1}`);
  await session.go("exchange/1");
  await page.waitForSelector("[data-action=previous]:not([href])");
  session.expected.push("404 (Not Found)");
  await session.go("exchange/999");
  await session.see("main", "there is no exchange");

  await session.go("exchanges");
  await session.click("[data-action=delete-all]", "Delete all exchanges");
  const all = await numbers(session);
  assert.ok(all.length > 0, "nothing is deleted before the confirmation");
  await session.see("main", "The proofs in the acceptance list lose their links");
  await session.click("[data-action=delete-all-confirm]");
  await are(session, []);
  await session.see(".notice", "All exchanges were deleted");
  await coversNothing(session, "[data-action=delete-all]");
  assert.deepEqual((await session.api("/exchanges")).exchanges, []);
  await client.fetchToken();
  await are(session, [8]);
  // After a reset by another client, the list is empty here, too.
  await session.api("/reset", "POST");
  await are(session, []);
  await faults(session);
  await longFault(session);

  // After a day, the rows have their day.
  await client.fetchToken();
  assert.ok(!(await session.text("td.col-time")).includes(" "));
  await session.api("/clock", "POST", { advance_s: 86_400 });
  await client.fetchToken();
  await session.see("tr[data-number] .day", " ");
};
