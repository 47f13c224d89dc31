import { ascending } from "../lib/list.ts";
import { sha256Hex } from "./sha256.ts";

/**
 * A draw that anyone can repeat. Before the campaign a random nonce is made and only its hash is shown
 * (the commitment); after the result is frozen the nonce is told. Seed: SHA-256 of the frozen result's
 * hash, a line feed and the nonce. Each entrant's ticket: SHA-256 of seed, line feed and id; the
 * smallest tickets win, in order. All hashes are lower-case hex.
 */

/** What is shown before the campaign. */
export function commitmentOf(nonce: string): string {
  return sha256Hex(nonce);
}

export function seedOf(hash: string, nonce: string): string {
  return sha256Hex(`${hash}\n${nonce}`);
}

/** All entrants in the order in which they are drawn. */
export function drawOf(seed: string, entrants: readonly string[]): string[] {
  return entrants
    .map((id) => ({ id, ticket: sha256Hex(`${seed}\n${id}`) }))
    .sort((a, b) => ascending(a.ticket, b.ticket) || ascending(a.id, b.id))
    .map(({ id }) => id);
}

export type Drawn = {
  readonly hash: string;
  readonly nonce: string;
  readonly commitment: string;
  readonly entrants: readonly string[];
  /** As they were announced, first drawn first. */
  readonly winners: readonly string[];
};

/** Whether a draw was fair; what does not fit is named, the first of it. */
export function verifyDraw({
  hash,
  nonce,
  commitment,
  entrants,
  winners,
}: Drawn): "fair" | "other_nonce" | "other_winners" {
  if (commitmentOf(nonce) !== commitment) return "other_nonce";
  const order = drawOf(seedOf(hash, nonce), entrants);
  return winners.every((winner, at) => order[at] === winner) ? "fair" : "other_winners";
}
