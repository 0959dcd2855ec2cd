// Texts of the sandbox that name other exchanges.

import { h } from "./dom.js";
import { long } from "./text.js";

const MENTION = /\bexchange (\d{1,9})\b|第 (\d{1,9}) 次调用/gi;

/** A text in which each exchange that it names is a link. */
export function mentions(text) {
  const nodes = [];
  let begin = 0;
  for (const { 0: mention, 1: english, 2: chinese, index } of text.matchAll(MENTION)) {
    nodes.push(long(text.slice(begin, index)), h("a", { href: `#/exchange/${english ?? chinese}` }, mention));
    begin = index + mention.length;
  }
  return [nodes, long(text.slice(begin))];
}
