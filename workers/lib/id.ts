declare const kind: unique symbol;
/** A UUIDv7 in lower case, made by the client for what it creates. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Reads an id that has been checked, for example by a contract or by the database. */
export function id<Kind extends string>(text: string): Id<Kind> {
  return text as Id<Kind>;
}

/** A new UUIDv7 (RFC 9562): 48 bits of `nowMs`, then random, so that ids sort by their birth. */
export function newId<Kind extends string>(nowMs: number): Id<Kind> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return id(uuidFrom(bytes, nowMs));
}

/** As many new ids of one moment, from one draw: a thousand one by one cost more than their rows. */
export function newIds<Kind extends string>(nowMs: number, count: number): Id<Kind>[] {
  const bytes = crypto.getRandomValues(new Uint8Array(16 * count));
  return Array.from({ length: count }, (_, at) =>
    id(uuidFrom(bytes.subarray(16 * at, 16 * at + 16), nowMs)),
  );
}

/** The same seed and time always give the same id: for samples and for retries that must not double. */
export async function derivedId<Kind extends string>(
  seed: string,
  nowMs: number,
): Promise<Id<Kind>> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(seed));
  return id(uuidFrom(new Uint8Array(digest).slice(0, 16), nowMs));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function uuidFrom(bytes: Uint8Array, ms: number): string {
  const time = Math.trunc(ms).toString(16).padStart(12, "0").slice(-12);
  let hex = "";
  for (const byte of bytes) hex += HEX[byte];
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
