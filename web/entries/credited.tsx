import { shareShown } from "../crediting/sentence.ts";
import { words } from "../messages/messages.ts";
import type { Entry } from "./model.ts";

type CreditedProps = { readonly entry: Entry; readonly names: ReadonlyMap<string, string> };

/** Everybody an entry is credited to, and by which rule. */
export function Credited({ entry: { credits }, names }: CreditedProps) {
  const w = words("crediting");
  if (credits.length === 0) return <span class="muted">{w.who.participant}</span>;
  return (
    <ul class="entries-credits" aria-label={w.entry.title}>
      {credits.map(({ person, role, share, rule }) => (
        <li key={`${person} ${role}`} title={rule ? w.entry.by(rule.name) : undefined}>
          {names.get(person) ?? "…"} {shareShown(share)}{" "}
          <span class="muted">
            {w.role[role]}
            {rule && ` · ${rule.name}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
