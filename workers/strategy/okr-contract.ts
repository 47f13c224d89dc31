import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDecimal, wireId } from "../lib/wire.ts";
import { KEY_RESULTS_MAX, KEY_RESULTS_MIN, OKR_STANDINGS } from "./okr.ts";
import { Interval, Kept, Name, Named, NameEn, Note, PersonId, ThemeId, UnitId } from "./wire.ts";

const ObjectiveId = wireId<"objective">();
const KeyResultId = wireId<"key_result">();
const Measure = v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(20)));
/** 0 to 1 on the OKR scale, at most six places; null before the first check-in. */
const Score = v.nullable(v.string());

export const WireKeyResult = v.object({
  id: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  measure: v.nullable(v.string()),
  start: v.string(),
  target: v.string(),
  current: v.nullable(v.string()),
  progress: Score,
  standing: v.picklist(OKR_STANDINGS),
  checkIns: v.number(),
  version: v.number(),
});

export const WireObjective = v.object({
  id: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  unit: Named,
  /** The objective it serves; null at the top. */
  parent: v.nullable(v.string()),
  theme: v.nullable(v.string()),
  owner: v.nullable(Named),
  ...Interval,
  score: Score,
  standing: v.picklist(OKR_STANDINGS),
  keyResults: v.array(WireKeyResult),
  ...Kept,
});

const keyResultFields = {
  name: Name,
  nameEn: NameEn,
  measure: Measure,
  start: WireDecimal,
  target: WireDecimal,
};
const objectiveFields = {
  name: Name,
  nameEn: NameEn,
  parent: v.nullable(ObjectiveId),
  theme: v.nullable(ThemeId),
  owner: v.nullable(PersonId),
  ...Interval,
};

export const listObjectives = contract({
  id: "listObjectives",
  method: "GET",
  path: "/strategy/objectives",
  tag: "strategy",
  summary: "Objectives with their key results, on their own scale where 70 % is success",
  may: "strategy.read",
  status: 200,
  answer: v.object({
    /** Units of these objectives in which the caller may check in; others are to be read. */
    checks: v.array(v.string()),
    items: v.array(WireObjective),
    themes: v.array(v.object({ id: v.string(), name: v.string(), nameEn: v.nullable(v.string()) })),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

const linked = [
  "strategy/interval",
  "strategy/unknown_owner",
  "strategy/unknown_theme",
  "strategy/unknown_parent",
  "strategy/circle",
  "commit/busy",
] as const;

export const createObjective = contract({
  id: "createObjective",
  method: "POST",
  path: "/strategy/objectives",
  tag: "strategy",
  summary: "Set an objective with its two to four key results",
  may: "strategy.change",
  ids: {
    "body.unit": "unit",
    "body.parent": "objective",
    "body.theme": "theme",
    "body.owner": "person",
  },
  body: v.strictObject({
    id: ObjectiveId,
    unit: UnitId,
    ...objectiveFields,
    nameEn: v.optional(NameEn, null),
    parent: v.optional(objectiveFields.parent, null),
    theme: v.optional(objectiveFields.theme, null),
    owner: v.optional(objectiveFields.owner, null),
    keyResults: v.pipe(
      v.array(
        v.strictObject({
          id: KeyResultId,
          ...keyResultFields,
          nameEn: v.optional(NameEn, null),
          measure: v.optional(Measure, null),
        }),
      ),
      v.maxLength(20),
    ),
  }),
  status: 201,
  answer: WireObjective,
  refuses: [
    "strategy/exists",
    "strategy/unknown_unit",
    "strategy/key_results",
    "strategy/no_way",
    ...linked,
  ],
});

export const changeObjective = contract({
  id: "changeObjective",
  method: "PATCH",
  path: "/strategy/objectives/:objectiveId",
  tag: "strategy",
  summary: "Change an objective, what it serves, or end it",
  may: "strategy.change",
  ids: {
    "params.objectiveId": "objective",
    "body.parent": "objective",
    "body.theme": "theme",
    "body.owner": "person",
  },
  params: v.object({ objectiveId: ObjectiveId }),
  versioned: true,
  body: v.partial(v.strictObject({ ...objectiveFields, ended: v.boolean() })),
  status: 200,
  answer: WireObjective,
  refuses: ["strategy/not_found", "version/stale", ...linked],
});

const KeyResultParams = v.object({ objectiveId: ObjectiveId, keyResultId: KeyResultId });
const keyResultIds = {
  "params.objectiveId": "objective",
  "params.keyResultId": "key_result",
} as const;

export const changeKeyResult = contract({
  id: "changeKeyResult",
  method: "PATCH",
  path: "/strategy/objectives/:objectiveId/key-results/:keyResultId",
  tag: "strategy",
  summary: "Change how a key result is called or where it goes",
  description: `An objective keeps its ${KEY_RESULTS_MIN} to ${KEY_RESULTS_MAX} key results; check-ins stay as they were said.`,
  may: "strategy.change",
  ids: keyResultIds,
  params: KeyResultParams,
  versioned: true,
  body: v.partial(v.strictObject(keyResultFields)),
  status: 200,
  answer: WireKeyResult,
  refuses: ["strategy/not_found", "version/stale", "strategy/no_way", "commit/busy"],
});

export const WireCheckIn = v.object({
  number: v.number(),
  value: v.string(),
  note: v.nullable(v.string()),
  at: v.number(),
  by: v.string(),
});

export const checkIn = contract({
  id: "checkIn",
  method: "POST",
  path: "/strategy/objectives/:objectiveId/key-results/:keyResultId/check-ins",
  tag: "strategy",
  summary: "Say where a key result stands",
  description:
    "If-Match is the key result's version: nobody checks in over a figure they have not seen.",
  may: "strategy.check_in",
  ids: keyResultIds,
  params: KeyResultParams,
  versioned: true,
  body: v.strictObject({ value: WireDecimal, note: v.optional(v.nullable(Note), null) }),
  status: 201,
  answer: WireKeyResult,
  refuses: ["strategy/not_found", "version/stale", "commit/busy"],
});

export const listCheckIns = contract({
  id: "listCheckIns",
  method: "GET",
  path: "/strategy/objectives/:objectiveId/key-results/:keyResultId/check-ins",
  tag: "strategy",
  summary: "What was said of a key result, the newest first",
  may: "strategy.read",
  ids: keyResultIds,
  params: KeyResultParams,
  status: 200,
  answer: v.object({ items: v.array(WireCheckIn), next: v.nullable(v.string()) }),
  refuses: ["strategy/not_found"],
});
