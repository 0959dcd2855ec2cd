// Takes the pictures of the README: the list, and one exchange.

const path = require("node:path");
const { MISTAKES, rich } = require("./client.cjs");

module.exports = async (session, { folder }) => {
  const { client, page } = session;
  await client.fetchToken();
  const person = await session.person();
  await client.call("getmedinfo", person);
  for (const mistake of MISTAKES.slice(0, 6)) await client.call("preregister", rich(), mistake);
  await client.call(
    "preregister",
    (await session.registration("HOSP20240305002")).filter(([name]) => name !== "org_no"),
  );
  await client.call("preregister", await session.registration("HOSP20240305001"));
  await client.call("sendmsg", [
    ["hosp_out_trade_no", "HOSP20240305001"],
    ["msg_type", "2"],
    ["first", "您已缴费成功"],
    ["discount", "0"],
    ["real_fee", "30.00"],
    ["remark", "请凭登记号报到。"],
  ]);
  await client.call("getmedinfo", await session.person(2));
  await page.setViewport({ width: 1180, height: 560 });
  const take = (name) => page.screenshot({ path: path.join(folder, `console-${name}.png`), optimizeForSpeed: false });
  await session.see("tr[data-number]", "business");
  await take("exchanges");
  await session.go("exchange/3");
  await session.see(".why .cause", MISTAKES[0]);
  await page.evaluate(() => document.activeElement.blur());
  await take("exchange");
};
