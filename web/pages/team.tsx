import { useEffect, useMemo, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Answer } from "../negotiations/answer.tsx";
import { roundsModel, waitingModel, type Listed, type Round } from "../negotiations/model.ts";
import { Queue } from "../negotiations/queue.tsx";
import { UnitView } from "../negotiations/unit-view.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { EmptyState, Skeleton } from "../ui/state.tsx";
import { When } from "../ui/when.tsx";

/** What waits for who leads a unit: to decide, to answer, and the gap to watch. */
export function Team() {
  const { tenant } = me();
  const w = words("negotiations").team;
  const { scopeUnit, reach } = tenant.me;
  const rounds = useMemo(() => roundsModel(), []);
  useEffect(() => void rounds.load(), [rounds]);
  return (
    <Page title={w.title} lead={w.lead}>
      <When of={rounds} waiting={<Skeleton lines={8} />}>
        {({ items }) => <Working rounds={items} scopeUnit={scopeUnit} seesAll={reach === "all"} />}
      </When>
    </Page>
  );
}

type WorkingProps = {
  readonly rounds: readonly Listed[];
  readonly scopeUnit: string | null;
  readonly seesAll: boolean;
};

/** A planner answers for the top of each plan; a manager for the unit they lead. */
function Working({ rounds, scopeUnit, seesAll }: WorkingProps) {
  const w = words("negotiations").team;
  const newest = rounds[0]?.round ?? null;
  const unit = scopeUnit ?? (seesAll ? (newest?.unit ?? null) : null);
  if (unit === null && !seesAll)
    return (
      <EmptyState icon="people" title={w.noUnit.title}>
        {w.noUnit.text}
      </EmptyState>
    );
  return (
    <div class="stack stack-l">
      {unit !== null && <Queue unit={unit} below={seesAll} />}
      {scopeUnit !== null && <OwnNumber unit={scopeUnit} />}
      {scopeUnit !== null && newest !== null && <Unit round={newest} unit={scopeUnit} />}
      {seesAll && rounds.length > 0 && <Rounds rounds={rounds} />}
    </div>
  );
}

/** The unit's own number is answered like anybody's. */
function OwnNumber({ unit }: { readonly unit: string }) {
  const w = words("negotiations").team;
  const model = useMemo(() => waitingModel(unit), [unit]);
  useEffect(() => void model.load(), [model]);
  const now = model.value.value;
  const items = now.state === "ready" ? now.body.items : (now.last?.items ?? []);
  const own = items.filter(({ thread }) => thread.subject === unit);
  return (
    <>
      {own.map(({ round }) => (
        <section key={round.id} aria-label={w.own}>
          <Answer round={round.id} subject={unit} />
        </section>
      ))}
    </>
  );
}

function Unit({ round, unit }: { readonly round: Round; readonly unit: string }) {
  const [at, setAt] = useState(unit);
  return (
    <Card>
      <UnitView key={at} round={round.id} unit={at} onUnit={setAt} />
    </Card>
  );
}

function Rounds({ rounds }: { readonly rounds: readonly Listed[] }) {
  const w = words("negotiations");
  return (
    <Card title={w.team.rounds}>
      <ul class="queue">
        {rounds.map(({ round, unanswered, undecided }) => (
          <li key={round.id} class={`queue-item${round.sample ? " sample" : ""}`}>
            <div class="queue-line">
              <span>
                <strong>{round.plan.name}</strong>{" "}
                <span class="muted">
                  {w.round.until(day(round.deadline))} · {w.team.unanswered(unanswered)} ·{" "}
                  {w.team.undecided(undecided)}
                </span>
              </span>
              <ButtonLink href={`/targets/${round.plan.id}?tab=negotiate`}>
                {w.team.plan}
              </ButtonLink>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
