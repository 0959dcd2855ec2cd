// Forms that are checked while they are filled in, and texts written by a program.

const assert = require("node:assert/strict");
const { rich } = require("./client.cjs");

/** Guesses what each example is, in the page, and returns the wrong guesses and the number of right ones. */
async function guesses({ operations, contents }) {
  const { guessContent, guessOperation } = await import("/sandbox/console/lib/guess.js");
  const wrong = [];
  let right = 0;
  const judge = (own, guess, record, names) => {
    if (guess === own) {
      right += 1;
      return;
    }
    // With these names, it could be either.
    const isLike = names.every((name) => record(guess)?.rows.some((row) => row.name === name));
    if (!isLike || own.is_received === false) wrong.push(`${own.name} became ${guess?.name}: ${names}`);
  };
  for (const own of operations) {
    for (const { fields } of own.examples.filter((one) => one.fields)) {
      const elements = fields.map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
      const xml = `<xml>\n${elements.join("\n")}\n<sign>0</sign>`;
      const names = fields.map(([name]) => name);
      judge(own, guessOperation(`${xml}</xml>`, operations), (one) => one?.request, names);
      judge(own, guessOperation(xml, operations), (one) => one?.request, names);
    }
  }
  for (const own of contents) {
    for (const { json } of own.examples.filter((one) => one.json)) {
      const object = JSON.parse(json);
      const names = Object.keys(object[own.wrapped_in] ?? object);
      judge(own, guessContent(json, contents), (one) => one?.record, names);
    }
  }
  return { wrong, right };
}

