import { day } from "../lib/day.ts";
import { id } from "../lib/id.ts";
import { type Row, text, whole } from "../tenancy/sql.ts";
import type { Rule, RuleBody } from "./rule.ts";

/** What a rule says for some days, with the commit that said so. */
export type KeptRule = Rule & { readonly since: number; readonly sample: boolean };

export function ruleFrom(row: Row): KeptRule {
  // JSON that we wrote ourselves, from a body that the contract had read.
  const body = JSON.parse(text(row, "body")) as RuleBody;
  return {
    ...body,
    id: id(text(row, "id")),
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    name: text(row, "name"),
    rank: whole(row, "rank"),
    since: whole(row, "since_seq"),
    sample: whole(row, "sample") === 1,
  };
}
