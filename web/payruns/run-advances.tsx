import { useEffect, useMemo } from "preact/hooks";
import { may } from "../auth/session.ts";
import { exactMoney, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { ErrorState, Note } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { type Advances, advancesModel, type AdvancesModel } from "./advances-model.ts";
import { called, whoDid } from "./names.ts";
import type { RunModel } from "./run-model.ts";
import { TakeButton } from "./take-button.tsx";
import type { Run } from "./wire.ts";

type Props = { readonly run: Run; readonly model: RunModel };

/** Draws that are paid when the period begins: who gets how much, and the file of it for payroll. */
export function RunAdvances({ run, model }: Props) {
  const own = useMemo(() => advancesModel(run.id), [run.id]);
  const isMine = run.paysInAdvance && may("incentives.pay");
  const isClosed = run.state === "locked" || run.state === "paid";
  useEffect(() => {
    if (!isMine) return;
    void own.state.load();
    if (isClosed) void model.taken.load();
  }, [isMine, isClosed, own, model, run.version]);
  const w = words("payruns").run.advances;
  if (!isMine) return null;
  const file = model.taken.value.value;
  return (
    <Card title={w.title} lead={w.lead} aside={<Take model={own} />}>
      <div class="stack">
        {own.problem.value && <ErrorState problem={own.problem.value} inline />}
        <When of={own.state}>{(body) => <Whom body={body} isClosed={isClosed} />}</When>
        {isClosed && file.state === "ready" && file.body.hidesAdvances && (
          <Note tone="warn" icon="warn">
            {w.hidden} <a href="/incentives?tab=settings">{w.columns}</a>
          </Note>
        )}
      </div>
    </Card>
  );
}

function Take({ model }: { readonly model: AdvancesModel }) {
  const w = words("payruns").run;
  const now = model.state.value.value;
  if (now.state !== "ready" || now.body.people.length === 0) return null;
  const take = async (format: "csv" | "xlsx") => {
    const file = await model.take(format);
    if (!file) return;
    const { savePayroll } = await import("./payroll-file.ts");
    const named = { ...file, hidesAdvances: false, notAccepted: [] };
    await savePayroll(named, format, { ...w.payroll, rows: w.advances.rows });
    toast(w.done.export, { tone: "good" });
  };
  return (
    <TakeButton
      label={w.advances.export}
      forms={w.payroll}
      kind="plain"
      busy={model.isBusy.value}
      onTake={(format) => void take(format)}
    />
  );
}

function Whom({ body, isClosed }: { readonly body: Advances; readonly isClosed: boolean }) {
  const w = words("payruns").run.advances;
  const { people, moved, records } = body;
  const last = records.at(-1);
  return (
    <div class="stack">
      {isClosed && people.length > 0 && !last && (
        <Note tone="warn" icon="warn">
          {w.untold}
        </Note>
      )}
      {moved.length > 0 && (
        <Note tone="warn" icon="warn">
          {w.moved}
          <ul class="run-list">
            {moved.map((each) => (
              <li key={`${each.person} ${each.currency}`}>
                <span>{called(each)}</span>
                <span class="num">
                  <Veiled>
                    {w.movedTo(
                      exactMoney(each.told, each.currency),
                      exactMoney(each.now, each.currency),
                    )}
                  </Veiled>
                </span>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {people.length === 0 ? (
        <p class="muted">{w.nobody}</p>
      ) : (
        <details>
          <summary>{w.people(people.length)}</summary>
          <ul class="run-list">
            {people.map((each) => (
              <li key={`${each.person} ${each.currency}`}>
                <span>{called(each)}</span>
                <span class="num">
                  <Veiled>{exactMoney(each.amount, each.currency)}</Veiled>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="muted small">{last ? w.taken(whoDid(last), moment(last.at)) : w.untaken}</p>
    </div>
  );
}
