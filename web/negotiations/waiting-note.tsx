import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { may, me } from "../auth/session.ts";
import { day } from "../format.ts";
import { loadWords, words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Note } from "../ui/state.tsx";
import { api } from "../api.ts";
import type { listRounds } from "../../workers/negotiations/contract.ts";
import type { listWaiting } from "../../workers/negotiations/thread-contract.ts";
import type { Listed, Waiting } from "./model.ts";

type Found = { readonly mine: readonly Waiting[]; readonly decide: number; readonly until: string };

/** On the first page: what waits for my answer and what for my decision; nothing where nothing does. */
export function WaitingNote() {
  const found = useMemo(() => signal<Found | null>(null), []);
  useEffect(() => {
    void Promise.all([find(), loadWords(["negotiations"])]).then(([all]) => {
      found.value = all;
    });
  }, []);
  if (found.value === null) return null;
  const w = words("negotiations").home;
  const { mine, decide, until } = found.value;
  return (
    <>
      {mine.map(({ round, thread }) => (
        <Note key={round.id} tone="accent" icon="inbox">
          <span class="row row-between">
            <span>
              <b>{w.answer(round.plan.name)}</b> {w.until(day(round.deadline))}
              {thread.remindedAt !== null && ` · ${w.reminded}`}
            </span>
            <ButtonLink href={thread.kind === "unit" ? "/team" : "/mine"}>{w.goMine}</ButtonLink>
          </span>
        </Note>
      ))}
      {decide > 0 && (
        <Note tone="accent" icon="inbox">
          <span class="row row-between">
            <span>
              <b>{w.decide(decide)}</b> {until && w.until(day(until))}
            </span>
            <ButtonLink href="/team">{w.goTeam}</ButtonLink>
          </span>
        </Note>
      )}
    </>
  );
}

async function find(): Promise<Found> {
  const { person, tenant } = me();
  const { scopeUnit, reach } = tenant.me;
  const decides = may("negotiations.decide");
  const [own, unit, rounds] = await Promise.all([
    person ? waiting(person) : [],
    scopeUnit && decides ? waiting(scopeUnit) : [],
    reach === "all" && decides ? open() : [],
  ]);
  const asked = unit.filter(({ thread }) => thread.subject !== scopeUnit);
  const mine = [...own, ...unit.filter(({ thread }) => thread.subject === scopeUnit)];
  const decide = asked.length + rounds.reduce((all, { undecided }) => all + undecided, 0);
  const until = (asked[0] ?? rounds[0])?.round.deadline ?? "";
  return { mine, decide, until };
}

async function waiting(of: string): Promise<readonly Waiting[]> {
  const answer = await api<typeof listWaiting>("GET", "/threads/waiting", { query: { for: of } });
  return answer.ok ? answer.body.items : [];
}

async function open(): Promise<readonly Listed[]> {
  const answer = await api<typeof listRounds>("GET", "/rounds", { query: { open: "true" } });
  return answer.ok ? answer.body.items : [];
}
