import { compareRates, type Rate, ZERO } from "../lib/rate.ts";
import { ascending } from "../lib/list.ts";
import { holds } from "./conditions.ts";
import { exactText, over, total, whole } from "./exact.ts";
import type { Scene } from "./figures.ts";
import type { BoardInput } from "./input.ts";
import type { ComponentOf } from "./plan-components.ts";
import { sha256Hex } from "./sha256.ts";
import { flaw, traced, type Tracing } from "./world.ts";

/**
 * Prizes of a frozen board, best first. Tied people (equal scores) share the sum of the prizes of
 * the places they span, or all get the higher one, or the board's own order decides.
 */
export function placePrizes(
  standings: BoardInput["standings"],
  places: readonly Rate[],
  ties: "share" | "higher" | "ordinal",
): Map<string, { readonly place: number; readonly prize: Rate }> {
  const prizes = new Map<string, { place: number; prize: Rate }>();
  for (let first = 0; first < standings.length;) {
    const score = standings[first]?.score ?? ZERO;
    let end = first + 1;
    while (end < standings.length && compareRates(standings[end]?.score ?? ZERO, score) === 0)
      end += 1;
    const spanned = places.slice(first, end);
    for (let at = first; at < end; at += 1) {
      const person = standings[at]?.person ?? "";
      if (ties === "ordinal") prizes.set(person, { place: at + 1, prize: places[at] ?? ZERO });
      else if (ties === "higher")
        prizes.set(person, { place: first + 1, prize: places[first] ?? ZERO });
      else
        prizes.set(person, { place: first + 1, prize: over(total(spanned), whole(end - first)) });
    }
    first = end;
  }
  return prizes;
}

/** The board of a component, if its campaign has ended by the moment. */
function frozen({ world, moment }: Scene, key: string): BoardInput | null {
  const board = world.boards.get(key);
  return board && board.until <= moment.asOf ? board : null;
}

export function prizeOf(
  scene: Scene,
  component: ComponentOf<"prize">,
  personId: string,
  trace: Tracing,
): Rate {
  const board = frozen(scene, component.board);
  const won = board && placePrizes(board.standings, component.places, component.ties).get(personId);
  if (!won) return ZERO;
  traced(trace, 6, "prize", () => ({ place: String(won.place), prize: exactText(won.prize) }));
  return won.prize;
}

/**
 * The order of a draw that anyone can repeat: the seed is SHA-256 of the frozen result's hash and
 * the nonce, whose own hash was shown before the campaign; each entrant's ticket is SHA-256 of seed
 * and id, and the smallest tickets win, in order.
 */
export function draw(hash: string, nonce: string, entrants: readonly string[]): string[] {
  const seed = sha256Hex(`${hash}\n${nonce}`);
  return entrants
    .map((id) => ({ id, ticket: sha256Hex(`${seed}\n${id}`) }))
    .sort((a, b) => ascending(a.ticket, b.ticket) || ascending(a.id, b.id))
    .map(({ id }) => id);
}

export function raffleOf(
  scene: Scene,
  component: ComponentOf<"raffle">,
  personId: string,
  trace: Tracing,
): Rate {
  const board = frozen(scene, component.board);
  if (!board) return ZERO;
  if (board.hash === undefined || board.nonce === undefined) {
    const pointer = `/boards/${scene.world.input.boards.indexOf(board)}/nonce`;
    flaw(scene.world, { code: "incentives/nonce_missing", pointer, board: board.key });
    return ZERO;
  }
  const { qualifies } = component;
  const entrants = board.standings
    .map(({ person }) => person)
    .filter(
      (id) => qualifies === undefined || holds(scene, id, qualifies, { steps: [], on: false }, 6),
    );
  const place = draw(board.hash, board.nonce, entrants).indexOf(personId);
  const prize = place < 0 ? ZERO : (component.prizes[place] ?? ZERO);
  traced(trace, 6, "raffle", () => ({
    entrants: String(entrants.length),
    drawn: String(place + 1),
    prize: exactText(prize),
  }));
  return prize;
}
