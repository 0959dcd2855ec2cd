// With --control-token, the page asks for the token, and again if it is wrong. It is kept only in the tab.

const assert = require("node:assert/strict");

module.exports = async (session, { token }) => {
  const { page } = session;
  session.expected.push("401 (Unauthorized)");
  await page.reload();
  await session.see("dialog", "A token is needed");
  // Browsers close a dialog at the second Escape.
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Escape");
  await session.appears("dialog[open]");
  // What no header can carry is refused at once.
  await page.type("#control-token", "令牌");
  await session.click("dialog button", "Continue");
  await session.see("dialog [role=alert]", "only ASCII characters");
  assert.equal(await page.evaluate(() => sessionStorage.getItem("wxmed.control-token")), null);
  await session.type("#control-token", "wrong");
  await session.click("dialog button", "Continue");
  await session.until(() => document.querySelector("#control-token")?.value === "");
  await page.type("#control-token", token);
  await page.keyboard.press("Enter");
  await session.see(".connection", "Live");
  await session.see(".empty", "No exchanges yet");
  await session.client.fetchToken();
  await session.see("tr[data-number]", "stable_token");
  await page.reload();
  await session.see("tr[data-number]", "stable_token");
  // One that was kept nevertheless is asked for again.
  await page.evaluate(() => sessionStorage.setItem("wxmed.control-token", "令牌"));
  await page.reload();
  await session.see("dialog", "A token is needed");
  await page.type("#control-token", token);
  await page.keyboard.press("Enter");
  await session.see(".connection", "Live");
  await session.see("tr[data-number]", "stable_token");
  assert.equal(
    await page.evaluate(
      (token) => JSON.stringify(localStorage).includes(token) || location.href.includes(token),
      token,
    ),
    false,
  );
};
