import { useState } from "preact/hooks";
import { formatMinor } from "../../workers/lib/money.ts";
import { formatRate, rate } from "../../workers/lib/rate.ts";
import { approximate, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { Table } from "../ui/table.tsx";
import { unitsOf, type Plan, type Row, type Shown } from "./model.ts";
import { inTreeOrder, type Place } from "./tree-order.ts";

type Props = {
  readonly plan: Plan;
  readonly shown: Shown;
  /** As the draft is kept: what a preview changes is seen against it. */
  readonly kept: readonly Row[];
  readonly onOpen: (row: Row) => void;
  /** A plan of thousands: what is below a unit is fetched when it is opened. */
  readonly onBelow?: ((unit: string) => void) | null;
};
type Line = Place<Row> & { readonly wasAmount: string | null };

/** More recipients than this begin with their people folded away. */
const OPEN_MAX = 40;

/** Region, team, person: each with its number, its part of the level above, growth and gap. */
export function TargetTree({ plan, shown, kept, onOpen, onBelow = null }: Props) {
  const w = words("targets").tree;
  const [closed, setClosed] = useState(() => firstClosed(shown.rows, onBelow !== null));
  const lines = visible(shown.rows, kept, closed, onBelow !== null);
  const toggle = (subject: string) => {
    const next = new Set(closed);
    if (next.delete(subject)) onBelow?.(subject);
    else next.add(subject);
    setClosed(next);
  };
  const cell = { plan, shown, onOpen };
  const isSum = plan.rules.method?.kind !== "value";
  return (
    <Card
      flush
      class="plan-tree"
      sample={plan.sample}
      title={w.caption}
      aside={
        onBelow ? undefined : (
          <>
            <Button size="s" kind="quiet" onClick={() => setClosed(new Set())}>
              {w.expandAll}
            </Button>
            <Button size="s" kind="quiet" onClick={() => setClosed(teams(shown.rows))}>
              {w.collapseAll}
            </Button>
          </>
        )
      }
    >
      <Table
        caption={w.caption}
        rows={lines}
        rowKey={({ row }) => row.subject}
        rowClass={({ parent }) => parent === null && "is-total"}
        columns={[
          {
            id: "name",
            head: w.name,
            names: true,
            cell: (line) => (
              <Name line={line} isClosed={closed.has(line.row.subject)} toggle={toggle} />
            ),
          },
          {
            id: "amount",
            head: w.amount,
            numeric: true,
            cell: (line) => <Number line={line} {...cell} />,
          },
          ...(isSum ? sums(plan) : []),
          { id: "gap", head: w.gap, numeric: true, cell: (line) => <Gap line={line} {...cell} /> },
          ...(shown.isPreview
            ? [
                {
                  id: "change",
                  head: w.change,
                  numeric: true,
                  cell: (line: Line) => <Change line={line} plan={plan} />,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** What only numbers that add up have: a part of the number above, and a growth on last year. */
function sums(plan: Plan) {
  const w = words("targets").tree;
  return [
    {
      id: "share",
      head: w.share,
      numeric: true,
      cell: (line: Line) => <Share line={line} plan={plan} />,
    },
    {
      id: "growth",
      head: w.growth,
      numeric: true,
      cell: (line: Line) => <Growth line={line} plan={plan} />,
    },
  ];
}

type NameProps = {
  readonly line: Line;
  readonly isClosed: boolean;
  readonly toggle: (subject: string) => void;
};

function Name({ line: { row, depth, hasChildren }, isClosed, toggle }: NameProps) {
  const w = words("targets").tree;
  const name = nameOf(row);
  return (
    <span class="tree-name" style={{ "--depth": `${depth}` }}>
      {hasChildren ? (
        <button
          type="button"
          class="tree-toggle"
          aria-expanded={!isClosed}
          aria-label={isClosed ? w.open(name) : w.close(name)}
          onClick={() => toggle(row.subject)}
        >
          <Icon name={isClosed ? "right" : "down"} size={14} />
        </button>
      ) : (
        <span class="tree-toggle" />
      )}
      <span class={row.kind === "unit" ? "tree-unit" : undefined}>{name}</span>
    </span>
  );
}

type CellProps = {
  readonly line: Line;
  readonly plan: Plan;
  readonly shown: Shown;
  readonly onOpen: (row: Row) => void;
};

function Number({ line: { row }, plan, onOpen }: CellProps) {
  const w = words("targets").tree;
  if (row.amount === null) return <span class="muted">{w.none}</span>;
  const marks = row.inputs.changes.length > 0 ? w.byHand : row.inputs.locked ? w.locked : null;
  return (
    <button
      type="button"
      class="tree-number"
      title={exactMoney(row.amount, plan.currency)}
      onClick={() => onOpen(row)}
    >
      {marks && (
        <span class="tree-mark" title={marks}>
          <Icon name={row.inputs.locked ? "lock" : "undo"} size={13} />
          <span class="sr-only">{marks}</span>
        </span>
      )}
      <span class="num">{money(row.amount, plan.currency)}</span>
      <span class="sr-only">{w.why(nameOf(row))}</span>
    </button>
  );
}

function Share({ line: { row, parent }, plan }: { line: Line; plan: Plan }) {
  if (!parent?.amount || !row.amount) return null;
  const { scale } = plan.metric;
  const [own, all] = [unitsOf(row.amount, scale), unitsOf(parent.amount, scale)];
  if (all === 0n) return <span class="muted">{words("targets").tree.none}</span>;
  const share = formatRate(rate(own, all), 6);
  return (
    <span class="tree-share">
      <span class="tree-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, Math.max(0, approximate(share) * 100))}%` }} />
      </span>
      {percent(share)}
    </span>
  );
}

function Growth({ line: { row }, plan }: { line: Line; plan: Plan }) {
  const w = words("targets").tree;
  const { scale } = plan.metric;
  const past = unitsOf(row.inputs.values["history"] ?? null, scale);
  if (row.amount === null || past <= 0n) return <span class="muted small">{w.noHistory}</span>;
  const by = formatRate(rate(unitsOf(row.amount, scale) - past, past), 6);
  const up = !by.startsWith("-");
  return <span class={up ? undefined : "muted"}>{up ? `+${percent(by)}` : percent(by)}</span>;
}

function Gap({ line: { row }, plan, shown }: CellProps) {
  const w = words("targets");
  const refused = shown.refused.find(({ node }) => node === row.subject);
  if (refused) return <span class="badge badge-bad">{w.tree.problem(nameOf(row))}</span>;
  const gap = shown.gaps.get(row.subject);
  if (gap === undefined) return null;
  if (gap === 0n) return <span class="muted">0</span>;
  const text = money(formatMinor(gap < 0n ? -gap : gap, plan.metric.scale), plan.currency);
  return (
    <span class={gap > 0n ? "gap-open" : "gap-over"}>
      {gap > 0n ? w.plan.unassigned(text) : w.plan.over(text)}
    </span>
  );
}

function Change({ line: { row, wasAmount }, plan }: { line: Line; plan: Plan }) {
  const { scale } = plan.metric;
  const by = unitsOf(row.amount, scale) - unitsOf(wasAmount, scale);
  if (by === 0n) return <span class="muted">0</span>;
  const text = money(formatMinor(by, scale), plan.currency);
  return <span class={by > 0n ? "up" : "down"}>{by > 0n ? `+${text}` : text}</span>;
}

/** The rows in the order of the tree, without those below a closed one. */
function visible(
  rows: readonly Row[],
  kept: readonly Row[],
  closed: ReadonlySet<string>,
  isPart: boolean,
): Line[] {
  const was = new Map(kept.map(({ subject, amount }) => [subject, amount]));
  return inTreeOrder(rows, closed).map((place) => ({
    ...place,
    hasChildren: place.hasChildren || (isPart && place.row.kind === "unit"),
    wasAmount: was.get(place.row.subject) ?? null,
  }));
}

function firstClosed(rows: readonly Row[], isPart: boolean): ReadonlySet<string> {
  if (isPart) {
    const units = rows.filter(({ kind, parent }) => kind === "unit" && parent !== null);
    return new Set(units.map(({ subject }) => subject));
  }
  return rows.length > OPEN_MAX ? teams(rows) : new Set();
}

/** Units with nobody but people below them: the teams. */
function teams(rows: readonly Row[]): Set<string> {
  const above = new Set(
    rows.flatMap(({ kind, parent }) => (kind === "unit" && parent ? [parent] : [])),
  );
  const units = rows.filter(({ kind, parent }) => kind === "unit" && parent !== null);
  return new Set(units.map(({ subject }) => subject).filter((subject) => !above.has(subject)));
}
