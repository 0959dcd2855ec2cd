// The client of the control API. The console uses nothing else.

const BASE = "/sandbox/v1";
const KEY = "wxmed.control-token";
let onTokenNeeded = null;

/** An error of the control API, with texts in both languages. */
export class ApiError extends Error {
  constructor(status, texts) {
    super(texts.en);
    this.status = status;
    this.texts = texts;
  }
}

/** There was no response: the sandbox has ended, or is restarting. */
export class Unreachable extends Error {}

/** Sets the function that asks for the token of `--control-token`. It is called again while the token is wrong. */
export function onUnauthorized(callback) {
  onTokenNeeded = callback;
}

/** Whether a text can be a token: anything else can't be sent in a header, or not as it was given. */
export const isToken = (text) => /^[\x20-\x7e]+$/.test(text);

export function setToken(token) {
  sessionStorage.setItem(KEY, token);
}

function headers(body) {
  const all = {};
  const token = sessionStorage.getItem(KEY);
  // With one that can't be sent, no request would ever be made; without any, the sandbox reports that it needs one.
  if (token && !isToken(token)) sessionStorage.removeItem(KEY);
  else if (token) all.authorization = `Bearer ${token}`;
  if (body !== undefined) all["content-type"] = "application/json";
  return all;
}

async function failure(response) {
  const text = await response.text();
  try {
    return new ApiError(response.status, JSON.parse(text).error);
  } catch {
    return new ApiError(response.status, {
      zh: `HTTP ${response.status} ${text}`,
      en: `HTTP ${response.status} ${text}`,
    });
  }
}

/** Browsers report a refused or closed connection as a TypeError. */
function reached(response) {
  return response.catch((error) => {
    throw error instanceof TypeError ? new Unreachable(error.message) : error;
  });
}

/** Calls the control API, and asks for the token if necessary. Returns the successful response. */
export async function open(method, path, body, signal) {
  for (;;) {
    const options = { method, headers: headers(body), signal, credentials: "omit" };
    if (body !== undefined) options.body = JSON.stringify(body);
    const response = await reached(fetch(BASE + path, options));
    if (response.ok) return response;
    const error = await reached(failure(response));
    if (response.status !== 401 || !onTokenNeeded) throw error;
    await onTokenNeeded(error);
  }
}

async function json(method, path, body, signal) {
  const response = await open(method, path, body, signal);
  return response.status === 204 ? null : reached(response.json());
}

export const get = (path, signal) => json("GET", path, undefined, signal);
export const post = (path, body = {}, signal) => json("POST", path, body, signal);
export const remove = (path) => json("DELETE", path);

/** Encodes a part of a path. */
export const segment = (text) => encodeURIComponent(text);

/** Encodes a query. Parameters without a value are left out. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}