module.exports = async (session) => {
  const { client, page, account } = session;
  await session.go("try/preregister");
  await session.see(".verdict.good", "All fields match the document");
  // Only the summary is announced, and not anew when it is the same.
  const live = ".review :is([role=status], [aria-live])";
  assert.deepEqual(await session.texts(live), ["All fields match the document."]);
  assert.equal(await page.$(":is([role=status], [aria-live]) .review"), null);
  await page.$eval(live, (summary) => {
    globalThis.changes = 0;
    new MutationObserver(() => {
      globalThis.changes += 1;
    }).observe(summary, { childList: true, characterData: true, subtree: true });
  });
  await session.type('[data-path="body"] input', "复查");
  await session.see(".review pre", "body=复查&");
  assert.equal(await page.evaluate(() => globalThis.changes), 0);
  await session.see(".review pre", "&key=***");
  assert.ok(!(await session.text("main")).includes(account.api_key));
  const field = (name) => `[data-path="${name}"] :is(input, select, textarea)`;
  await session.type(field("spbill_create_ip"), "10.0.0.999");
  await session.see('[data-path="spbill_create_ip"] .problem', "IPv4");
  await session.see(".verdict.bad", "1 error");
  // Beside a form, each problem takes several lines of the whole width.
  const narrowest = await page.$$eval(".review table.violations tbody td", (cells) =>
    Math.min(...cells.map((one) => one.clientWidth)),
  );
  assert.ok(narrowest > 300, `${narrowest}`);
  await page.waitForSelector('[data-path="spbill_create_ip"] [aria-invalid=true]');
  await session.type(field("spbill_create_ip"), "10.0.0.1");
  await session.see(".verdict.good", "All fields match the document");
  await session.see('[data-path="spbill_create_ip"] .problem[hidden]', "");
  await session.type(field("body"), "肝病 & <复诊>");
  await session.see(".review pre", "body=肝病 & <复诊>&");
  await session.type(field("hosp_out_trade_no"), "HOSP-TRIED");
  await session.see(".review pre", "HOSP-TRIED");
  await session.click("[data-action=send]");
  await session.see(".result", "success");
  const { exchanges } = await session.api("/exchanges?limit=1");
  assert.deepEqual([exchanges[0].order, exchanges[0].outcome], ["HOSP-TRIED", "success"]);
  const headline = () => page.$eval(".result > h2", (one) => [one.textContent, one === document.activeElement]);
  assert.deepEqual(await headline(), [`Sent as exchange ${exchanges[0].number} success`, true]);
  // The result is still there in another language.
  await page.select("[data-language]", "zh");
  await session.see(".result", `调用 ${exchanges[0].number}`);
  await page.select("[data-language]", "en");
  await session.see(".result", "success");
  const position = () => page.evaluate(() => scrollY);
  // What was sent a second time is refused, which is seen from the end of the form, and nothing there says that it is right.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  assert.ok((await position()) > 0);
  await page.$eval("[data-action=send]", (button) => {
    button.click();
    // Until there is a response, it can't be pressed again.
    if (!button.disabled) throw new Error("enabled");
    button.form.requestSubmit();
  });
  await session.see(".result .remedy", "What to do:");
  await session.until(() => !document.querySelector("[data-action=send]").disabled);
  const [again] = (await session.api("/exchanges?limit=1")).exchanges;
  assert.equal(again.number, exchanges[0].number + 1);
  assert.ok((await headline())[1]);
  const [top, height] = await page.$eval(".result > h2", (one) => [one.getBoundingClientRect().top, innerHeight]);
  assert.ok(top >= 0 && top < height, `${top}`);
  assert.ok(!(await session.text("main")).includes("All fields match the document"));
  // Without need, the page is not scrolled.
  await page.evaluate(() => scrollTo(0, 5));
  const before = await position();
  await page.$eval("[data-action=send]", (button) => button.click());
  await session.see(".result > h2", `exchange ${again.number + 1}`);
  assert.equal(await position(), before);
  // After the next change, the review is back.
  await session.type(field("body"), "复诊");
  await session.see(".verdict.good", "All fields match the document");
  // The input is kept.
  await session.go("faults");
  await session.go("try/preregister");
  await session.until(() => document.querySelector('[data-path="hosp_out_trade_no"] input')?.value === "HOSP-TRIED");
  await session.click("form button", "Empty");
  await session.see(".verdict.bad", "error");

  // The arrow keys pass through the operations, and the focus stays where they are.
  await page.focus("[data-action=choose]");
  const operations = (await session.api("/reference")).operations.map((one) => one.name);
  const start = operations.indexOf("preregister");
  for (const name of operations.slice(start + 1, start + 3)) {
    await page.keyboard.press("ArrowDown");
    await session.appears(`main form[aria-label="${name}"]`);
    assert.equal(await page.evaluate(() => location.hash), `#/try/${name}`);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.action), "choose");
  }
  await page.goBack();
  await session.appears(`main form[aria-label="${operations[start + 1]}"]`);
  assert.equal(await page.$eval("[data-action=choose]", (one) => one.value), `#/try/${operations[start + 1]}`);

  // The tag determines the fields.
  await session.go("try/sendmsg");
  await page.waitForSelector(field("msg_type"));
  await page.select(field("msg_type"), "1");
  const names = () => page.$$eval("[data-path]", (rows) => rows.map((row) => row.dataset.path));
  const first = await names();
  await page.select(field("msg_type"), "3");
  assert.notDeepEqual(await names(), first);

  // A content inside the form of a request, and by itself.
  await session.go("try/preregister");
  await session.click("form button", "Start over");
  await page.waitForSelector(".content-picker select");
  // A field that is focused by keyboard is not hidden by the bar at the bottom.
  await page.focus(field("appid"));
  for (let count = 0; count < 15; count += 1) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const bar = document.querySelector(".sticky-bottom");
      const focused = document.activeElement;
      const isBelow = focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
      return !bar.contains(focused) && isBelow ? focused.closest("[data-path]")?.dataset.path : null;
    });
    assert.equal(hidden, null);
  }
  const content = await page.$eval(
    ".content-picker select",
    (select) => [...select.options].find((option) => option.value.includes("registration")).value,
  );
  await page.select(".content-picker select", content);
  await page.waitForSelector(".content-form input");
  await session.see(".verdict.good", "All fields");
  // It is below its field, and its fields are marked by themselves, also those with the name of another.
  const above = await page.$eval(".content-picker", (one) => one.previousElementSibling.dataset.path);
  assert.equal(above, "request_content");
  const wrong = () =>
    page.$$eval("[data-path] > .problem:not([hidden])", (all) => all.map((one) => one.parentElement.dataset.path));
  await session.type(".content-form [data-path$=ghf] input", "x");
  await session.see(".verdict.bad", "error");
  const inside = await page.$eval(".content-form [data-path$=ghf]", (one) => one.dataset.path);
  await session.until(() => document.querySelector(".content-form [data-path$=ghf] [aria-invalid=true]"));
  assert.deepEqual([...new Set(await wrong())], [inside]);
  await session.type(".content-form [data-path$=ghf] input", "9.00");
  await session.see(".verdict.good", "All fields");
  assert.deepEqual(await wrong(), []);
  // The platform doesn't know a content without a wrapper, but the form does.
  const plain = (await session.api("/reference")).contents.find((one) => !one.wrapped_in && !one.is_received);
  await page.select(".content-picker select", plain.name);
  await session.see(".verdict.bad", "error");
  await session.until(() => document.querySelector(".content-form [aria-invalid=true]"));
  await page.select(".content-picker select", content);
  await session.see(".verdict.good", "All fields");
  await session.go(`try/content/${encodeURIComponent(content)}`);
  await session.see(".verdict.good", "All fields");
  const json = JSON.parse(await page.$eval(".try-side textarea", (area) => area.value));
  assert.equal(Object.keys(json).length, 1);
  const inner = await page.$eval("[data-path$=ghf] input", (input) => input.closest("[data-path]").dataset.path);
  await session.type(`[data-path="${inner}"] input`, "x");
  await session.see(".verdict.bad", "error");
  await session.see(`[data-path="${inner}"] .problem:not([hidden])`, "ghf");

  // Texts written by programs.
  await session.click("a.button", "Check a text");
  await page.waitForSelector("form[aria-label='Check a text'] textarea");
  const [operation] = await page.$$("form[aria-label='Check a text'] select");
  await operation.select("preregister");
  const paste = async (text) => {
    await page.$eval(
      "form[aria-label='Check a text'] textarea",
      (area, text) => {
        area.value = text;
      },
      text,
    );
    await session.click("form[aria-label='Check a text'] button", "Check");
  };
  await paste(client.body(rich(), "zero-dropped"));
  await session.see(".review .cause", "zero-dropped");
  assert.deepEqual(await session.texts(".strings mark"), ["total_fee=0&"]);
  await paste(client.body([...(await session.registration("HOSP-9")), ["nonce_str", "5K8264"]]));
  await session.see(".verdict.good", "The signature is right");
  await paste('{"a": ');
  await session.see(".verdict.bad", "not valid JSON");
  await paste("not XML at all");
  await session.see(".review .cause", "text-before-root");
  assert.equal((await session.api("/exchanges")).exchanges.length, 3, "checking sends nothing");

  // What is pasted is recognised.
  const reference = await session.api("/reference");
  const { wrong: mistaken, right } = await page.evaluate(guesses, reference);
  assert.deepEqual(mistaken, []);
  const all = reference.operations.flatMap((one) => [...one.examples, ...one.examples]).filter((one) => one.fields);
  all.push(...reference.contents.flatMap((one) => one.examples).filter((one) => one.json));
  assert.ok(right > all.length * 0.9, `${right} of ${all.length}`);
  await session.go("faults");
  await page.reload();
  await session.go("try/paste");
  const box = "form[aria-label='Check a text'] textarea";
  const insert = async (text) => {
    await session.appears(box);
    await page.focus(box);
    await page.$eval(box, (area) => area.select());
    await page.keyboard.press("Backspace");
    await page.keyboard.sendCharacter(text);
  };
  const chosen = () => page.$$eval("form[aria-label='Check a text'] select", (all) => all.map((one) => one.value));
  const example = ({ examples }) => examples.find((one) => one.json && one.breaks.length === 0).json;
  const last = reference.contents.findLast((one) => !one.is_received);
  await insert(example(last));
  assert.equal((await chosen())[1], last.name);
  await session.click("form[aria-label='Check a text'] button", "Check");
  await session.see(".verdict.good", "All fields");
  await insert(client.body([...(await session.registration("HOSP-10")), ["nonce_str", "5K8264"]]));
  assert.equal((await chosen())[0], "preregister");
  // A choice by hand stays, also in another language, until the box is emptied.
  const select = `form[aria-label='Check a text'] .field:nth-child(2) select`;
  await page.$eval(box, (area) => area.select());
  await page.keyboard.press("Backspace");
  await page.select(select, reference.contents[1].name);
  await page.focus(box);
  await page.keyboard.sendCharacter(example(last));
  assert.equal((await chosen())[1], reference.contents[1].name);
  await insert(example(last));
  assert.equal((await chosen())[1], last.name);
};
