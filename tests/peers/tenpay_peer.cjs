// tenpay as a client of a platform, and as a signer and verifier.
//
// Reads a JSON array of jobs from standard input and prints the JSON array of their results. Signing, writing, sending,
// reading and verifying is done by tenpay; this file only passes the parameters.
'use strict';

const fs = require('node:fs');
const tls = require('node:tls');
const Tenpay = require('tenpay');
const util = require('tenpay/lib/util');
const urllib = require('urllib');

if (process.env.PLATFORM_ADDRESS) {
  // Replaces the file `hosts` for a client whose host can't be configured, and allows a port above 1024.
  const [host, port] = process.env.PLATFORM_ADDRESS.split(':');
  const connect = tls.connect;
  tls.connect = (options, ...rest) =>
    connect(options.host === 'api.weixin.qq.com' ? { ...options, host, port: Number(port) } : options, ...rest);
}

// tenpay has a list of its own URLs, by kind of call. This kind returns the response unchanged.
const RAW = 'downloadbill';

const MISTAKES = {
  'zero-not-signed': (fields, sign) =>
    sign(Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '0'))),
  'lower-case': (fields, sign) => sign(fields).toLowerCase(),
};

const client = ({ appid, mch_id, key }) => new Tenpay({ appid: appid || '-', mchid: mch_id || '-', partnerKey: key });

// tenpay compares the appid and the merchant number of a response with its own. These responses have neither.
function reader(job) {
  return Object.assign(client(job), { appid: undefined, mchid: undefined });
}

async function isVerified(job, xml) {
  try {
    await reader(job)._parse(xml, 'payinsurance');
    return true;
  } catch (error) {
    if (error.message === 'sign签名错误') return false;
    throw error;
  }
}

async function sent(job, tenpay) {
  tenpay.urls[RAW] = job.url;
  const xml = String(await tenpay._request({ ...job.fields }, RAW));
  const fields = await util.parseXML(xml);
  const isSuccess = fields.return_code === 'SUCCESS' && fields.result_code === 'SUCCESS';
  return {
    fields,
    outcome: isSuccess ? 'SUCCESS' : 'FAIL',
    verified: isSuccess && (await isVerified(job, xml)),
  };
}

const JOBS = {
  async token({ platform, appid, secret }) {
    const { data } = await urllib.request(`${platform}/cgi-bin/stable_token`, {
      method: 'POST',
      contentType: 'json',
      dataType: 'json',
      data: { grant_type: 'client_credential', appid, secret },
    });
    return data.access_token;
  },

  // A request that tenpay makes entirely.
  call: (job) => sent(job, client(job)),

  // A request that is signed with a typical mistake.
  mistaken(job) {
    const mistake = MISTAKES[job.mistake];
    const tenpay = client(job);
    const sign = tenpay._getSign.bind(tenpay);
    tenpay._getSign = (fields) => mistake(fields, sign);
    return sent(job, tenpay);
  },

  signatures(job) {
    const tenpay = client(job);
    return job.maps.map((fields) => [tenpay._getSign(fields), tenpay._getSign(fields, 'HMAC-SHA256')]);
  },

  written(job) {
    const tenpay = client(job);
    return job.maps.map((fields) => util.buildXML({ ...fields, sign: tenpay._getSign(fields) }));
  },

  verified: (job) => Promise.all(job.answers.map((xml) => isVerified(job, xml))),
};

async function main() {
  const results = [];
  // One after the other, so that the platform receives them in this order.
  for (const job of JSON.parse(fs.readFileSync(0, 'utf8'))) results.push(await JOBS[job.job](job));
  process.stdout.write(JSON.stringify(results));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
