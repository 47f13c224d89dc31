import { exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Table } from "../ui/table.tsx";
import { type Goal, type Initiative, metricName, type Strategy, type Theme } from "./model.ts";

type Row =
  | { readonly level: "theme"; readonly key: string; readonly theme: Theme | null }
  | { readonly level: "goal"; readonly key: string; readonly goal: Goal }
  | {
      readonly level: "initiative";
      readonly key: string;
      readonly initiative: Initiative;
      readonly goal: Goal;
    };

/** The map as a table: the same themes, goals and initiatives in the same order. */
export function MapTable({ of }: { readonly of: Strategy }) {
  const w = words("strategy");
  const rows = rowsOf(of);
  return (
    <Table
      caption={w.map.caption}
      rows={rows}
      rowKey={({ key }) => key}
      rowClass={(row) => isSample(row) && "sample"}
      columns={[
        {
          id: "name",
          head: w.head.name,
          names: true,
          cell: (row) => <span class={`map-indent-${row.level}`}>{nameIn(row)}</span>,
        },
        { id: "level", head: w.head.level, cell: (row) => levelName(row) },
        { id: "metric", head: w.head.metric, cell: (row) => metricIn(row) },
        { id: "amount", head: w.head.amount, numeric: true, cell: amountIn },
        { id: "brings", head: w.head.brings, numeric: true, cell: bringsIn },
        { id: "uncovered", head: w.head.uncovered, numeric: true, cell: uncoveredIn },
        { id: "owner", head: w.head.owner, cell: ownerIn },
        {
          id: "findings",
          head: w.head.findings,
          numeric: true,
          cell: (row) => (row.level === "goal" ? row.goal.findings.length : w.map.none),
        },
      ]}
    />
  );
}

function rowsOf({ themes, goals, initiatives, review }: Strategy): Row[] {
  const below = (goal: Goal): Row[] => [
    { level: "goal", key: goal.id, goal },
    ...initiatives
      .filter((each) => each.goal === goal.id && !each.ended)
      .map((initiative) => ({
        level: "initiative" as const,
        key: initiative.id,
        initiative,
        goal,
      })),
  ];
  const open = goals.filter(({ ended }) => !ended);
  const orphans = open.filter(({ id }) => review.orphans.goals.includes(id));
  return [
    ...themes
      .filter(({ ended }) => !ended)
      .flatMap((theme): Row[] => [
        { level: "theme", key: theme.id, theme },
        ...open.filter((goal) => goal.theme === theme.id).flatMap(below),
      ]),
    ...(orphans.length > 0 ? [{ level: "theme" as const, key: "orphans", theme: null }] : []),
    ...orphans.flatMap(below),
  ];
}

function isSample(row: Row): boolean {
  if (row.level === "theme") return row.theme?.sample ?? false;
  return row.level === "goal" ? row.goal.sample : row.initiative.sample;
}

function nameIn(row: Row): string {
  const w = words("strategy");
  if (row.level === "theme") return row.theme ? nameOf(row.theme) : w.map.orphans;
  return nameOf(row.level === "goal" ? row.goal : row.initiative);
}

function levelName({ level }: Row): string {
  const w = words("strategy").map;
  return { theme: w.themes, goal: w.goals, initiative: w.initiatives }[level];
}

function metricIn(row: Row): string {
  const w = words("strategy");
  if (row.level === "theme") return row.theme ? w.kind[row.theme.kind] : w.map.none;
  return metricName(row.level === "goal" ? row.goal.metric : row.initiative.metric);
}

function amountIn(row: Row): string {
  if (row.level === "theme") return words("strategy").map.none;
  if (row.level === "goal") return exactMoney(row.goal.amount, row.goal.currency);
  return exactMoney(row.initiative.quantity, null);
}

function bringsIn(row: Row): string {
  if (row.level === "theme") return words("strategy").map.none;
  const { goal } = row;
  const amount = row.level === "goal" ? goal.coverage.covered : row.initiative.contribution;
  return exactMoney(amount, goal.currency);
}

function uncoveredIn(row: Row): string {
  if (row.level !== "goal") return words("strategy").map.none;
  return exactMoney(row.goal.coverage.uncovered, row.goal.currency);
}

function ownerIn(row: Row): string {
  const of = row.level === "theme" ? row.theme : row.level === "goal" ? row.goal : row.initiative;
  return of?.owner ? nameOf(of.owner) : words("strategy").theme.nobody;
}
