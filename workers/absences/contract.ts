import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCursor, WireDay, wireId, WireLimit } from "../lib/wire.ts";

const PersonId = wireId<"person">();

export const listAbsences = contract({
  id: "listAbsences",
  method: "GET",
  path: "/absences",
  tag: "people",
  summary: "Leave and relief, the latest first: days that carry no target, or a part of it",
  may: "absences.read",
  ids: { "query.person": "person" },
  query: v.object({
    person: v.optional(PersonId),
    cursor: v.optional(WireCursor),
    limit: WireLimit(1_000, 200),
  }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        id: v.string(),
        person: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        kind: v.picklist(["leave", "relief"]),
        from: v.string(),
        until: v.string(),
        factor: v.nullable(v.string()),
        /** The code; null is every metric. */
        metric: v.nullable(v.string()),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const saveAbsences = contract({
  id: "saveAbsences",
  method: "POST",
  path: "/absences",
  tag: "people",
  summary: "Say who is on leave or carries a part of the target; `days` null takes a record back",
  description:
    "Attainment, boards and pay read the same days. Locked pay periods stay: the difference is a true-up of the first open one.",
  may: "absences.change",
  ids: { "body.rows.0.person": "person" },
  body: v.strictObject({
    rows: v.pipe(
      v.array(
        v.strictObject({
          id: wireId<"absence">(),
          person: PersonId,
          kind: v.picklist(["leave", "relief"]),
          /** Of relief: what part of the target stays, 0 to 1. */
          factor: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40))), null),
          /** Of relief: one metric's code; null is all of them. */
          metric: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64))), null),
          days: v.nullable(v.strictObject({ from: WireDay, until: WireDay })),
        }),
      ),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  status: 200,
  answer: v.object({ saved: v.number() }),
  refuses: ["absence/rejected", "commit/busy"],
});
