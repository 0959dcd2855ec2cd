// The acceptance list is ticked by traffic and by hand, and printed.

const assert = require("node:assert/strict");

const point = (id, state) => `[data-point="${id}"][data-state=${state}]`;

/** A confirmation is about one proof: another proof and a reset need another one, and mention it. */
async function confirmations(session) {
  const { client, page } = session;
  const forge = async (number) => {
    await session.api("/stubs", "POST", { operation: "preregister", fault: "forged" });
    await client.call("preregister", await session.registration(number));
  };
  const id = "forged-refused";
  await forge("HOSP-FORGED-1");
  await session.click(`${point(id, "confirm")} input`);
  await session.appears(point(id, "done"));
  await session.type(`${point(id, "done")} textarea`, "nothing was booked");
  const proof = await session.text(`${point(id, "done")} td:last-child a`);
  await session.click(`${point(id, "done")} [data-action=start-over]`);
  await session.see(".notice", "Only what comes from now on counts");
  await session.appears(point(id, "open"));
  // The focus stays in the row.
  assert.equal(await page.evaluate(() => document.activeElement.closest("tr").dataset.point), id);
  await forge("HOSP-FORGED-2");
  await session.appears(point(id, "confirm"));
  await session.see(`${point(id, "confirm")} .earlier`, `Confirmed before, for another proof (${proof})`);
  await session.see(`${point(id, "confirm")} .earlier`, "Note then: nothing was booked");
  assert.equal(await page.$eval(`${point(id, "confirm")} textarea`, (area) => area.value), "");
  await session.click(`${point(id, "confirm")} input`);
  await session.appears(point(id, "done"));
  assert.ok(!(await session.text(`${point(id, "done")} th`)).includes("Confirmed before"));

  // Going on with the order fails the point, which can't be confirmed then.
  await client.call("sendmsg", [
    ["hosp_out_trade_no", "HOSP-FORGED-2"],
    ["msg_type", "2"],
    ["first", "您已缴费成功"],
    ["discount", "0"],
    ["real_fee", "30.00"],
    ["remark", "请凭登记号报到。"],
  ]);
  await session.appears(`${point(id, "failed")} input:disabled`);
  await session.see('[role="status"]', "1 failed");
  await session.see(`${point(id, "failed")} .hint`, "went on with its order");
  await session.click(`${point(id, "failed")} [data-action=start-over]`);
  await session.appears(point(id, "open"));
}

/** A fault is added without leaving the list, and its proof is the exchange of this fault. */
async function faults(session) {
  const { client, page } = session;
  const person = await session.person();
  await session.api("/stubs", "POST", {
    operation: "getmedinfo",
    response: { status: 502, headers: { "content-type": "text/html" }, body: "<html></html>" },
  });
  await client.call("getmedinfo", person);
  await session.click('[data-point="html-survived"] [data-action=add-fault]', "Add this fault now");
  await session.see(".notice", "The fault applies to the next call of getmedinfo");
  await session.see(".faults-bar", "getmedinfo: HTML page · next 1");
  assert.equal(await page.$eval("main", (main) => main.dataset.page), "acceptance");
  await client.call("getmedinfo", person);
  await session.appears(point("html-survived", "confirm"));
  const { exchanges } = await session.api("/exchanges?limit=1");
  await session.see(`${point("html-survived", "confirm")} td:last-child a`, `Exchange ${exchanges[0].number}`);
}

module.exports = async (session) => {
  const { client, page } = session;
  await session.go("acceptance");
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
  await session.see(`${point("unknown-outcome", "failed")} .hint`, "the same order or request was sent again");
  await session.see('[role="status"]', "1 failed");
  await session.click(`${point("unknown-outcome", "failed")} [data-action=start-over]`);
  await session.appears(point("unknown-outcome", "open"));
  await session.see('[role="status"]', " of 21 done");
  assert.ok(!(await session.text('main > [role="status"]')).includes("failed"));
  await confirmations(session);
  await faults(session);

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

  // After a reset, what was confirmed and noted before is only mentioned.
  await session.api("/reset", "POST");
  await session.appears(point("secrets-kept", "open"));
  await session.see(`${point("secrets-kept", "open")} .earlier`, "That was before a reset or a restart.");
  await session.see(`${point("secrets-kept", "open")} .earlier`, "Note then: looked at the logs of May");
  assert.equal(await page.$eval(note, (area) => area.value), "");
  await session.see('[role="status"]', "0 of 21 done");

  // A point that needs a fault links to its form.
  await session.click('[data-point="forged-refused"] a', "Fill in this fault");
  await page.waitForSelector("main[data-page=faults] [name=preset][value=forged]:checked");
  // Its responses are signed, those of lookups are not.
  assert.equal(await page.$eval("main form select", (select) => select.value), "preregister");
};
