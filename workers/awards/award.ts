import type { Day } from "../lib/day.ts";
import type { Standing } from "./ranking.ts";
import type { AwardDocument, AwardKind } from "./rule.ts";

/** What is kept of rules, frozen rankings and awards. */

type Words = { readonly zh: string; readonly en: string };
type Name = { readonly name: string | null; readonly nameEn: string | null };
export type Named = {
  readonly name: string;
  readonly nameEn: string | null;
  readonly unitName: string | null;
  readonly unitNameEn: string | null;
};

export type KeptRule = {
  readonly id: string;
  readonly code: string;
  readonly document: AwardDocument;
  readonly version: number;
  readonly retired: boolean;
  readonly sample: boolean;
  /** ms. */
  readonly madeAt: number;
  readonly metric: {
    readonly code: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly scale: number;
    readonly currency: string | null;
  } | null;
  readonly unit: { readonly name: string; readonly nameEn: string | null } | null;
  /** The newest frozen period. */
  readonly last: { readonly from: Day; readonly until: Day } | null;
};

export type Award = {
  readonly id: string;
  readonly subject: string;
  readonly subjectKind: "person" | "unit";
  readonly kind: AwardKind;
  readonly ranking: string | null;
  /** Of a plan's component, given at the lock of this pay run. */
  readonly run: string | null;
  readonly component: string | null;
  readonly place: number | null;
  readonly from: Day;
  readonly until: Day;
  readonly title: Words;
  readonly gives: Words;
  readonly reason: string;
  readonly sample: boolean;
};
export type KeptAward = Omit<Award, "component"> &
  Named & {
    readonly rule: string | null;
    readonly account: string;
    readonly byName: Name;
    readonly at: number;
  };

/** A period's ranking as it was frozen. `cutoff` is the newest commit it contains. */
export type Frozen = {
  readonly id: string;
  readonly from: Day;
  readonly until: Day;
  readonly document: AwardDocument;
  readonly standings: readonly Standing[];
  readonly silent: readonly string[];
  readonly cutoff: number;
  readonly hash: string;
  readonly account: string;
  readonly byName: Name;
  readonly at: number;
};

/** As the engine's input wants it (BoardInput). */
export type FrozenBoard = {
  readonly key: string;
  readonly from: Day;
  readonly until: Day;
  readonly hash: string;
  /** What a raffle is drawn by; told with the frozen ranking. */
  readonly nonce?: string;
  readonly commitment?: string;
  readonly standings: { readonly person: string; readonly score: string }[];
};
export type PeerScore = {
  readonly voter: string;
  readonly person: string;
  readonly from: Day;
  readonly until: Day;
  readonly score: string;
};
