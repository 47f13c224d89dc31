import { formatMinor } from "../../workers/lib/money.ts";
import { words } from "../messages/messages.ts";
import { unitsOf, type Plan, type Row } from "../targets/model.ts";
import { Amount } from "../ui/figure.tsx";
import { Table } from "../ui/table.tsx";
import type { Judged } from "./model.ts";
import { FIGURES, told } from "./tiles.tsx";

/** One way of sharing out, as a column of the comparison. */
export type Way = {
  readonly id: string;
  readonly name: string;
  readonly amount: string;
  readonly rows: readonly Pick<Row, "subject" | "kind" | "amount">[];
  readonly judged: Judged;
};
type Props = {
  readonly ways: readonly Way[];
  readonly plan: Plan;
  readonly names: ReadonlyMap<string, string>;
};

/** People of a comparison, those whose number differs most first; the rest is in the scenarios. */
const SHOWN_MAX = 60;

/** Two or three ways and the draft side by side: fairness of each, and everybody's number. */
export function Comparison({ ways, plan, names }: Props) {
  const w = words("fairness");
  return (
    <div class="stack">
      <Table
        caption={w.scenarios.figures}
        showCaption
        rows={[null, ...FIGURES]}
        rowKey={(id) => id ?? "amount"}
        dense
        columns={[
          {
            id: "figure",
            head: w.scenarios.figure,
            names: true,
            cell: (id) => (id === null ? words("targets").list.amount : w.figures[id]),
          },
          ...ways.map((way) => ({
            id: way.id,
            head: way.name,
            numeric: true,
            cell: (id: (typeof FIGURES)[number] | null) =>
              id === null ? (
                <Amount value={way.amount} currency={plan.currency} />
              ) : (
                <Told {...told(id, way.judged.panel)} />
              ),
          })),
        ]}
      />
      <Numbers ways={ways} plan={plan} names={names} />
    </div>
  );
}

function Told({ value, isFigure }: { readonly value: string; readonly isFigure: boolean }) {
  return isFigure ? <span class="num">{value}</span> : <span class="fair-none small">{value}</span>;
}

type Line = {
  readonly subject: string;
  readonly of: readonly (bigint | null)[];
  readonly gap: bigint;
};

function Numbers({ ways, plan, names }: Props) {
  const w = words("fairness").scenarios;
  const { scale } = plan.metric;
  const lines = linesOf(ways, scale).slice(0, SHOWN_MAX);
  const shown = (units: bigint | null) =>
    units === null ? "–" : <Amount value={formatMinor(units, scale)} currency={plan.currency} />;
  return (
    <Table
      caption={w.numbers}
      showCaption
      rows={lines}
      rowKey={({ subject }) => subject}
      maxHeight="60vh"
      dense
      columns={[
        {
          id: "name",
          head: words("fairness").people.name,
          names: true,
          cell: ({ subject }) => names.get(subject) ?? "",
        },
        ...ways.map((way, at) => ({
          id: way.id,
          head: way.name,
          numeric: true,
          cell: ({ of }: Line) => shown(of[at] ?? null),
        })),
        { id: "gap", head: w.difference, numeric: true, cell: ({ gap }) => shown(gap) },
      ]}
    />
  );
}

/** Who differs most comes first; a person whom a way does not know has no number there. */
function linesOf(ways: readonly Way[], scale: number): Line[] {
  const columns = ways.map(
    ({ rows }) =>
      new Map(
        rows
          .filter(({ kind, amount }) => kind === "person" && amount !== null)
          .map(({ subject, amount }) => [subject, unitsOf(amount, scale)] as const),
      ),
  );
  const everybody = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return everybody
    .map((subject) => {
      const of = columns.map((column) => column.get(subject) ?? null);
      const known = of.map((units) => units ?? 0n);
      const [most, least] = [known.reduce(larger), known.reduce(smaller)];
      return { subject, of, gap: most - least };
    })
    .toSorted((a, b) => (a.gap > b.gap ? -1 : a.gap < b.gap ? 1 : 0));
}
const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
