import { useEffect, useMemo, useState } from "preact/hooks";
import { id as asId } from "../../workers/lib/id.ts";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { metricsModel } from "../metrics/model.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { AbsenceForm } from "./form.tsx";
import { type Absence, absencesModel } from "./model.ts";
import { daysOf, metricName, partShown } from "./words.ts";
import "./absences.css";

/** One person's leave and relief, beside what else is known of them. */
export function PersonAbsences({ person }: { readonly person: string }) {
  const w = words("absences");
  const model = useMemo(() => absencesModel(asId<"person">(person)), [person]);
  const metrics = useMemo(metricsModel, []);
  const [adding, setAdding] = useState(false);
  useEffect(() => void model.list.load(), [model]);
  useEffect(() => void metrics.all.load(), [metrics]);
  const known = metrics.all.value.value;
  const all = known.state === "ready" ? known.body.items : [];
  const mine = may("absences.change");
  const takeBack = async ({ id, kind, factor, metric }: Absence) => {
    const who = { id: asId<"absence">(id), person: asId<"person">(person) };
    const done = await model.save({ ...who, kind, factor, metric, days: null });
    if (done) toast(w.takenBack);
  };
  return (
    <section class="stack stack-s">
      <h3>{w.title}</h3>
      {!adding && model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <When of={model.list} waiting={<Skeleton lines={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{w.nonePerson}</p>
          ) : (
            <ul class="absences-list">
              {items.map((each) => (
                <li key={each.id} class="row row-apart">
                  <span>
                    <strong>{w.kinds[each.kind]}</strong> {daysOf(each)}
                    {each.factor !== null && (
                      <span class="muted">
                        {" · "}
                        {w.keeps(partShown(each.factor), metricName(all, each.metric))}
                      </span>
                    )}
                  </span>
                  {mine && (
                    <Button
                      size="s"
                      kind="quiet"
                      label={w.takeBackOf(w.kinds[each.kind], daysOf(each))}
                      onClick={() => void takeBack(each)}
                    >
                      {w.takeBack}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </When>
      {mine && !adding && (
        <div class="row">
          <Button icon="plus" onClick={() => setAdding(true)}>
            {w.add}
          </Button>
        </div>
      )}
      {adding && (
        <AbsenceForm model={model} metrics={all} person={person} onDone={() => setAdding(false)} />
      )}
    </section>
  );
}
