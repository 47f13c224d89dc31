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
  return JSON.stringify(value, (_, at: unknown) => {
    if (typeof at === "bigint") return at.toString();
    if (at === null || typeof at !== "object" || Array.isArray(at)) return at;
    return Object.fromEntries(Object.entries(at).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}
