import { useEffect, useMemo, useState } from "preact/hooks";
import {
  ABOVE_RULES,
  BELOW_RULES,
  TRIGGERS,
  type Trigger,
} from "../../workers/adjustments/adjustment.ts";
import { beginsQuarter } from "../../workers/adjustments/quarter.ts";
import { day } from "../../workers/lib/day.ts";
import { me } from "../auth/session.ts";
import { rule } from "../calendar/model.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import type { PlanPage } from "../targets/model.ts";
import { inTreeOrder } from "../targets/tree-order.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Check, Choice, Field, Select } from "../ui/field.tsx";
import { ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { BasisView } from "./basis-view.tsx";
import { formModel, type FormModel } from "./form.ts";
import { Changes, Money, Moves } from "./lines.tsx";
import { RadiusView } from "./radius-view.tsx";
import { periodText } from "./text.ts";

type WizardProps = {
  readonly page: PlanPage;
  readonly onDone: (id: string | null) => void;
};

/** A request being written, and beside it what it would do: who, which periods, how much. */
export function Wizard({ page, onDone }: WizardProps) {
  const { plan } = page;
  const w = words("adjustments");
  const periods = useMemo(() => openPeriods(page), [plan]);
  const model = useMemo(() => {
    const formal = periods.find(({ from }) => beginsQuarter(rule(), day(from)));
    const top = page.rows.find(({ parent }) => parent === null);
    const from = (formal ?? periods[0])?.from ?? "";
    return formModel(plan.id, { from, subject: top?.subject ?? "" });
  }, [plan.id]);
  useEffect(() => {
    void model.loadMembers();
    return model.dispose;
  }, [model]);
  return (
    <div class="stack">
      <div class="row row-between">
        <h2>{w.form.title}</h2>
        <Button kind="quiet" icon="close" onClick={() => onDone(null)}>
          {w.back}
        </Button>
      </div>
      <div class="adjust-split">
        <Form model={model} page={page} periods={periods} onDone={onDone} />
        <div class="adjust-live" aria-live="polite">
          <Live model={model} page={page} />
        </div>
      </div>
    </div>
  );
}

type Periods = readonly { readonly key: string; readonly from: string; readonly until: string }[];

/** What can still change: periods that are not over today. The server decides again. */
function openPeriods({ plan }: PlanPage): Periods {
  const { today } = me();
  return (plan.rules.basis?.periods ?? []).filter(({ until }) => until > today);
}

type FormProps = WizardProps & { readonly model: FormModel; readonly periods: Periods };

function Form({ model, page, periods, onDone }: FormProps) {
  const w = words("adjustments").form;
  const form = model.form.value;
  const [tried, setTried] = useState(false);
  const subjects = useMemo(() => subjectOptions(page), [page]);
  const flawed = (model.preview.value?.radius.guards.length ?? 0) > 0;
  const submit = async () => {
    setTried(true);
    if (form.reason.trim() === "") return;
    const id = await model.send();
    if (id === null) return;
    toast(w.submitted);
    onDone(id);
  };
  return (
    <form
      class="stack stack-l"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Why model={model} tried={tried} />
      <Card title={w.what} level={3}>
        <div class="stack">
          <Changes model={model} subjects={subjects} tried={tried} />
          <Moves model={model} subjects={subjects} />
          <Money model={model} subjects={subjects} />
        </div>
      </Card>
      <When model={model} periods={periods} />
      <How model={model} />
      <Who model={model} />
      <div class="adjust-submit">
        <Button
          kind="primary"
          type="submit"
          wide
          busy={model.sending.value}
          disabled={model.preview.value === null || flawed}
        >
          {w.submit}
        </Button>
      </div>
    </form>
  );
}

export type SubjectOption = {
  readonly value: string;
  readonly label: string;
  readonly kind: "unit" | "person";
};

function subjectOptions({ rows }: PlanPage): SubjectOption[] {
  return inTreeOrder(rows).map(({ row, depth }) => ({
    value: row.subject,
    label: `${"\u2003".repeat(depth)}${nameOf(row)}`,
    kind: row.kind,
  }));
}

function Why({ model, tried }: { readonly model: FormModel; readonly tried: boolean }) {
  const w = words("adjustments");
  const { trigger, reason } = model.form.value;
  return (
    <Card title={w.form.why} level={3}>
      <div class="stack">
        <Select
          label={w.form.trigger}
          value={trigger}
          options={TRIGGERS.map((value) => ({ value, label: w.trigger[value] }))}
          onChange={(value) => {
            const known = TRIGGERS.find((each) => each === value);
            if (known) model.change({ trigger: known satisfies Trigger });
          }}
        />
        <Field
          label={w.form.reason}
          hint={w.form.reasonHint}
          value={reason}
          rows={2}
          maxLength={500}
          required
          error={tried && reason.trim() === "" ? w.form.reasonMissing : null}
          onInput={(text) => model.change({ reason: text })}
        />
      </div>
    </Card>
  );
}

function When({ model, periods }: { readonly model: FormModel; readonly periods: Periods }) {
  const w = words("adjustments").form;
  const { from, until } = model.form.value;
  const name = (period: Periods[number]) =>
    beginsQuarter(rule(), day(period.from)) ? w.formal(periodText(period)) : periodText(period);
  return (
    <Card title={w.when} level={3}>
      <div class="adjust-pair">
        <Select
          label={w.from}
          value={from}
          options={periods.map((period) => ({ value: period.from, label: name(period) }))}
          onChange={(value) => model.change({ from: value, until: "" })}
        />
        <Select
          label={w.until}
          value={until}
          options={[
            { value: "", label: w.untilEnd },
            ...periods
              .filter((period) => period.from >= from)
              .slice(0, -1)
              .map((period) => ({ value: period.until, label: periodText(period) })),
          ]}
          onChange={(value) => model.change({ until: value })}
        />
      </div>
    </Card>
  );
}

function How({ model }: { readonly model: FormModel }) {
  const w = words("adjustments");
  const { below, above } = model.form.value;
  return (
    <Card title={w.form.how} level={3}>
      <div class="stack">
        <div>
          <Choice
            legend={w.form.below}
            name="below"
            value={below}
            options={BELOW_RULES.map((value) => ({ value, label: w.below[value] }))}
            onChange={(value) => model.change({ below: value })}
          />
          <p class="field-hint">{w.belowHint[below]}</p>
        </div>
        <div>
          <Choice
            legend={w.form.above}
            name="above"
            value={above}
            options={ABOVE_RULES.map((value) => ({ value, label: w.above[value] }))}
            onChange={(value) => model.change({ above: value })}
          />
          <p class="field-hint">{w.aboveHint[above]}</p>
        </div>
      </div>
    </Card>
  );
}

function Who({ model }: { readonly model: FormModel }) {
  const w = words("adjustments").form;
  const members = model.members.value;
  const { approvers } = model.form.value;
  return (
    <Card title={w.who} level={3}>
      <div class="stack stack-s">
        {members?.length === 0 ? (
          <Note tone="warn">
            {w.alone} <a href="/settings?tab=members">{w.invite}</a>
          </Note>
        ) : (
          <p>{w.anyone}</p>
        )}
        {members && members.length > 0 && <p class="field-hint">{w.anyoneHint}</p>}
        {members?.map(({ account, name, email }) => (
          <Check
            key={account}
            label={name || email}
            checked={approvers.includes(account)}
            onChange={(on) =>
              model.change({
                approvers: on
                  ? [...approvers, account]
                  : approvers.filter((each) => each !== account),
              })
            }
          />
        ))}
      </div>
    </Card>
  );
}

function Live({ model, page }: { readonly model: FormModel; readonly page: PlanPage }) {
  const w = words("adjustments").radius;
  const preview = model.preview.value;
  const problem = model.problem.value;
  const names = useMemo(() => page.rows.map((row) => ({ ...row, id: row.subject })), [page]);
  return (
    <Card
      title={w.title}
      aside={model.asking.value ? <span class="muted">{w.computing}</span> : undefined}
    >
      <div class="stack stack-l">
        {problem && <ErrorState problem={problem} inline />}
        {preview ? (
          <>
            <RadiusView radius={preview.radius} />
            <BasisView basis={preview.basis} names={names} currency={preview.radius.currency} />
          </>
        ) : model.asking.value ? (
          <Skeleton lines={6} label={w.computing} />
        ) : (
          !problem && <p class="muted">{w.empty}</p>
        )}
      </div>
    </Card>
  );
}
