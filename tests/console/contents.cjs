// The forms of contents change only the edited field: tested with every example of every content, and with other JSON.

const assert = require("node:assert/strict");

const REGISTRATION = "city/shenzhen/registration";
const GENERATION = "city/shenzhen/second_generation";

/** Opens a form for each example in the page, changes each of its fields and back, and returns what went wrong. */
async function roundTrip({ contents }) {
  const { contentForm } = await import("/sandbox/console/lib/content_form.js");
  const { readJson, printJson } = await import("/sandbox/console/lib/json_tree.js");
  const wrong = [];
  const tally = { examples: 0, locked: 0, fields: 0, retyped: 0 };
  const layouts = [(text) => text, (text) => ` ${text.replaceAll('":', '" : ').replaceAll(',"', ' ,\n  "')}\n`];
  const enter = (control, value) => {
    if (control.tagName === "SELECT" && ![...control.options].some((one) => one.value === value)) return false;
    control.value = value;
    control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input"));
    return true;
  };
  for (const content of contents) {
    const texts = content.examples.flatMap(({ json }) => (json ? layouts.map((layout) => layout(json)) : []));
    for (const original of texts) {
      tally.examples += 1;
      let text = original;
      let writes = 0;
      const write = (fresh) => {
        text = fresh;
        writes += 1;
      };
      const complain = (what) => wrong.push(`${content.name}: ${what}: ${original} became ${text}`);
      const tree = readJson(original);
      if (tree.before + printJson(tree.value) + tree.after !== original) complain("printed");
      const form = contentForm(content, { read: () => text, write }, () => {});
      form.refresh();
      if (writes > 0) complain("opened");
      const why = form.element.querySelector(":scope > .problem");
      const controls = [...form.element.querySelectorAll("[data-path] :is(input, select, textarea)")];
      if (!why.hidden) {
        tally.locked += 1;
        if (!why.textContent || controls.some((one) => !one.disabled)) complain("locked");
        continue;
      }
      for (const control of controls) {
        tally.fields += 1;
        const { path } = control.closest("[data-path]").dataset;
        // Where the tag has another value, other fields are shown.
        if (path === content.record.tag?.field) continue;
        const before = control.value;
        const other = control.tagName === "SELECT" ? control.options[1].value : `${before}8`;
        if (!enter(control, other)) complain(`${path} has no ${other}`);
        JSON.parse(text);
        if (text === original && other !== before) complain(`${path} was not changed`);
        // What is entered has the type of its field, so a number in a string's place does not come back, nor does null.
        enter(control, before);
        const row = control.closest("[data-path]");
        const isNull = control.placeholder === "null" || row.querySelector("[data-action=leave-empty]");
        const unquoted = (json) => json.replace(/\\*"/g, "");
        if (text !== original && !isNull) {
          tally.retyped += 1;
          if (unquoted(text) !== unquoted(original)) complain(`${path} was changed and back`);
        }
        // Drawn anew, the form begins with the example again.
        text = "";
        form.refresh();
        text = original;
        form.refresh();
        const again = [...form.element.querySelectorAll("[data-path] :is(input, select, textarea)")];
        if (again.length !== controls.length) complain("drawn anew");
        controls.splice(0, controls.length, ...again);
      }
    }
  }
  return { wrong, tally };
}

module.exports = async (session) => {
  const { page } = session;
  const reference = await session.api("/reference");
  await session.go("try/paste");
  const { wrong, tally } = await page.evaluate(roundTrip, reference);
  assert.deepEqual(wrong.slice(0, 5), []);
  const count = reference.contents.flatMap((one) => one.examples).filter((one) => one.json).length;
  assert.equal(tally.examples, 2 * count);
  assert.ok(tally.locked > 0 && tally.locked < tally.examples / 4 && tally.fields > 2000, JSON.stringify(tally));
  assert.ok(tally.retyped < tally.fields / 100, JSON.stringify(tally));

  const json = ".try-side textarea";
  const text = () => page.$eval(json, (area) => area.value);
  const field = (path) =>
    ["> :is(input, select, textarea)", "> span > input"]
      .map((control) => `.content-form [data-path="${path}"] ${control}`)
      .join(", ");
  const value = (path) => page.$eval(field(path), (control) => control.value);
  const open = async (content) => {
    await session.go("try/paste");
    await session.go(`try/content/${encodeURIComponent(content)}`);
    await session.appears(json);
  };
  /** Types all of the JSON anew, and leaves it. */
  const write = async (fresh) => {
    await page.focus(json);
    await page.$eval(json, (area) => area.select());
    await page.keyboard.sendCharacter(fresh);
    await page.keyboard.press("Tab");
    assert.equal(await text(), fresh);
  };
  const locked = async (why) => {
    await session.see(".content-form > .problem:not([hidden])", why);
    const open = await page.$$eval(".content-form [data-path] :is(input, select, textarea, button)", (all) =>
      all.filter((one) => !one.disabled).length,
    );
    assert.equal(open, 0, why);
  };
  const unlocked = () => session.until(() => document.querySelector(".content-form > .problem").hidden);

  // What can't be shown is left as it is, and the form says why it is locked.
  await open(REGISTRATION);
  const example = await text();
  assert.ok(example.includes('"ghf":"9.00"'), example);
  for (const [typed, why] of [
    [example.replace("}}", ",}}"), "not JSON (line 1)"],
    ['{\n "registration_order_pay": {', "not JSON (line 2)"],
    [`{"registration_order_pay": ${"[".repeat(100_000)}`, "too deep"],
    ["[]", "JSON is not an object"],
    ['{"registration_order_pay":[]}', "registration_order_pay is not an object"],
    ['{"registration_order_pay":{"mzghdj":[]}}', "registration_order_pay.mzghdj is not an object"],
    ['{"registration_order_pay":{"ylzh":{"a":1}}}', "registration_order_pay.ylzh is not a single value"],
    ['{"registration_order_pay":{"ylzh":"1","ylzh":"2"}}', "registration_order_pay.ylzh occurs more than once"],
    ['{"registration_order_pay":{},"registration_order_pay":{}}', "registration_order_pay occurs more than once"],
  ]) {
    await write(typed);
    await locked(why);
    // So it is when the page is opened again, with this draft.
    await open(REGISTRATION);
    assert.equal(await text(), typed);
    await locked(why);
  }
  await write(example);
  await unlocked();

  // A number in a string's place is reported, and stays until its own field is changed.
  const odd = example
    .replace('"ksbm":"631"', '"ksbm":440300000000000001')
    .replace('"ylzh":"6000000001"', '"ylzh":null,"more":1.50,"deep":[{"a":[1e2,null]}]');
  await write(odd);
  await session.see('[data-path="mzghdj.ksbm"] .problem', "json-type");
  assert.deepEqual(
    [await value("mzghdj.ksbm"), await value("ylzh"), await page.$eval(field("ylzh"), (one) => one.placeholder)],
    ["440300000000000001", "", "null"],
  );
  await session.type(field("mzghdj.ksmc"), "骨科");
  assert.equal(await text(), odd.replace("肝病门诊", "骨科"));
  await session.type(field("mzghdj.ksbm"), "632");
  assert.equal(await text(), odd.replace("肝病门诊", "骨科").replace("440300000000000001", '"632"'));

  // A field that must be there, but may be empty, is there when it was emptied; another one is not.
  await write('{"registration_order_pay":{"yljgbm":"H1110"}}');
  await session.click('[data-path="ylzh"] button', "Leave empty");
  assert.equal(await text(), '{"registration_order_pay":{"yljgbm":"H1110","ylzh":""}}');
  await session.type(field("yljgbm"), "H");
  await page.keyboard.press("Backspace");
  assert.equal(await text(), '{"registration_order_pay":{"ylzh":""}}');
  await session.type(field("ylzh"), "1");
  await page.keyboard.press("Backspace");
  assert.equal(await text(), '{"registration_order_pay":{"ylzh":""}}');
  await session.click("[data-action=example]");
  assert.equal(await text(), example);
  await session.see(".verdict.good", "All fields match the document");

  // A list that is none, in a content whose tag says which fields there are.
  await open(GENERATION);
  const visit = await text();
  const typed = visit.replace(/"inputlist":\[.*\]/, '"inputlist":"[]"');
  assert.notEqual(typed, visit);
  await write(typed);
  await locked("transBody.inputlist is not a list");
  await session.see('[data-path="transBody.inputlist"] > .problem', "json-type");
  assert.equal(await value("transBody.akc264"), "30.00", "what can be shown is");
  await write(visit.replace(/"inputlist":\[.*\]/, '"inputlist":[]'));
  await unlocked();
  await session.click('[data-path="transBody.inputlist"] > button', "Add");
  await session.type(field("transBody.inputlist[0].ake006"), "挂号费");
  assert.ok((await text()).includes('"inputlist":[{"ake006":"挂号费"}]'));
  await session.click('[data-path="transBody.inputlist"] button', "Remove");
  assert.equal(await text(), visit.replace(/"inputlist":\[.*\]/, '"inputlist":[]'));
  // Another value of the tag, on the way to a known one, takes nothing out.
  await write(visit);
  await page.focus(field("transType"));
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  assert.equal(await text(), visit.replace("MZ001", "MZ00"));
  assert.equal(await page.$('[data-path="transBody"]'), null);
  await page.keyboard.type("1");
  assert.equal(await text(), visit);
  await session.appears(field("transBody.akc190"));

  // A long list is shown in parts, and stays usable.
  const item = (place) => `{"aae072":"S1","bkf500":"${place}","aae019":"1.00"}`;
  const items = Array.from({ length: 5000 }, (_, place) => item(place));
  const long = visit.replace(/"inputlist":\[.*\]/, `"inputlist":[${items}]`);
  await page.$eval(
    json,
    (area, long) => {
      area.value = long;
      area.dispatchEvent(new Event("input"));
    },
    long,
  );
  assert.equal((await page.$$("fieldset.item")).length, 50);
  await session.click("fieldset button", "Show more (4950 left)");
  assert.equal((await page.$$("fieldset.item")).length, 100);
  await session.type(field("transBody.inputlist[99].aae072"), "S2");
  assert.equal(await text(), long.replace(item(99), item(99).replace("S1", "S2")));

  // Another language, in the middle of typing: the text, and what else was typed and picked, are there still.
  const half = example.replace('"ghf":"9.00"', '"ghf":');
  await open(REGISTRATION);
  await write(half);
  await page.focus(json);
  await page.$eval(json, (area) => area.setSelectionRange(0, 0));
  await page.keyboard.type(" ");
  const switchTo = async (language, heading) => {
    await page.select("[data-language]", language);
    await session.see("h1", heading);
    await session.appears("main form");
  };
  await switchTo("zh", "试一试");
  assert.equal(await text(), ` ${half}`);
  await locked("不是有效的 JSON");
  await switchTo("en", "Try it");
  await write(example);
  await unlocked();
  await session.type(field("ylzh"), "77");
  await switchTo("zh", "试一试");
  assert.equal(await value("ylzh"), "77");
  await switchTo("en", "Try it");
  await session.go("try/paste");
  await session.type("main form textarea", "<xml>half");
  await switchTo("zh", "试一试");
  assert.equal(await page.$eval("main form textarea", (area) => area.value), "<xml>half");
  await switchTo("en", "Try it");

  // In an operation's form, the text of the field and the form of its content are one.
  await session.go("try/preregister");
  const outer = '[data-path="request_content"] textarea';
  const content = () => page.$eval(outer, (area) => area.value);
  await session.click("form button", "Start over");
  await session.type(outer, '{"registration_order_pay":{"ylzh":null,"x":1.50}}');
  await page.select(".content-picker select", REGISTRATION);
  await session.appears(field("ylzh"));
  assert.equal(await content(), '{"registration_order_pay":{"ylzh":null,"x":1.50}}');
  await session.type(outer, '{"registration_order_pay":{"x":2.50}}');
  await session.type(field("czyxm"), "李四");
  assert.equal(await content(), '{"registration_order_pay":{"czyxm":"李四","x":2.50}}');
  await switchTo("zh", "试一试");
  assert.equal(await value("czyxm"), "李四");
  await switchTo("en", "Try it");
  await session.type(outer, "{");
  await locked("not JSON");
  assert.equal(await content(), "{");
};
