import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { wireId } from "../lib/wire.ts";

/** Where the sample company stands, and the ids a page needs to lead there. */
export const WireSample = v.object({
  state: v.picklist(["none", "loading", "ready"]),
  /** Its own root unit, beside the tenant's; the ids are the same before and after loading. */
  unit: wireId<"unit">(),
  plan: wireId<"plan">(),
  board: wireId<"board">(),
  /** While loading: entries in the log so far, and about how many there will be. */
  entries: v.number(),
  entriesExpected: v.number(),
});

export const getSample = contract({
  id: "getSample",
  method: "GET",
  path: "/sample",
  tag: "sample",
  summary: "Where the sample company stands",
  may: "tenant.read",
  status: 200,
  answer: WireSample,
  refuses: [],
});

export const loadSample = contract({
  id: "loadSample",
  method: "POST",
  path: "/sample",
  tag: "sample",
  summary: "Load the sample company 云帆科技 Yunfan",
  description:
    "48 people, five quarters of entries, a published plan and a live board, all flagged as sample. " +
    "Loads in bounded steps that go on when the caller leaves; called again it resumes.",
  may: "sample.change",
  body: v.strictObject({}),
  status: 202,
  answer: WireSample,
  refuses: ["commit/busy"],
});

export const removeSample = contract({
  id: "removeSample",
  method: "DELETE",
  path: "/sample",
  tag: "sample",
  summary: "Remove every row of the sample company, and nothing else",
  description:
    "Own units and people that were put below or into sample units stay and lose that place. " +
    "Entries recorded for sample people go with them.",
  may: "sample.change",
  status: 200,
  answer: v.object({ state: v.literal("none") }),
  refuses: ["sample/entangled", "commit/busy"],
});
