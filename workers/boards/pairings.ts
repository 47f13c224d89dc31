import type { Env } from "../env.ts";
import { hex, sha256 } from "../lib/hash.ts";

/** How long a television shows one code. */
export const PAIRING_MS = 600_000;

/** Letters and digits that are not taken for one another across a room: no I, O, 0, 1. */
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

export type Pairing = {
  readonly code: string;
  readonly secretHash: string;
  readonly expiresAt: number;
  readonly tenant: string | null;
  readonly screen: string | null;
};

/** Six characters of 32: thirty bits, each drawn evenly. */
export function newCode(random: Uint8Array): string {
  return [...random.slice(0, 6)].map((byte) => ALPHABET.charAt(byte & 31)).join("");
}

/** A code for a television to show, and the secret that only it holds. Old codes go with it. */
export async function makePairing({ CONTROL: control }: Env, nowMs: number) {
  const secret = hex(crypto.getRandomValues(new Uint8Array(32)));
  const code = newCode(crypto.getRandomValues(new Uint8Array(6)));
  const expiresAt = nowMs + PAIRING_MS;
  await control.batch([
    control.prepare("DELETE FROM pairings WHERE expires_at <= ?1").bind(nowMs),
    // A code that is shown elsewhere (one in a thousand million) fails here, and the page asks again.
    control
      .prepare("INSERT INTO pairings (code, secret_hash, expires_at) VALUES (?1, ?2, ?3)")
      .bind(code, await sha256(secret), expiresAt),
  ]);
  return { code, secret, expiresAt };
}

/** The pairing behind a code that is shown now; null when it is unknown or too old. */
export async function findPairing(
  { CONTROL: control }: Env,
  code: string,
  nowMs: number,
): Promise<Pairing | null> {
  return await control
    .prepare(
      `SELECT code, secret_hash AS secretHash, expires_at AS expiresAt, tenant, screen
       FROM pairings WHERE code = ?1 AND expires_at > ?2`,
    )
    .bind(code, nowMs)
    .first<Pairing>();
}

/** Gives the television to a screen. False when another has it; again for the same one is true. */
export async function claimPairing(
  { CONTROL: control }: Env,
  code: string,
  by: { readonly tenant: string; readonly screen: string },
): Promise<boolean> {
  const { meta } = await control
    .prepare(
      `UPDATE pairings SET tenant = ?2, screen = ?3
       WHERE code = ?1 AND (tenant IS NULL OR (tenant = ?2 AND screen = ?3))`,
    )
    .bind(code, by.tenant, by.screen)
    .run();
  return meta.changes === 1;
}

/** What a paired television keeps: where it belongs, and the secret that proves it. */
export function screenToken({ tenant, screen, secret }: Readonly<Record<Part, string>>): string {
  return [tenant, screen, secret].join(".");
}

type Part = "tenant" | "screen" | "secret";
const TOKEN = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([0-9a-f]{64})$/;

export function readScreenToken(token: string): Record<Part, string> | null {
  const [, tenant, screen, secret] = TOKEN.exec(token) ?? [];
  return tenant && screen && secret ? { tenant, screen, secret } : null;
}
