import { hex, sha256 } from "../lib/hash.ts";

/**
 * An API key is `flk_<tenant><id>_<secret>`: it says where to look, and its secret is kept only as a
 * hash. 192 random bits need no slow hash.
 */
export type ParsedKey = { readonly tenant: string; readonly id: string; readonly secret: string };

const SHAPE = /^flk_([0-9a-f]{32})([0-9a-f]{32})_([0-9a-f]{48})$/;

export function parseKey(text: string): ParsedKey | null {
  const parts = SHAPE.exec(text);
  if (!parts) return null;
  return { tenant: dashed(parts[1] ?? ""), id: dashed(parts[2] ?? ""), secret: parts[3] ?? "" };
}

export function newSecret(): string {
  return hex(crypto.getRandomValues(new Uint8Array(24)));
}

export function keyText({ tenant, id, secret }: ParsedKey): string {
  return `flk_${tenant.replaceAll("-", "")}${id.replaceAll("-", "")}_${secret}`;
}

export function hashOfSecret(secret: string): Promise<string> {
  return sha256(secret);
}

function dashed(hexDigits: string): string {
  const at = (from: number, to: number) => hexDigits.slice(from, to);
  return `${at(0, 8)}-${at(8, 12)}-${at(12, 16)}-${at(16, 20)}-${at(20, 32)}`;
}
