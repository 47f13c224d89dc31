// Prizes of frozen boards, raffles, and pay that rewards an honest forecast.
import { createHash } from "node:crypto";
import type { Of } from "./case.ts";
import type { Asked } from "./components.ts";
import { isTrue, metricAmount } from "./figures.ts";
import { add, compare, div, most, mul, ONE, type Q, q, read, sub, sum, ZERO } from "./fraction.ts";
import { quota } from "./quota.ts";

/** The board whose days are the window, once they are over. */
function boardOf({ of, window, look }: Asked, key: string) {
  if (look.upto < window.until) return undefined;
  return of.boards.find(
    (each) => each.key === key && each.from === window.from && each.until === window.until,
  );
}

/** Tied people stand on several places at once: they share those prizes, or all get the highest of them. */
export function prize({ board: key, places, ties }: Of<"prize">, at: Asked): Q {
  const standings = boardOf(at, key)?.standings ?? [];
  const own = standings.findIndex(({ person }) => person === at.payee.id);
  if (own < 0) return ZERO;
  const prizeAt = (place: number) => read(places[place] ?? "0");
  if (ties === "ordinal") return prizeAt(own);
  const score = read(standings[own]?.score ?? "0");
  const spanned = standings.flatMap((each, place) =>
    compare(read(each.score), score) === 0 ? [place] : [],
  );
  if (ties === "higher") return prizeAt(spanned[0] ?? 0);
  return div(sum(spanned.map(prizeAt)), q(spanned.length));
}

const sha = (text: string) => createHash("sha256").update(text).digest("hex");

/** Everybody's ticket is the hash of the seed and their name; the lowest tickets win, in order. */
export function raffle({ board: key, prizes, qualifies }: Of<"raffle">, at: Asked): Q {
  const board = boardOf(at, key);
  if (board?.commitment === undefined) return ZERO;
  const seed = sha(`${board.hash}\n${board.nonce}`);
  const drawn = board.standings
    .map(({ person }) => at.of.payees.find(({ id }) => id === person) ?? outside(at, person))
    .filter((each) => qualifies === undefined || isTrue(at.of, each, qualifies, at.look))
    .map(({ id }) => ({ id, ticket: sha(`${seed}\n${id}`) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
  return read(prizes[drawn.findIndex(({ id }) => id === at.payee.id)] ?? "0");
}

/** On the board, and not on the plan: has a ticket like everybody. */
function outside({ payee }: Asked, id: string): Asked["payee"] {
  return { ...payee, ...{ id, leaves: [], reliefs: [], units: [], managers: [] } };
}

type Truth = { readonly objective: Q; readonly forecast: Q; readonly actual: Q };

/** Known when the window is over; nothing without an objective. */
function truthOf({ metric, level }: Of<"gonik" | "joint_base">, at: Asked): Truth | null {
  const { of, payee, window, look } = at;
  if (look.upto < window.until) return null;
  const objective = quota(of, payee, metric, level ?? "committed", window);
  if (objective === null || compare(objective, ZERO) <= 0) return null;
  const told = of.forecasts.find(
    (each) =>
      each.person === payee.id &&
      each.metric === metric &&
      each.from === window.from &&
      each.until === window.until,
  );
  if (!told) throw new Error("a forecast");
  const actual = metricAmount(of, payee, metric, window, look);
  return { objective, forecast: read(told.value), actual };
}

/** 1.2 F/O at A = F, 0.6 (A + F)/O above, 0.6 (3A - F)/O below. */
export function gonik(component: Of<"gonik">, at: Asked): Q {
  const truth = truthOf(component, at);
  if (!truth) return ZERO;
  const { objective, forecast, actual } = truth;
  const order = compare(actual, forecast);
  const factor = () => {
    if (order === 0) return div(mul(read("1.2"), forecast), objective);
    if (order > 0) return div(mul(read("0.6"), add(actual, forecast)), objective);
    return div(mul(read("0.6"), sub(mul(q(3), actual), forecast)), objective);
  };
  return component.factorFloor === null ? factor() : most(factor(), read(component.factorFloor));
}

/** C = wS + (1-w)D; P (A - C) - Q max(0, A - S). */
export function jointBase(component: Of<"joint_base">, at: Asked): Q {
  const truth = truthOf(component, at);
  if (!truth) return ZERO;
  const { objective, forecast, actual } = truth;
  const weight = read(component.weight);
  const base = add(mul(weight, forecast), mul(sub(ONE, weight), objective));
  const short = most(ZERO, sub(actual, forecast));
  const pay = sub(mul(read(component.p), sub(actual, base)), mul(read(component.q), short));
  return component.payFloor === null ? pay : most(pay, read(component.payFloor));
}
