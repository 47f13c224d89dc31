import * as v from "valibot";
import { err, ok, type Result } from "../lib/result.ts";

/** A ticket opens one socket; the page asks for a new one at each reconnect. */
export const TICKET_MS = 60_000;

const Admission = v.strictObject({
  tenant: v.string(),
  board: v.string(),
  /** The member who looks, or null for a television. */
  account: v.nullable(v.string()),
  person: v.nullable(v.string()),
  /** The API key that asked, if it was one. */
  key: v.nullable(v.string()),
  /** The paired screen, or null for a member. */
  screen: v.nullable(v.string()),
  kind: v.picklist(["all", "person", "screen"]),
  /** Milliseconds since 1970. */
  exp: v.number(),
});
/** Who may look at which board until when. Ids only: a ticket travels in an address. */
export type Admission = v.InferOutput<typeof Admission>;

export type TicketError = { readonly code: "ticket/invalid" | "ticket/expired" };

/** Text that proves the Worker granted exactly this admission. */
export async function signTicket(secret: string, admission: Admission): Promise<string> {
  const body = base64url(new TextEncoder().encode(JSON.stringify(admission)));
  const signature = await crypto.subtle.sign("HMAC", await key(secret), bytes(body));
  return `${body}.${base64url(new Uint8Array(signature))}`;
}

/** A fresh ticket, and where to take it. */
export async function grant(secret: string, nowMs: number, admission: Omit<Admission, "exp">) {
  const expiresAt = nowMs + TICKET_MS;
  const ticket = await signTicket(secret, { ...admission, exp: expiresAt });
  return { ticket, path: `/ws/boards/${admission.board}`, expiresAt };
}

/**
 * Reads a ticket. Refuses what this secret did not sign, what is not an admission, and what has
 * expired, in that order: an expired forgery is a forgery.
 */
export async function readTicket(
  secret: string,
  ticket: string,
  nowMs: number,
): Promise<Result<Admission, TicketError>> {
  const [body, signature, ...rest] = ticket.split(".");
  const sign = signature && fromBase64url(signature);
  if (!body || !sign || rest.length > 0 || ticket.length > 2_000)
    return err({ code: "ticket/invalid" });
  const genuine = await crypto.subtle.verify("HMAC", await key(secret), sign, bytes(body));
  const read = genuine ? fromBase64url(body) : null;
  if (!read) return err({ code: "ticket/invalid" });
  const json = v.pipe(v.string(), v.parseJson(), Admission);
  const admission = v.safeParse(json, new TextDecoder().decode(read));
  if (!admission.success) return err({ code: "ticket/invalid" });
  if (admission.output.exp <= nowMs) return err({ code: "ticket/expired" });
  return ok(admission.output);
}

/** The label keeps a signature made for a ticket from being one for anything else. */
function key(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(`board-ticket/1:${secret}`),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64url(raw: Uint8Array): string {
  const text = btoa(String.fromCharCode(...raw));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const BASE64URL = /^[A-Za-z0-9_-]+$/;

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!BASE64URL.test(text) || text.length % 4 === 1) return null;
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (char) => char.charCodeAt(0));
}
