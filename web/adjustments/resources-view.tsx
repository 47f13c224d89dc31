import { useState } from "preact/hooks";
import { may, me } from "../auth/session.ts";
import { approximate, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { inTreeOrder } from "../targets/tree-order.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Select } from "../ui/field.tsx";
import { Badge } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import type { AdjustModel, Resources, UnitResources } from "./model.ts";
import { ResourcesDialog } from "./resources-dialog.tsx";
import { isZero, periodText } from "./text.ts";

type ResourcesProps = {
  readonly model: AdjustModel;
  readonly resources: Resources;
  readonly metric: string;
};

/** Heads, capacity and money beside the target: whether people and money carry it. */
export function ResourcesView({ model, resources, metric }: ResourcesProps) {
  const w = words("adjustments").resources;
  const { today } = me();
  const { periods, units, currency } = resources;
  const running = periods.find(({ from, until }) => from <= today && today < until) ?? periods[0];
  const [chosen, setChosen] = useState(running?.key ?? "");
  const [open, setOpen] = useState(false);
  const period = periods.find(({ key }) => key === chosen) ?? running;
  const known = units.filter(hasResources);
  const ordered = inTreeOrder(
    units.map((of) => ({ of, subject: of.unit, parent: of.parent, kind: "unit", code: of.name })),
  ).map(({ row, depth }) => ({ ...row.of, depth }));
  return (
    <Card
      title={w.title}
      lead={w.lead}
      aside={
        may("resources.change") && (
          <Button size="s" icon="settings" onClick={() => setOpen(true)}>
            {w.edit}
          </Button>
        )
      }
    >
      {known.length === 0 ? (
        <div class="stack stack-s">
          <p>
            <strong>{w.none}</strong> {w.noneText}
          </p>
          <p class="small muted">{w.noneExample}</p>
        </div>
      ) : (
        <div class="stack">
          <div class="adjust-period">
            <Select
              label={w.period}
              value={period?.key ?? ""}
              options={periods.map((each) => ({ value: each.key, label: periodText(each) }))}
              onChange={setChosen}
            />
          </div>
          {period && (
            <Heads
              units={ordered}
              period={period}
              currency={currency}
              caption={w.caption(periodText(period))}
            />
          )}
          <Budgets units={known} />
        </div>
      )}
      {open && (
        <ResourcesDialog
          model={model}
          resources={resources}
          metric={metric}
          onClose={() => setOpen(false)}
        />
      )}
    </Card>
  );
}

function hasResources({ budget, periods }: UnitResources): boolean {
  return (
    budget.length > 0 || periods.some(({ heads, needed }) => heads !== null || needed !== null)
  );
}

type HeadsProps = {
  readonly units: readonly (UnitResources & { readonly depth: number })[];
  readonly period: { readonly key: string };
  readonly currency: string | null;
  readonly caption: string;
};

function Heads({ units, period, currency, caption }: HeadsProps) {
  const w = words("adjustments").resources;
  const at = (unit: UnitResources) => unit.periods.find(({ key }) => key === period.key);
  return (
    <Table
      caption={caption}
      rows={units}
      rowKey={({ unit }) => unit}
      dense
      columns={[
        {
          id: "unit",
          head: w.unit,
          names: true,
          cell: (unit) => (
            <span class={`adjust-depth-${Math.min(3, unit.depth)}`}>{nameOf(unit)}</span>
          ),
        },
        {
          id: "target",
          head: w.target,
          numeric: true,
          cell: (unit) => money(at(unit)?.target ?? "0", currency),
        },
        {
          id: "heads",
          head: w.heads,
          numeric: true,
          cell: (unit) => at(unit)?.heads?.replace(/\.?0+$/, "") ?? "–",
        },
        { id: "seated", head: w.seated, numeric: true, cell: ({ seated }) => seated },
        { id: "needed", head: w.needed, numeric: true, cell: (unit) => at(unit)?.needed ?? "–" },
        {
          id: "capacity",
          head: w.capacity,
          numeric: true,
          cell: (unit) => {
            const capacity = at(unit)?.capacity ?? null;
            return capacity === null ? "–" : money(capacity, currency);
          },
        },
        { id: "cover", head: w.cover, numeric: true, cell: (unit) => <Cover of={at(unit)} /> },
      ]}
    />
  );
}

/** Capacity over target, in words where it is short: colour is never alone. */
function Cover({ of }: { readonly of: UnitResources["periods"][number] | undefined }) {
  const w = words("adjustments").resources;
  if (!of || of.capacity === null || isZero(of.target)) return <>–</>;
  const ratio = approximate(of.capacity) / approximate(of.target);
  const shown = percent(ratio.toFixed(6), 0);
  return ratio < 1 ? (
    <Badge tone="warn" icon="warn">
      {shown} {w.short}
    </Badge>
  ) : (
    <>{shown}</>
  );
}

function Budgets({ units }: { readonly units: readonly UnitResources[] }) {
  const w = words("adjustments").resources;
  const rows = units.flatMap((unit) => unit.budget.map((line) => ({ ...line, of: unit })));
  if (rows.length === 0) return null;
  const share = (text: string | null) => percent(text, 0);
  return (
    <div class="stack stack-s">
      <h3>{w.budget}</h3>
      <Table
        caption={w.budgetCaption}
        rows={rows}
        rowKey={(row) => `${row.of.unit} ${row.purpose}`}
        dense
        columns={[
          { id: "unit", head: w.unit, names: true, cell: (row) => nameOf(row.of) },
          { id: "purpose", head: w.purpose, cell: ({ purpose }) => purpose },
          {
            id: "planned",
            head: w.planned,
            numeric: true,
            cell: (row) => `${money(row.planned, row.currency)} · ${share(row.share)}`,
          },
          {
            id: "used",
            head: w.used,
            numeric: true,
            cell: (row) => (
              <span title={w.share(share(row.share), share(row.usedShare))}>
                {`${money(row.used, row.currency)} · ${share(row.usedShare)}`}
              </span>
            ),
          },
          {
            id: "left",
            head: w.left,
            numeric: true,
            cell: (row) => (
              <span class={row.left.startsWith("-") ? "down" : undefined}>
                {money(row.left, row.currency)}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
