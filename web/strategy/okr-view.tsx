import { useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { approximate, exact, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { interval } from "../targets/interval.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Table } from "../ui/table.tsx";
import { CheckInDialog, CheckInHistory } from "./check-in-view.tsx";
import { ObjectiveForm } from "./objective-form.tsx";
import {
  inTree,
  type KeyResult,
  type Objective,
  type OkrList,
  type OkrModel,
} from "./okr-model.ts";

type Props = { readonly model: OkrModel; readonly of: OkrList };
type Shown = {
  readonly kind: "check-in" | "history";
  readonly objective: Objective;
  readonly keyResult: KeyResult;
};

/** The tree of objectives, each with its key results on their own scale. */
export function OkrTree({ model, of, items }: Props & { readonly items: readonly Objective[] }) {
  const w = words("strategy").okr;
  const [shown, setShown] = useState<Shown | null>(null);
  const [edited, setEdited] = useState<Objective | null>(null);
  const close = () => setShown(null);
  return (
    <>
      <ul class="okr-tree" aria-label={w.tree}>
        {inTree(items).map(({ objective, depth }) => (
          <li key={objective.id} class={`okr-place okr-depth-${Math.min(depth, 4)}`}>
            <ObjectiveCard
              of={of}
              objective={objective}
              onEdit={() => setEdited(objective)}
              onShow={setShown}
            />
          </li>
        ))}
      </ul>
      {shown?.kind === "check-in" && (
        <CheckInDialog
          model={model}
          objective={shown.objective}
          of={shown.keyResult}
          onClose={close}
        />
      )}
      {shown?.kind === "history" && (
        <CheckInHistory objective={shown.objective} of={shown.keyResult} onClose={close} />
      )}
      {edited && (
        <ObjectiveForm model={model} list={of} of={edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

type CardProps = {
  readonly of: OkrList;
  readonly objective: Objective;
  readonly onEdit: () => void;
  readonly onShow: (shown: Shown) => void;
};

function ObjectiveCard({ of, objective, onEdit, onShow }: CardProps) {
  const w = words("strategy").okr;
  const theme = of.themes.find(({ id }) => id === objective.theme);
  return (
    <article class={classes("okr-card", objective.sample && "sample")}>
      <header class="okr-head">
        <div>
          <h2 class="okr-name">
            <span class="okr-letter">{w.objective}</span> {nameOf(objective)}
          </h2>
          <p class="muted small">
            {nameOf(objective.unit)} · {interval(objective)}
            {objective.owner && ` · ${nameOf(objective.owner)}`}
            {theme && ` · ${w.theme} ${nameOf(theme)}`}
          </p>
        </div>
        <div class="okr-score">
          <Standing score={objective.score} standing={objective.standing} />
          {may("strategy.change") && (
            <Button kind="quiet" size="s" onClick={onEdit}>
              {w.edit}
            </Button>
          )}
        </div>
      </header>
      <ul class="okr-results">
        {objective.keyResults.map((keyResult) => (
          <KeyResultLine
            key={keyResult.id}
            of={keyResult}
            checks={of.checks.includes(objective.unit.id)}
            onShow={(kind) => onShow({ kind, objective, keyResult })}
          />
        ))}
      </ul>
    </article>
  );
}

type LineProps = {
  readonly of: KeyResult;
  /** Whether the reader may check in here: above the own unit one only reads. */
  readonly checks: boolean;
  readonly onShow: (kind: Shown["kind"]) => void;
};

function KeyResultLine({ of, checks, onShow }: LineProps) {
  const w = words("strategy").okr;
  const { start, target, current, measure } = of;
  return (
    <li class="okr-line">
      <div class="okr-line-name">
        <span>{nameOf(of)}</span>
        <span class="muted small num">
          {w.way(exact(start), exact(target))} {measure} · {w.current}{" "}
          {current === null ? words("strategy").map.none : exact(current)}
        </span>
      </div>
      <Progress progress={of.progress} standing={of.standing} />
      <Standing score={of.progress} standing={of.standing} />
      <div class="okr-line-actions">
        {checks && may("strategy.check_in") && (
          <Button size="s" label={w.checkInOf(nameOf(of))} onClick={() => onShow("check-in")}>
            {w.checkIn}
          </Button>
        )}
        <Button
          kind="quiet"
          size="s"
          icon="clock"
          label={w.historyOf(nameOf(of))}
          onClick={() => onShow("history")}
        />
      </div>
    </li>
  );
}

type ScaleProps = Pick<KeyResult, "progress" | "standing">;

/** A bar with its mark at 70 %, where success begins on this scale. */
function Progress({ progress, standing }: ScaleProps) {
  return (
    <div class={`okr-bar okr-${standing}`} aria-hidden="true">
      <span style={{ width: `${approximate(progress ?? "0") * 100}%` }} />
      <i title={words("strategy").okr.success} />
    </div>
  );
}

type StandingProps = { readonly score: string | null; readonly standing: KeyResult["standing"] };

function Standing({ score, standing }: StandingProps) {
  const w = words("strategy").okr;
  return (
    <span class={`okr-standing okr-${standing}`}>
      {score !== null && <span class="num">{percent(score, 0)}</span>} {w.standing[standing]}
    </span>
  );
}

type Row = {
  readonly key: string;
  readonly objective: Objective;
  readonly keyResult: KeyResult | null;
  readonly depth: number;
};

/** The tree as a table, line by line. */
export function OkrTable({ items }: { readonly items: readonly Objective[] }) {
  const w = words("strategy").okr;
  const none = words("strategy").map.none;
  const rows = inTree(items).flatMap(({ objective, depth }): Row[] => [
    { key: objective.id, objective, keyResult: null, depth },
    ...objective.keyResults.map((keyResult) => ({
      key: keyResult.id,
      objective,
      keyResult,
      depth,
    })),
  ]);
  const shown = (value: string | null | undefined) => (value ? exact(value) : none);
  return (
    <Table
      caption={w.caption}
      rows={rows}
      rowKey={({ key }) => key}
      rowClass={({ objective }) => objective.sample && "sample"}
      columns={[
        {
          id: "name",
          head: words("strategy").head.name,
          names: true,
          cell: ({ objective, keyResult }) => (
            <span class={keyResult ? "map-indent-goal" : undefined}>
              {nameOf(keyResult ?? objective)}
            </span>
          ),
        },
        {
          id: "level",
          head: words("strategy").head.level,
          cell: ({ keyResult }) => (keyResult ? w.keyResult : w.objective),
        },
        { id: "unit", head: w.unit, cell: ({ objective }) => nameOf(objective.unit) },
        {
          id: "start",
          head: w.start,
          numeric: true,
          cell: ({ keyResult }) => shown(keyResult?.start),
        },
        {
          id: "target",
          head: w.target,
          numeric: true,
          cell: ({ keyResult }) => shown(keyResult?.target),
        },
        {
          id: "current",
          head: w.current,
          numeric: true,
          cell: ({ keyResult }) => shown(keyResult?.current),
        },
        {
          id: "score",
          head: w.score,
          numeric: true,
          cell: ({ objective, keyResult }) => {
            const at = keyResult ? keyResult.progress : objective.score;
            const { standing } = keyResult ?? objective;
            return `${at === null ? "" : percent(at, 0)} ${w.standing[standing]}`;
          },
        },
      ]}
    />
  );
}
