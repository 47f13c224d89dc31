import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { money, moment } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Badge, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { BasisView } from "./basis-view.tsx";
import {
  detailModel,
  type Adjustment,
  type Detail,
  type DetailModel,
  type StepName,
} from "./model.ts";
import { StateBadge } from "./queue.tsx";
import { RadiusView } from "./radius-view.tsx";
import { aboutText, periodText, whoText } from "./text.ts";

type DrawerProps = {
  readonly id: string;
  readonly currency: string | null;
  readonly onMoved: () => void;
  readonly onClose: () => void;
};

/** A request with its reason, its data, what it would do now, its course and the next step. */
export function RequestDrawer({ id, currency, onMoved, onClose }: DrawerProps) {
  const w = words("adjustments").detail;
  const model = useMemo(() => detailModel(id, onMoved), [id]);
  const [note, setNote] = useState("");
  useEffect(() => void model.detail.load(), [model]);
  const now = model.detail.value.value;
  const body = now.state === "ready" ? now.body : now.last;
  const take = async (step: StepName) => {
    if (await model.take(step, note)) {
      setNote("");
      toast(w.done[step]);
    }
  };
  const steps = body ? stepsFor(body) : [];
  useKeys(
    { approve: steps.includes("approve"), reject: steps.includes("reject") && note.trim() !== "" },
    take,
  );
  return (
    <Drawer
      open
      wide
      title={body ? aboutText(body.adjustment, currency) : w.title}
      onClose={onClose}
      footer={
        steps.length > 0 ? (
          <Actions model={model} steps={steps} note={note} onNote={setNote} take={take} />
        ) : undefined
      }
    >
      <When of={model.detail} waiting={<Skeleton lines={8} />}>
        {(detail) => <Body model={model} detail={detail} currency={currency} />}
      </When>
    </Drawer>
  );
}

/** Single letters, except while somebody writes. */
function useKeys(
  allowed: { readonly approve: boolean; readonly reject: boolean },
  take: (step: StepName) => Promise<void>,
) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest("input,textarea,select");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "a" && allowed.approve) void take("approve");
      if (key === "r" && allowed.reject) void take("reject");
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [allowed.approve, allowed.reject, take]);
}

/** What this reader may do next; the server decides again. */
function stepsFor({ adjustment, radius }: Detail): StepName[] {
  const { state, own } = adjustment;
  const decide = may("adjustments.decide") && !own;
  const clean = radius !== null && radius.guards.length === 0;
  const steps: (StepName | false)[] = [
    state === "requested" && decide && "review",
    state === "in_review" && decide && clean && "approve",
    ["requested", "in_review", "approved"].includes(state) && decide && "reject",
    ["requested", "in_review", "approved"].includes(state) && own && "withdraw",
    state === "approved" && may("targets.publish") && clean && "apply",
  ];
  return steps.filter((step) => step !== false);
}

type ActionsProps = {
  readonly model: DetailModel;
  readonly steps: readonly StepName[];
  readonly note: string;
  readonly onNote: (text: string) => void;
  readonly take: (step: StepName) => Promise<void>;
};

function Actions({ model, steps, note, onNote, take }: ActionsProps) {
  const w = words("adjustments").detail;
  const busy = model.busy.value;
  const main = steps.find((step) => step === "apply" || step === "approve" || step === "review");
  return (
    <div class="stack stack-s adjust-actions">
      {steps.includes("reject") && (
        <Field label={w.note} hint={w.noteHint} value={note} onInput={onNote} maxLength={500} />
      )}
      <div class="row row-end">
        {steps.map((step) => (
          <Button
            key={step}
            kind={step === main ? "primary" : step === "reject" ? "danger" : "plain"}
            busy={busy === step}
            disabled={(busy !== null && busy !== step) || (step === "reject" && note.trim() === "")}
            onClick={() => void take(step)}
          >
            {w[step]}
          </Button>
        ))}
      </div>
    </div>
  );
}

type BodyProps = {
  readonly model: DetailModel;
  readonly detail: Detail;
  readonly currency: string | null;
};

function Body({ model, detail, currency }: BodyProps) {
  const w = words("adjustments");
  const { adjustment, basis, radius, obstacle, drift } = detail;
  const open = ["requested", "in_review", "approved"].includes(adjustment.state);
  return (
    <div class="stack stack-l">
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <div class="row adjust-head">
        <StateBadge state={adjustment.state} />
        <Badge>{w.trigger[adjustment.trigger]}</Badge>
        <Badge>{w.below[adjustment.below]}</Badge>
        <Badge>{w.above[adjustment.above]}</Badge>
        {open && adjustment.missing > 0 && adjustment.state === "in_review" && (
          <span class="small muted">{w.detail.missing(adjustment.missing)}</span>
        )}
      </div>
      <blockquote class="adjust-reason">{adjustment.reason}</blockquote>
      {open && adjustment.own && <Note>{w.detail.own}</Note>}
      {obstacle && open && (
        <Note tone="bad">
          {w.detail.obstacle} {obstacle[language.value]}
        </Note>
      )}
      {drift.length > 0 && <Drifted detail={detail} currency={currency} />}
      {radius && <RadiusView radius={radius} />}
      <BasisView basis={basis} names={adjustment.names} currency={currency} />
      <Course adjustment={adjustment} />
    </div>
  );
}

function Drifted({ detail: { drift, radius }, currency }: Omit<BodyProps, "model">) {
  const w = words("adjustments").detail;
  const cell = (of: { before: string; after: string } | null) =>
    of === null ? "–" : w.cell(money(of.before, currency), money(of.after, currency));
  const period = (key: string) => {
    const known = radius?.periods.find((each) => each.key === key);
    return known ? periodText(known) : key;
  };
  return (
    <div class="stack stack-s">
      <Note tone="warn">{w.drift}</Note>
      <Table
        caption={w.driftCaption}
        rows={drift}
        rowKey={(row) => `${row.subject} ${row.key}`}
        dense
        maxHeight="240px"
        columns={[
          {
            id: "who",
            head: words("adjustments").radius.name,
            names: true,
            cell: (r) => nameOf(r),
          },
          { id: "at", head: words("adjustments").resources.period, cell: (row) => period(row.key) },
          { id: "was", head: w.was, numeric: true, cell: ({ was }) => cell(was) },
          { id: "now", head: w.now, numeric: true, cell: ({ now }) => cell(now) },
        ]}
      />
    </div>
  );
}

function Course({ adjustment: { steps } }: { readonly adjustment: Adjustment }) {
  const w = words("adjustments");
  return (
    <section class="stack stack-s" aria-label={w.detail.course}>
      <h3>{w.detail.course}</h3>
      <ol class="adjust-course">
        {steps.map((step) => (
          <li key={`${step.at} ${step.kind}`} class={step.holds ? "" : "is-void"}>
            <strong>{w.step[step.kind]}</strong> {whoText(step)}
            <span class="small muted"> · {moment(step.at)}</span>
            {step.note && <p class="adjust-note">{step.note}</p>}
            {!step.holds && <p class="small">{w.noLongerHolds}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
