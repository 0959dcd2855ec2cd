// Each of the sixteen mistakes: two clicks lead from the list to the named cause.

const assert = require("node:assert/strict");
const { MISTAKES, rich } = require("./client.cjs");

// The marked text of a field that only one of the strings has, and the remark beside it.
const MARKED = {
  "zero-dropped": ["total_fee=0&", "only in what should be signed: total_fee"],
  "empty-kept": ["attach=&", "only in what was signed: attach"],
  "key-missing": ["key=***", "only in what should be signed: key"],
};

module.exports = async (session) => {
  const { client, account } = session;
  await client.fetchToken();
  assert.equal(MISTAKES.length, 16);
  for (const mistake of MISTAKES) await client.call("preregister", rich(), mistake);
  const right = client.sign(rich(), "");
  for (const [place, mistake] of MISTAKES.entries()) {
    await session.click("nav a", "Exchanges");
    await session.click(`tr[data-number="${place + 2}"] a`);
    await session.see(".why .cause", mistake);
    await session.see(".why", "What to do:");
    const shown = await session.text("main");
    assert.ok(!shown.includes(account.api_key) && !shown.includes(account.app_secret), mistake);
    assert.ok(mistake === "lower-case-hex" || !shown.includes(right), mistake);
    assert.ok(!shown.toUpperCase().includes(right) || mistake === "lower-case-hex", mistake);
    const marks = await session.texts(".strings mark");
    const isOfText = ![
      "app-secret-as-key",
      "key-case",
      "hmac-for-md5",
      "lower-case-hex",
      "foreign-key-or-value",
    ].includes(mistake);
    assert.equal(marks.length > 0, isOfText, `${mistake}: ${marks}`);
    const wanted = MARKED[mistake];
    const remarks = await session.page.$$eval(".strings .remark", (all) => all.map((one) => one.dataset.label));
    if (wanted) assert.deepEqual([marks, remarks], [[wanted[0]], [wanted[1]]], mistake);
    assert.ok(!isOfText || new Set(marks).size > 1 || remarks.length > 0, `${mistake}: ${marks}`);
  }
  return MISTAKES.length;
};
