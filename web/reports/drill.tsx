import { useEffect, useMemo } from "preact/hooks";
import { shownId, sourceName } from "../entries/source.ts";
import { day, exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Amount } from "../ui/figure.tsx";
import { EmptyState, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { drillModel, type Drilled, type Entry } from "./entries.ts";
import { nameOf } from "./model.ts";
import { TargetSteps } from "./target-steps.tsx";

export type { Drilled } from "./entries.ts";
export type DrillProps = { readonly of: Drilled; readonly onClose: () => void };

/** The entries behind a figure, beside it; all of them together are the figure, and it says so. */
export function Drill({ of, onClose }: DrillProps) {
  const w = words("reports").drill;
  const model = useMemo(() => drillModel(of), [of]);
  useEffect(() => void model.more(), [model]);
  const { rows, problem, next, total } = model.state.value;
  return (
    <Drawer open title={w.title(nameOf(of))} onClose={onClose} wide>
      <div class="stack">
        <TargetSteps figures={of.figures} metric={of.of.metric} />
        {problem && <ErrorState problem={problem} inline onRetry={() => void model.more()} />}
        {total === null && !problem && <Skeleton lines={8} />}
        {total !== null && total.n === 0 && <EmptyState title={w.empty} />}
        {total !== null && total.n > 0 && (
          <>
            <Sum of={of} amount={total.amount} n={total.n} />
            <Rows of={of} rows={rows} />
            <div class="row row-between">
              <span class="muted small">{w.adding(rows.length, total.n)}</span>
              {next !== null && <Button onClick={() => void model.more()}>{w.more}</Button>}
            </div>
          </>
        )}
      </div>
    </Drawer>
  );
}

type SumProps = { readonly of: Drilled; readonly amount: string; readonly n: number };

/** The claim that the rows are the figure, checked here and not only promised. */
function Sum({ of: { of, figures }, amount, n }: SumProps) {
  const w = words("reports").drill;
  const shown = exactMoney(amount, of.metric.currency);
  return amount === figures.actual ? (
    <Note tone="good" icon="check">
      {w.adds(n, shown)}
    </Note>
  ) : (
    <Note tone="warn">{w.differs(shown)}</Note>
  );
}

/** Of a team, whose people are its rows; deeper down the level below says who. */
function namesIn({ id, of }: Drilled): ReadonlyMap<string, string> {
  if (of.subject.id !== id) return new Map();
  const people = of.children.filter(({ kind }) => kind === "person");
  return new Map(people.map((child) => [child.id, nameOf(child)]));
}

function Rows({ of: drilled, rows }: { readonly of: Drilled; readonly rows: readonly Entry[] }) {
  const w = words("reports").drill;
  const { of } = drilled;
  const names = namesIn(drilled);
  const { currency } = of.metric;
  const columns: Column<Entry>[] = [
    { id: "on", head: w.on, names: true, cell: ({ on }) => <span class="num">{day(on)}</span> },
    {
      id: "amount",
      head: w.amount,
      numeric: true,
      cell: ({ amount }) => <Amount value={amount} currency={currency} exact />,
    },
    ...(names.size === 0
      ? []
      : [{ id: "who", head: w.who, cell: ({ person }: Entry) => names.get(person) ?? "–" }]),
    { id: "id", head: w.id, cell: ({ externalId }) => shownId(externalId) },
    { id: "source", head: w.source, cell: ({ source }) => sourceName(source, w.sources) },
  ];
  return (
    <Table
      caption={w.caption}
      columns={columns}
      rows={rows}
      rowKey={({ seq, line }) => `${seq}-${line}`}
      rowClass={() => of.subject.sample && "sample"}
      maxHeight="60vh"
      dense
    />
  );
}
