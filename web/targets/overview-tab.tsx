import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { sum } from "../../workers/lib/list.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { formatRate, type Rate } from "../../workers/lib/rate.ts";
import { compounded } from "../../workers/targets/over-assign.ts";
import { rateOf } from "../../workers/targets/rules.ts";
import { Waterfall, type FallStep } from "../charts/waterfall.tsx";
import { approximate, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Badge, EmptyState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { useQuery } from "../ui/url.ts";
import { unitsOf, type Plan, type PlanModel, type Row } from "./model.ts";
import { Tiles } from "./plan-tiles.tsx";
import { RowDrawer } from "./row-view.tsx";
import type { PlanTabProps } from "./tab.ts";
import { inTreeOrder } from "./tree-order.ts";

/** Bars of the waterfall beside the last one and the gap. */
const BARS_MAX = 11;

/** Where the plan stands, and a level of its tree at a time: numbers that re-add, gaps in sight. */
export function OverviewTab({ model, page }: PlanTabProps) {
  const { plan } = page;
  const shown = model.shown.value;
  const [at, setAt] = useQuery("unit");
  const [why, setWhy] = useQuery("why");
  const rows = shown?.rows ?? page.rows;
  const top = rows.find(({ parent }) => parent === null) ?? rows[0];
  const unit = rows.find(({ subject }) => subject === at) ?? top;
  useEffect(() => {
    if (unit) void model.loadBelow(unit.subject);
  }, [unit?.subject]);
  const open = rows.find(({ subject }) => subject === why);
  return (
    <div class="stack stack-l">
      <Tiles model={model} page={page} />
      <States plan={plan} />
      <Theme planId={plan.id} />
      {unit && unit.amount !== null ? (
        <Level model={model} plan={plan} unit={unit} rows={rows} onUnit={setAt} onWhy={setWhy} />
      ) : (
        <Nothing plan={plan} />
      )}
      {open && (
        <RowDrawer
          model={model}
          plan={plan}
          row={open}
          preview={shown?.card?.(open.subject) ?? null}
          onClose={() => setWhy("")}
        />
      )}
    </div>
  );
}

function Nothing({ plan }: { readonly plan: Plan }) {
  const w = words("plan").overview;
  const way = <ButtonLink href={`/targets/${plan.id}?tab=allocate`}>{w.toAllocate}</ButtonLink>;
  return <EmptyState icon="targets" title={w.nothing} action={way} />;
}

type ThemeProps = { readonly planId: string };

/** Which strategic theme the plan serves; its code comes when this tab is looked at. */
function Theme({ planId }: ThemeProps) {
  const [View, setView] = useState<ComponentType<ThemeProps> | null>(null);
  useEffect(() => {
    let late = false;
    void import("../strategy/plan-theme.tsx").then((m) => late || setView(() => m.PlanTheme));
    return () => {
      late = true;
    };
  }, []);
  return View && <View planId={planId} />;
}

function States({ plan }: { readonly plan: Plan }) {
  const w = words("plan").overview;
  const { levels, current, basis } = plan.rules;
  const part = (factor: string | undefined) =>
    factor === undefined ? w.none : percent(formatRate(rateOf(factor), 6), 0);
  return (
    <p class="row plan-states">
      <Badge tone={basis && current ? "good" : "warn"}>
        {basis ? (current ? w.state.allocated : w.state.stale) : w.state.notAllocated}
      </Badge>
      <Badge tone={plan.published > 0 ? "good" : "neutral"}>
        {plan.published > 0 ? w.state.published(plan.published) : w.state.notPublished}
      </Badge>
      {(levels?.sprint ?? levels?.challenge) !== undefined && (
        <span class="muted small">
          {w.sprint} {part(levels?.sprint)} · {w.challenge} {part(levels?.challenge)}
        </span>
      )}
    </p>
  );
}

type LevelProps = {
  readonly model: PlanModel;
  readonly plan: Plan;
  readonly unit: Row;
  readonly rows: readonly Row[];
  readonly onUnit: (subject: string, push?: boolean) => void;
  readonly onWhy: (subject: string, push?: boolean) => void;
};

function Level({ model, plan, unit, rows, onUnit, onWhy }: LevelProps) {
  const w = words("plan").overview;
  const t = words("targets");
  const { scale } = plan.metric;
  const children = inTreeOrder(rows.filter(({ parent }) => parent === unit.subject)).map(
    ({ row }) => row,
  );
  const own = unitsOf(unit.amount, scale);
  const gap = own - sum(children.map(({ amount }) => unitsOf(amount, scale)));
  const name = nameOf(unit);
  const parent = rows.find(({ subject }) => subject === unit.parent);
  const overs = oversTo(unit, rows, plan);
  return (
    <>
      {parent && (
        <div>
          <Button size="s" kind="quiet" onClick={() => onUnit(parent.parent ? parent.subject : "")}>
            {w.up}
          </Button>
        </div>
      )}
      {children.length > 0 && (
        <Card>
          <Waterfall
            title={w.falls(name, money(formatMinor(own, scale), plan.currency))}
            table={tableOf(unit, children, gap, plan)}
            steps={stepsOf(children, gap, plan)}
            total={stepOf(unit.subject, name, own, plan)}
          />
        </Card>
      )}
      <Card flush title={w.level(name)} lead={w.levelLead} sample={plan.sample}>
        <Table
          caption={w.level(name)}
          rows={[unit, ...children]}
          rowKey={({ subject }) => subject}
          rowClass={({ subject }) => subject === unit.subject && "is-total"}
          columns={[
            {
              id: "name",
              head: t.tree.name,
              names: true,
              cell: (row) =>
                row.kind === "unit" && row.subject !== unit.subject ? (
                  <button
                    type="button"
                    class="tree-link"
                    aria-label={w.opens(nameOf(row))}
                    onClick={() => onUnit(row.subject, true)}
                  >
                    {nameOf(row)}
                  </button>
                ) : (
                  nameOf(row)
                ),
            },
            {
              id: "amount",
              head: t.tree.amount,
              numeric: true,
              cell: (row) => <Target row={row} plan={plan} onWhy={onWhy} />,
            },
            {
              id: "gap",
              head: t.tree.gap,
              numeric: true,
              cell: (row) => <Gap gap={gapOf(row, unit, gap, model)} plan={plan} />,
            },
            {
              id: "over",
              head: w.ownOver,
              numeric: true,
              cell: (row) => (row.kind === "unit" ? overText(overOf(row, plan)) : ""),
            },
            {
              id: "compounded",
              head: w.compounded,
              numeric: true,
              cell: (row) =>
                overText(
                  compounded(
                    row.subject === unit.subject || row.kind === "person"
                      ? overs
                      : [...overs, overOf(row, plan)],
                  ),
                ),
            },
          ]}
        />
      </Card>
    </>
  );
}

type TargetProps = {
  readonly row: Row;
  readonly plan: Plan;
  readonly onWhy: (subject: string, push?: boolean) => void;
};

function Target({ row, plan, onWhy }: TargetProps) {
  if (row.amount === null) return <span class="muted">{words("targets").tree.none}</span>;
  return (
    <button
      type="button"
      class="tree-number"
      title={exactMoney(row.amount, plan.currency)}
      onClick={() => onWhy(row.subject, true)}
    >
      <span class="num">{money(row.amount, plan.currency)}</span>
      <span class="sr-only">{words("targets").tree.why(nameOf(row))}</span>
    </button>
  );
}

function gapOf(row: Row, unit: Row, own: bigint, model: PlanModel): bigint | null {
  if (row.subject === unit.subject) return own;
  return model.shown.value?.gaps.get(row.subject) ?? null;
}

function Gap({ gap, plan }: { readonly gap: bigint | null; readonly plan: Plan }) {
  const w = words("targets").plan;
  if (gap === null) return null;
  if (gap === 0n) return <span class="muted">0</span>;
  const text = money(formatMinor(gap < 0n ? -gap : gap, plan.metric.scale), plan.currency);
  return (
    <span class={gap > 0n ? "gap-open" : "gap-over"}>
      {gap > 0n ? w.unassigned(text) : w.over(text)}
    </span>
  );
}

function overOf(row: Row, { rules }: Plan): Rate {
  return rateOf(row.inputs.over ?? rules.over);
}

function overText(over: Rate): string {
  return over.num === 0n ? "0" : percent(formatRate(over, 6), 2);
}

/** Over-assignment at every node from the top to this one. */
function oversTo(unit: Row, rows: readonly Row[], plan: Plan): Rate[] {
  const path: Rate[] = [];
  let at: Row | undefined = unit;
  while (at) {
    path.unshift(overOf(at, plan));
    const parent: string | null = at.parent;
    at = parent === null ? undefined : rows.find(({ subject }) => subject === parent);
  }
  return path;
}

function stepOf(key: string, name: string, units: bigint, { currency, metric }: Plan): FallStep {
  const text = formatMinor(units, metric.scale);
  return { key, name, value: approximate(text), label: money(text, currency) };
}

/** The largest children, the others together, and the gap: they add up to the unit's own number. */
function stepsOf(children: readonly Row[], gap: bigint, plan: Plan): FallStep[] {
  const w = words("plan").overview;
  const { scale } = plan.metric;
  const units = (row: Row) => unitsOf(row.amount, scale);
  const sorted = children.toSorted((a, b) => (units(a) < units(b) ? 1 : -1));
  const first = sorted.length > BARS_MAX + 1 ? sorted.slice(0, BARS_MAX) : sorted;
  const rest = sorted.slice(first.length);
  const steps = first.map((row) => stepOf(row.subject, nameOf(row), units(row), plan));
  if (rest.length > 0) {
    steps.push(stepOf("rest", w.others(rest.length), sum(rest.map(units)), plan));
  }
  if (gap !== 0n) steps.push(stepOf("gap", gap > 0n ? w.unassigned : w.over, gap, plan));
  return steps;
}

function tableOf(unit: Row, children: readonly Row[], gap: bigint, plan: Plan) {
  const w = words("plan").overview;
  const shown = (text: string | null) => exactMoney(text ?? "0", plan.currency);
  return {
    heads: [w.part, words("targets").tree.amount],
    rows: [
      ...children.map((row) => [nameOf(row), shown(row.amount)]),
      ...(gap === 0n
        ? []
        : [[gap > 0n ? w.unassigned : w.over, shown(formatMinor(gap, plan.metric.scale))]]),
      [nameOf(unit), shown(unit.amount)],
    ],
  };
}
