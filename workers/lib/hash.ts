/** SHA-256 of a text, in lower-case hex. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return hex(new Uint8Array(digest));
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** JSON with sorted keys, so that equal values have equal text. Bigints are written as strings. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The same value with every object's keys in order: written at once, which is much faster than key by key. */
function sorted(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(sorted);
  const keys = Object.keys(value).sort();
  // A name that every object has is no plain assignment.
  if (keys.includes("__proto__"))
    return Object.fromEntries(keys.map((key) => [key, sorted(Reflect.get(value, key))]));
  const made: Record<string, unknown> = {};
  for (const key of keys) made[key] = sorted(Reflect.get(value, key));
  return made;
}
