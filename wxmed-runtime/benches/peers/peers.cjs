// tenpay and wechatpay-axios-plugin over the fixtures of a folder: one line each of name, microseconds to encode,
// microseconds to verify.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const KEY = '192006250b4c09247ec02edce69f6a2d';
const SIGNATURE = '39E90DD6A40C4FFC0E33AA1F25F27638';
const ROUNDS = 30;
const CALLS = 500;

const folder = process.argv[2];
const request = JSON.parse(fs.readFileSync(path.join(folder, 'request.json'), 'utf8'));
const response = fs.readFileSync(path.join(folder, 'response.xml'), 'utf8');

const Tenpay = require('tenpay');
const { buildXML, parseXML } = require('tenpay/lib/util');
const { Hash, Transformer } = require('wechatpay-axios-plugin');
const tenpay = new Tenpay({ appid: request.appid, mchid: request.mch_id, partnerKey: KEY, notify_url: 'unused' });

const contenders = {
  tenpay: {
    sign: () => tenpay._getSign(request),
    encode: () => buildXML({ ...request, sign: tenpay._getSign(request) }),
    verify: async () => {
      const fields = await parseXML(response);
      return fields.sign === tenpay._getSign(fields);
    },
  },
  'wechatpay-axios-plugin': {
    sign: () => Hash.sign('MD5', request, KEY),
    encode: () => Transformer.toXml({ ...request, sign: Hash.sign('MD5', request, KEY) }),
    verify: () => {
      const fields = Transformer.toObject(response);
      return Hash.equals(Hash.sign('MD5', fields, KEY), fields.sign);
    },
  },
};

const version = (name) => {
  const file = path.join(process.env.NODE_PATH, name, 'package.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')).version;
};

async function microseconds(contender) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.hrtime.bigint();
    for (let call = 0; call < CALLS; call += 1) {
      await contender();
    }
    rounds.push(Number(process.hrtime.bigint() - start) / CALLS / 1e3);
  }
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1];
}

async function main() {
  for (const [name, { sign, encode, verify }] of Object.entries(contenders)) {
    if (sign() !== SIGNATURE) throw new Error(`${name} arrives at another signature`);
    if (!(await verify())) throw new Error(`${name} does not verify the response`);
    const times = [await microseconds(encode), await microseconds(verify)];
    console.log([`${name} ${version(name)}`, ...times.map((time) => time.toFixed(2))].join('\t'));
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
