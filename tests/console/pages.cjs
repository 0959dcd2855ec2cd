// The addresses of all pages, with content on each.

const { rich } = require("./client.cjs");

/** Creates traffic of every kind, and returns the addresses of all pages. */
async function filled(session) {
  const { client } = session;
  await client.fetchToken();
  const person = await session.person();
  await client.call("getmedinfo", person);
  await client.call("preregister", rich(), "zero-dropped");
  await client.call("preregister", await session.registration("HOSP-1"));
  await client.call(
    "preregister",
    (await session.registration("HOSP-2")).filter(([name]) => name !== "body"),
  );
  await client.call("sendmsg", [
    ["hosp_out_trade_no", "HOSP-1"],
    ["msg_type", "2"],
    ["first", "您已缴费成功"],
    ["discount", "0"],
    ["real_fee", "30.00"],
    ["remark", "请凭登记号报到。"],
  ]);
  const [openid] = await session.person(2);
  await client.call("getbindurl", [openid, ["url", "https://hospital.example/"]]);
  await session.api("/stubs", "POST", { operation: "getmedinfo", fault: "drop-before-head" });
  await client.call("getmedinfo", person).catch(() => {});
  const lost = (await session.api("/exchanges?limit=1")).exchanges[0].number;
  await client.call("preregister", rich(), "foreign-key-or-value");
  await session.api("/stubs", "POST", { operation: "getmedinfo", fault: "hang" });
  await session.api("/clock", "POST", { advance_s: 60 });
  const { operations, contents, errata, codes } = await session.api("/reference");
  const segment = encodeURIComponent;
  const content = contents.find((one) => !one.is_received).name;
  return [
    "exchanges",
    "exchange/2",
    "exchange/3",
    "exchange/5",
    `exchange/${lost}`,
    `exchange/${lost + 1}`,
    "start",
    "try",
    `try/${operations[2].name}`,
    `try/content/${segment(content)}`,
    "try/paste",
    "faults",
    "state/orders",
    "state/cards",
    "state/messages",
    "state/links",
    "state/tokens",
    "state/notifications",
    "state/clock",
    "reference",
    `reference/operations/${operations[2].name}`,
    "reference/token_endpoints/stable_token",
    `reference/contents/${segment(content)}`,
    `reference/errata/${segment(errata[0].id)}`,
    `reference/codes/${segment(codes[0].name)}`,
    "acceptance",
    "missing",
    "try/nonsense",
    "exchange/99999",
  ];
}

module.exports = { filled };
