// Prizes, raffles and pay on forecasts by chance, with the boards and forecasts that they read.
import fc from "fast-check";
import { createHash } from "node:crypto";
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import { common, when } from "./generated-components.ts";
import { amount, cents, factor, maybe, name, pick, ratios, time } from "./generated-words.ts";
import { spansIn } from "./time.ts";

const money = fc.array(cents(500_000), { minLength: 1, maxLength: 3 });
const prize = fc
  .tuple(common, money, pick("share", "higher", "ordinal" as const))
  .map(([all, places, ties]) => ({
    ...{ kind: "prize" as const, key: "c", name, ...all, board: "b", places, ties },
  }));
const raffle = fc.tuple(common, money, maybe(when)).map(([all, prizes, qualifies]) => ({
  ...{ kind: "raffle" as const, key: "c", name, ...all, board: "b", prizes, qualifies },
}));
const truth = fc.record({ metric: fc.constant("sales"), window: time });
const gonik = fc
  .tuple(common, truth, pick(null, "0", "0.5"), cents(900_000))
  .map(([all, of, factorFloor, pays]) => ({
    ...{ kind: "gonik" as const, key: "c", name, ...all, ...of, factorFloor, pays },
  }));
const jointBase = fc
  .tuple(common, truth, pick("0", "0.8", "1/3", "1"), factor, ratios, pick(null, "0", "-100"))
  .map(([all, of, weight, p, q, payFloor]) => ({
    ...{ kind: "joint_base" as const, key: "c", name, ...all, ...of, weight, p, q, payFloor },
  }));
export const other = fc.oneof(prize, raffle, gonik, jointBase);

/** What a frozen board of a stretch of days looks like: best first, ties among them. */
export const boards: fc.Arbitrary<Boards> = fc
  .record({
    days: pick(
      { from: "2026-01-01", until: "2026-02-01" },
      { from: "2026-01-01", until: "2026-04-01" },
      { from: "2026-01-08", until: "2026-02-15" },
    ),
    scores: fc.array(pick("1", "2", "3"), { minLength: 3, maxLength: 3 }),
    people: fc.shuffledSubarray(["p", "o", "stranger"]),
    nonce: pick("nonce", "another", undefined),
  })
  .map(({ days, scores, people, nonce }) => [
    {
      ...{ key: "b", ...days, hash: "frozen" },
      ...(nonce === undefined ? {} : { nonce, commitment: sha(nonce) }),
      standings: people
        .map((person, at) => ({ person, score: scores[at] ?? "0" }))
        .toSorted((a, b) => Number(b.score) - Number(a.score)),
    },
  ]);
type Boards = NonNullable<EvaluationJson["boards"]>;
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

/** Everybody's own word on every window of the year. */
export function forecastsOf(people: readonly string[], sums: readonly string[]) {
  return people.flatMap((person, at) =>
    ["month", "quarter", "half", "year"].flatMap((kind) =>
      spansIn(kind, { from: "2026-01-01", until: "2027-01-01" }).map(({ from, until }, which) => ({
        ...{ person, metric: "sales", from, until },
        value: sums[(at + which) % sums.length] ?? "0",
      })),
    ),
  );
}
export const forecasts = fc.array(amount, { minLength: 1, maxLength: 3 });
