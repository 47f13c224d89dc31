import { creditEntry } from "../crediting/credit-entry.ts";
import { orgFrom } from "../crediting/org-rows.ts";
import type { Rule } from "../crediting/rule.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { RuledOf } from "./decide.ts";
import type { Content } from "./entry.ts";
import type { EntryStore } from "./store.ts";

type Asked = { readonly rules: readonly Rule[]; readonly participants: readonly string[] };

/** What the rules give for entries of these participants. Without a rule nothing more is read. */
export async function ruledIn(
  db: TenantDb,
  store: EntryStore,
  { rules, participants }: Asked,
): Promise<RuledOf> {
  if (rules.length === 0 || participants.length === 0) return () => [];
  const named = rules.flatMap(({ gives }) =>
    gives.flatMap(({ to }) => (to.kind === "person" ? [to.person] : [])),
  );
  const { around } = await db.load({ around: store.orgAround(participants, named) });
  const org = orgFrom(around);
  return (content) => creditEntry(creditable(content), rules, org);
}

function creditable({ metric, person, on, dims, credits }: Content) {
  return { metric, person, on, dims, shared: credits.map((each) => each.person) };
}
