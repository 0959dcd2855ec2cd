// The reference: every entry can be found, and is shown with its sources.

const assert = require("node:assert/strict");

/** The rules of a record, and of the records in it. */
const rulesOf = (record) => record.rules.concat(record.rows.flatMap((row) => (row.record ? rulesOf(row.record) : [])));

module.exports = async (session) => {
  const { page } = session;
  const reference = await session.api("/reference");
  await session.go("reference");
  for (const kind of ["Operations", "Contents", "Code tables", "Errors", "Errata", "Known"])
    await session.see(".results h2", kind);
  const all = (await session.texts(".results li")).length;
  assert.equal(await page.$eval(".results details", (errata) => errata.open), false);
  await session.type("[type=search]", "hosp_out_trade_no");
  await session.until((all) => document.querySelectorAll(".results li").length < all, all);
  await session.see(".results li", "preregister");
  await session.click(".results a", "preregister");
  await session.see("article h1", "Announce a registration");
  await session.see("article table", "the hospital's order number");
  await session.see("article", "must not just be sent again");
  await session.type("[type=search]", "80004");
  // The list is replaced a moment after the last key.
  await session.until(() => !/preregister/.test(document.querySelector(".results").textContent));
  await session.see(".results li", "getmedinfo");
  await session.click(".results a", "getmedinfo");
  await session.see("article tr.hit", "80004");
  const isInSight = () => {
    const { top, bottom } = document.querySelector("article tr.hit").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  };
  await session.until(isInSight);
  await session.type("[type=search]", "no entry has this text");
  await session.see(".results", "No matches");
  // The search is forgotten when the page is left.
  await session.go("start");
  await session.go("reference");
  assert.equal((await session.texts(".results li")).length, all);
  assert.equal(await page.$eval("[type=search]", (search) => search.value), "");
  await session.type("[type=search]", "force_refresh");
  await session.until((all) => document.querySelectorAll(".results li").length < all, all);
  await session.click(".results a", "stable_token");
  await session.see("article table tr.hit", "issues a new one");
  await session.see("article", "20 times a day, 30 seconds apart");
  await session.see("article table", "45009");
  assert.equal(await page.$eval("[type=search]", (search) => search.value), "force_refresh");
  await session.type("[type=search]", " ");

  // No type is broken inside a word.
  await session.go("reference/operations/preregister");
  const lines = await page.$$eval("table.record td:nth-child(2) code", (all) =>
    all.map((code) => code.getClientRects().length),
  );
  assert.ok(lines.length > 20 && lines.every((count) => count === 1), `${lines}`);

  // An amount is named in the language of the page; the notation of the document stays.
  await session.see("table.record .format", "MD5 of an identity number");
  await page.select("[data-language]", "zh");
  await session.see("table.record .format", "证件号码的 MD5");
  await page.select("[data-language]", "en");

  // Whether a busy error may be retried depends on the operation.
  await session.go("reference/errors/gateway");
  const [busy] = (await session.texts("article tbody tr")).filter((text) => text.startsWith("-1"));
  for (const part of ["unknown", "lookups: later; others: once it is sure that nothing was done"])
    assert.ok(busy.includes(part), busy);

  const wanted = (kind, name) => session.go(`reference/${kind}/${encodeURIComponent(name)}`);
  const { contents, errata, codes } = reference;
  for (const content of contents) {
    await wanted("contents", content.name);
    await session.see("article h1", content.title.en);
    for (const { id } of rulesOf(content.record)) await session.see("article th", id);
    if (content.provenance) await session.see("article .badge", "confidence");
  }
  for (const erratum of errata) {
    await wanted("errata", erratum.id);
    await session.see("article", erratum.evidence.en);
    await session.see("article", `${erratum.confidence} confidence`);
  }
  const table = codes.find((one) => one.owner === null);
  await wanted("codes", table.name);
  await session.see("article table", table.values[0].label.en);
  await page.goBack();
  // A rule of a record inside a content has the path to it.
  await wanted("contents", "city/shenzhen/registration");
  const [rule] = (await session.texts("article th")).filter((text) => text.includes("registration-total"));
  assert.ok(rule.includes("mzghdj"), rule);
  assert.ok(all > 15, `${all}`);
};
