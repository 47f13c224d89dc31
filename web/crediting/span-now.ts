import { me } from "../auth/session.ts";
import type { CreditRule, Span } from "./model.ts";

/** What holds today; else what comes first; else what held last. */
export function spanNow({ spans }: CreditRule): Span | undefined {
  const { today } = me();
  return (
    spans.find(({ from, until }) => from <= today && (until === null || today < until)) ??
    spans.find(({ from }) => from > today) ??
    spans.at(-1)
  );
}

export function nameNow(rule: CreditRule): string {
  return spanNow(rule)?.name ?? "";
}

export function hasEnded({ spans }: CreditRule): boolean {
  const until = spans.at(-1)?.until ?? null;
  return until !== null && until <= me().today;
}
