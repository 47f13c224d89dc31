import { compressed } from "../../workers/incentives/compress.ts";
import type { EvaluationInput, EvaluationJson } from "../../workers/incentives/input.ts";
import { read } from "./bulk.ts";

const day = (on: string, by: number) =>
  new Date(Date.parse(on) + by * 86_400_000).toISOString().slice(0, 10);

/** The same case with each of its entries many times, a few days apart. */
export function manyOf(json: EvaluationJson): EvaluationInput {
  const few = json.credits ?? [];
  const copies = Math.ceil(72 / Math.max(1, few.length));
  const credits = few.flatMap((credit) =>
    Array.from({ length: copies }, (_, copy) => ({
      ...credit,
      ...{ id: `${credit.id}-${copy}`, externalId: `${credit.id}-${copy}` },
      ...(credit.entry === undefined ? {} : { entry: `${credit.entry}-${copy}` }),
      ...(credit.reverses === undefined ? {} : { reverses: `${credit.reverses}-${copy}` }),
      on: day(credit.on, (copy * 7) % 40),
      ...(credit.posting === undefined ? {} : { posting: day(credit.posting, (copy * 7) % 40) }),
    })),
  );
  return read({ ...json, credits });
}

/** Into how many credits of which bases those of a case are added up, where that may be done. */
export function addedUp(cases: Readonly<Record<string, EvaluationJson>>): string {
  return Object.entries(cases)
    .flatMap(([key, json]) => {
      const input = manyOf(json);
      const sums = compressed(input);
      if (!sums) return [];
      const own = sums.credits.map(
        ({ on, person, share }) => `${person} ${on} ${share.num}/${share.den}`,
      );
      return [`${key}: ${input.credits.length} to ${own.length}: ${own.join(", ")}`];
    })
    .join("\n");
}
