// Each of the sixteen mistakes: two clicks lead from the list to the named cause.

const assert = require("node:assert/strict");
const { MISTAKES, rich } = require("./client.cjs");

// The marked texts: first in the right string, then in the signed one. A field that is missing on one side has no text
// there.
const MARKED = {
  "zero-dropped": ["total_fee=0&", ""],
  "empty-kept": ["", "attach=&"],
  "key-missing": ["key=***", ""],
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
    if (wanted) assert.deepEqual(marks, wanted, mistake);
    assert.ok(!isOfText || new Set(marks).size > 1, `${mistake}: ${marks}`);
  }
  return MISTAKES.length;
};
