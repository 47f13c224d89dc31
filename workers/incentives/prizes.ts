import type { Interval } from "../lib/interval.ts";
import { compareRates, type Rate, ZERO } from "../lib/rate.ts";
import { holds } from "./conditions.ts";
import { exactText, over, total, whole } from "./exact.ts";
import type { Scene } from "./figures.ts";
import type { BoardInput } from "./input.ts";
import type { ComponentOf } from "./plan-components.ts";
import { commitmentOf, drawOf, seedOf } from "./raffle.ts";
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

/** The board that stands for some days, if its campaign has ended by the moment. */
function frozen({ world, moment }: Scene, key: string, within: Interval): BoardInput | null {
  const boards = world.boards.get(key) ?? [];
  const board =
    boards.find(({ from, until }) => from === within.from && until === within.until) ??
    boards.find(({ from, until }) => from <= within.from && within.until <= until) ??
    boards.at(-1);
  return board && board.until <= moment.asOf ? board : null;
}

export function prizeOf(
  scene: Scene,
  component: ComponentOf<"prize">,
  personId: string,
  within: Interval,
  trace: Tracing,
): Rate {
  const board = frozen(scene, component.board, within);
  const won = board && placePrizes(board.standings, component.places, component.ties).get(personId);
  if (!won) return ZERO;
  traced(trace, 6, "prize", () => ({ place: String(won.place), prize: exactText(won.prize) }));
  return won.prize;
}

const drawn = new WeakMap<BoardInput, Map<string, ReadonlyMap<string, number>>>();

/** Each entrant's place, drawn once for a board and those who take part. */
function drawOnce(board: BoardInput, seed: string, entrants: readonly string[]) {
  const of = drawn.get(board) ?? new Map<string, ReadonlyMap<string, number>>();
  drawn.set(board, of);
  const key = entrants.join("\n");
  const known = of.get(key) ?? new Map(drawOf(seed, entrants).map((id, place) => [id, place]));
  of.set(key, known);
  return known;
}

/** Nothing is drawn of a board that had no commitment: whatever number came later could be chosen. */
export function raffleOf(
  scene: Scene,
  component: ComponentOf<"raffle">,
  personId: string,
  within: Interval,
  trace: Tracing,
): Rate {
  const board = frozen(scene, component.board, within);
  if (!board) return ZERO;
  const { hash, nonce, commitment } = board;
  if (commitment === undefined) {
    const entrants = String(board.standings.length);
    traced(trace, 6, "raffle.unsealed", () => ({ entrants, prize: exactText(ZERO) }));
    return ZERO;
  }
  const isThere = hash !== undefined && nonce !== undefined;
  if (!isThere || commitmentOf(nonce) !== commitment) {
    const pointer = `/boards/${scene.world.input.boards.indexOf(board)}/nonce`;
    const code = isThere ? "incentives/nonce_differs" : "incentives/nonce_missing";
    flaw(scene.world, { code, pointer, board: board.key });
    return ZERO;
  }
  const { qualifies } = component;
  const entrants = board.standings
    .map(({ person }) => person)
    .filter(
      (id) => qualifies === undefined || holds(scene, id, qualifies, { steps: [], on: false }, 6),
    );
  const place = drawOnce(board, seedOf(hash, nonce), entrants).get(personId) ?? -1;
  const prize = place < 0 ? ZERO : (component.prizes[place] ?? ZERO);
  traced(trace, 6, "raffle", () => ({
    entrants: String(entrants.length),
    drawn: String(place + 1),
    seed: seedOf(hash, nonce),
    prize: exactText(prize),
  }));
  return prize;
}
