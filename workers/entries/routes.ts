import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { id } from "../lib/id.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok } from "../lib/result.ts";
import { listEntries, postEntries } from "./contract.ts";
import { drillEntries } from "./drill-entries.ts";
import { answerOf, recordEntries } from "./record-entries.ts";
import { entryStore } from "./store.ts";

export function entryRoutes(api: Api): void {
  endpoint(api, postEntries, async ({ db, input, now }) => {
    const { rows, source } = input.body;
    const recorded = await recordEntries(db, entryStore, { rows, source, now });
    return recorded.ok ? ok({ body: answerOf(recorded.value) }) : recorded;
  });

  endpoint(api, listEntries, async ({ db, input, seenSince }) => {
    const { person, unit, metric, from, until, currency, cursor, limit } = input.query;
    // The wrapper has checked whichever was named; two could hide one behind the other.
    const given = person ?? unit;
    if (given === undefined || (person && unit)) return err({ code: "entries/one_subject" });
    const drilled = await drillEntries(db, entryStore, {
      subject: { kind: person ? "person" : "unit", id: given },
      metric,
      from,
      until,
      currency: currency ?? null,
      cursor: cursor ?? null,
      limit,
      seenSince,
    });
    if (!drilled.ok) return drilled;
    const { scale, sum, items, next, currency: shown } = drilled.value;
    return ok({
      body: {
        metric,
        currency: shown,
        sum: { amount: formatMinor(sum.amount, scale), n: sum.n },
        items: items.map((item) => ({
          ...item,
          person: id<"person">(item.person),
          amount: formatMinor(item.amount, scale),
          credits: item.credits.map((credit) => ({
            ...{ ...credit, person: id<"person">(credit.person) },
            amount: formatMinor(credit.amount, scale),
          })),
        })),
        next,
      },
    });
  });
}
