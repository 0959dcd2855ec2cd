// The acceptance list is ticked by traffic and by hand, and printed.

const assert = require("node:assert/strict");

module.exports = async (session) => {
  const { client, page } = session;
  await session.go("acceptance");
  const point = (id, state) => `[data-point="${id}"][data-state=${state}]`;
  await page.waitForSelector(point("signature-accepted", "open"));
  await client.fetchToken();
  await page.waitForSelector(point("token-fetched", "done"));
  const person = await session.person();
  await client.call("getmedinfo", [...person, ["channel", "0"]]);
  await page.waitForSelector(point("zero-signed", "done"));
  assert.equal(
    await page.$eval(`${point("zero-signed", "done")} a`, (link) => link.getAttribute("href")),
    "#/exchange/2",
  );

  // The ticks stay when the exchanges are cleared, and calls from the console tick nothing.
  await session.api("/exchanges", "DELETE");
  await session.see(point("zero-signed", "done"), "Exchange 2 (deleted)");
  const fields = Object.fromEntries(await session.registration("HOSP-OF-CONSOLE"));
  await session.api("/operations/preregister/send", "POST", { fields });
  await page.waitForSelector(point("order-created", "open"));

  await session.api("/stubs", "POST", { operation: "preregister", fault: "drop-before-head" });
  const order = await session.registration("HOSP-LOST");
  await client.call("preregister", order).catch(() => {});
  await client.call("getmedinfo", person);
  await page.waitForSelector(point("unknown-outcome", "done"));
  await client.call("preregister", order);
  await page.waitForSelector(point("unknown-outcome", "failed"));
  await session.see(`${point("unknown-outcome", "failed")} .hint`, "the same order was sent again");

  await session.click(`${point("secrets-kept", "open")} input`);
  await page.waitForSelector(point("secrets-kept", "done"));
  const note = '[data-point="secrets-kept"] textarea';
  await session.type(note, "looked at the logs of May");
  await page.reload();
  await page.waitForSelector(point("secrets-kept", "done"));
  assert.equal(await page.$eval(note, (area) => area.value), "looked at the logs of May");
  // Points ticked by traffic and points ticked by a person are in two lists.
  const lists = await page.$$eval("table.acceptance", (tables) =>
    tables.map((table) => [table.querySelectorAll("tbody tr").length, table.querySelectorAll("input").length]),
  );
  assert.deepEqual(lists, [
    [16, 0],
    [5, 5],
  ]);
  await session.see("main", " of 21 done");
  await page.emulateMediaType("print");
  const isShown = (selector) => page.$eval(selector, (element) => getComputedStyle(element).display !== "none");
  assert.deepEqual(
    [await isShown(".print-only"), await isShown("header.frame"), await isShown(".no-print")],
    [true, false, false],
  );
  const header = await session.text("dl.print-only");
  for (const part of [session.account.appid, session.account.url, "Printed at"])
    assert.ok(header.includes(part), header);
  assert.match(header, /wxmed \d+\.\d+\.\d+/);
  assert.ok((await page.pdf({ format: "A4" })).length > 1000);
  await page.emulateMediaType("screen");

  // A point that needs a fault links to its form.
  await session.click('[data-point="forged-refused"] a', "Fill in this fault");
  await page.waitForSelector("main[data-page=faults] [name=preset][value=forged]:checked");
  // Its responses are signed, those of lookups are not.
  assert.equal(await page.$eval("main form select", (select) => select.value), "preregister");
};
