import { rule } from "../calendar/model.ts";
import { useEffect, useMemo } from "preact/hooks";
import { me } from "../auth/session.ts";
import { day } from "../format.ts";
import type { Problem } from "../api.ts";
import { words } from "../messages/messages.ts";
import type { IncentiveTabProps } from "../payplans/tab.ts";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { EmptyState, ErrorState, Note, Progress, Skeleton } from "../ui/state.tsx";
import { PlaceLine } from "./sentences.tsx";
import { placeText } from "./payout-words.ts";
import {
  EVERYBODY,
  needsVariables,
  ON_PLAN,
  type Phase,
  previewModel,
  type PreviewModel,
} from "./preview-model.ts";
import { PreviewResult } from "./preview-result.tsx";
import { lastDay, spanBefore, SPANS, type SpanId } from "./spans.ts";
import "./preview.css";

/** The draft on days that have been: the last period at once, a whole year on request. */
export function PreviewTab({ page }: IncentiveTabProps) {
  const { id, document, published, version } = page.plan;
  const { changed } = page;
  const { today } = me();
  const model = useMemo(
    () => previewModel({ id, document, published, changed }, today, () => performance.now()),
    [id, version],
  );
  useEffect(() => {
    void model.load();
    return model.end;
  }, [model]);
  if (page.flaws.length > 0) return <NotYet page={page} />;
  return (
    <div class="stack stack-l">
      <Controls model={model} />
      <Working model={model} />
      {model.result.value && (
        <div class={isWorking(model.phase.value) ? "preview-stale" : ""}>
          <PreviewResult model={model} result={model.result.value} />
        </div>
      )}
    </div>
  );
}

/** While it reads and computes, what is on screen is of the last time. */
function isWorking({ at }: Phase): boolean {
  return at === "reading" || at === "computing";
}

/** A draft with open choices cannot be computed: what is missing, and where to go. */
function NotYet({ page }: Pick<IncentiveTabProps, "page">) {
  const w = words("simulation");
  return (
    <EmptyState
      icon="info"
      title={w.notYet}
      action={<a href={`/incentives/plans/${page.plan.id}?tab=build`}>{w.toBuild}</a>}
    >
      {w.notYetWhy(page.flaws.length)}
    </EmptyState>
  );
}

function Controls({ model }: { readonly model: PreviewModel }) {
  const w = words("simulation");
  const { today } = me();
  const groups = [
    ...(model.isAnyOnPlan.value ? [{ value: ON_PLAN, label: w.onPlan }] : []),
    { value: EVERYBODY, label: w.everybody },
    ...model.units.value.map((name) => ({ value: name, label: name })),
  ];
  return (
    <div class="preview-controls">
      <Select
        label={w.when}
        value={model.spanId.value}
        onChange={(to) => {
          model.spanId.value = to as SpanId;
          void model.run(false);
        }}
        options={SPANS.map((id) => {
          const span = spanBefore(id, today, rule());
          const [first, last] = [day(span.from, "month"), day(lastDay(span), "month")];
          const days = first === last ? first : `${first} – ${last}`;
          return { value: id, label: `${w.spans[id]} · ${days}` };
        })}
      />
      <Select
        label={w.who}
        value={model.group.value}
        onChange={(to) => {
          model.group.value = to;
          void model.run(false);
        }}
        options={groups}
      />
      {needsVariables(model.plan.document) && (
        <Field
          label={w.variable}
          hint={w.variableHint}
          value={model.variable.value}
          onInput={(text) => {
            model.variable.value = text.replace(/[^\d.]/g, "");
          }}
          onBlur={() => void model.run(false)}
          numeric
          inputMode="decimal"
        />
      )}
      <div class="preview-actions">
        <Button
          icon="clock"
          busy={isWorking(model.phase.value)}
          disabled={model.candidates.value === null}
          onClick={() => void model.run(true)}
        >
          {w.replay}
        </Button>
      </div>
    </div>
  );
}

/** How far it is, in counts, with a way to stop; or why it could not be. */
function Working({ model }: { readonly model: PreviewModel }) {
  const w = words("simulation");
  const phase: Phase = model.phase.value;
  switch (phase.at) {
    case "idle":
      return model.result.value ? null : <Skeleton lines={6} label={w.reading} />;
    case "stopped":
      return model.result.value ? (
        <Note icon="clock">
          <div class="row row-between">
            <span>{w.stoppedBefore}</span>
            <Button size="s" onClick={() => void model.run(false)}>
              {w.again}
            </Button>
          </div>
        </Note>
      ) : (
        <EmptyState
          icon="clock"
          title={w.stopped}
          action={<Button onClick={() => void model.run(false)}>{w.again}</Button>}
        >
          {w.stoppedWhy}
        </EmptyState>
      );
    case "reading":
    case "computing":
      return (
        <div class="preview-progress">
          <Progress
            label={phase.at === "reading" ? w.reading : w.computing}
            value={phase.done}
            max={Math.max(1, phase.of)}
            {...(phase.at === "reading" ? { detail: w.peopleOf(phase.done, phase.of) } : {})}
          />
          <Button size="s" onClick={model.cancel}>
            {words("common").cancel}
          </Button>
        </div>
      );
    case "failed":
      return (
        <ErrorState problem={told(phase.problem, w.failed)} onRetry={() => void model.load()} />
      );
    case "nobody":
      return (
        <EmptyState icon="people" title={w.nobody}>
          {w.nobodyWhy}
        </EmptyState>
      );
    case "flawed":
      return (
        <Note tone="bad" icon="warn">
          <p>{w.flawed}</p>
          {phase.flaws.slice(0, 12).map((flaw) => (
            <PlaceLine
              key={flaw.pointer + flaw.code}
              place={{ kind: "flaw", pointer: flaw.pointer, flaw }}
              text={placeText({ kind: "flaw", pointer: flaw.pointer, flaw }, w)}
            />
          ))}
        </Note>
      );
  }
}

/** The engine breaks off without words of its own. */
function told(problem: Problem, title: string): Problem {
  return problem.code === "engine/failed" ? { ...problem, title } : problem;
}
