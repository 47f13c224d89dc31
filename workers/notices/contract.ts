import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { KIND_NAMES } from "./kinds.ts";

const WireLine = v.object({
  kind: v.picklist(KIND_NAMES),
  /** must: somebody waits for it; money: own pay; digest: progress, by mail once a day. */
  urgency: v.picklist(["must", "money", "digest"]),
  count: v.number(),
  text: v.object({ zh: v.string(), en: v.string() }),
  /** Where it is done: a page of this application. */
  path: v.string(),
  sample: v.boolean(),
});

export const listNotices = contract({
  id: "listNotices",
  method: "GET",
  path: "/notices",
  tag: "notices",
  summary:
    "What waits for the caller now: plans to accept, disputes, corrections, runs, statements",
  description:
    "Made from what is true at this moment, whether or not a mail was sent; a thing that is done is gone. The most urgent stands first. A key is nobody: nothing waits for it.",
  may: "tenant.read",
  status: 200,
  answer: v.object({ items: v.array(WireLine), next: v.null() }),
  refuses: [],
});

const wishes = {
  /** Mail at once for what waits for me and for my own pay. */
  atOnce: v.boolean(),
  /** One mail a day with the progress of the others. */
  digest: v.boolean(),
  /** The language of both; null is the company's. */
  language: v.nullable(v.picklist(["zh", "en"])),
};
const WireWishes = v.object({
  ...wishes,
  /** Between these hours of the company's zone no mail is sent. */
  quiet: v.object({ from: v.string(), until: v.string() }),
  /** The hour of the daily mail. */
  digestAt: v.string(),
  version: v.number(),
});

export const getNoticeSettings = contract({
  id: "getNoticeSettings",
  method: "GET",
  path: "/notice-settings",
  tag: "notices",
  summary: "Which mails the caller gets, and in which language",
  may: "tenant.read",
  status: 200,
  answer: WireWishes,
  refuses: [],
});

export const changeNoticeSettings = contract({
  id: "changeNoticeSettings",
  method: "PATCH",
  path: "/notice-settings",
  tag: "notices",
  summary: "Switch own mails on or off, or choose their language",
  may: "tenant.read",
  versioned: true,
  body: v.partial(v.strictObject(wishes)),
  status: 200,
  answer: WireWishes,
  refuses: ["version/stale", "notice/no_account"],
});
