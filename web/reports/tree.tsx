import { approximate, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Amount, Percent } from "../ui/figure.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { nameOf, sumOf, toneOf, type Attainment, type Child } from "./model.ts";
import { partTime } from "./compare.tsx";
import { PaceBadge } from "./progress.tsx";
import { stepsText } from "./target-steps.tsx";

type TreeProps = {
  readonly of: Attainment;
  readonly period: string;
  /** Where a row's name leads: a unit's report, a person's page. */
  readonly hrefOf: (child: Child) => string;
  readonly onRows: (child: Child) => void;
};

/** The level below, row by row; with the rest it adds up to the unit exactly. */
export function Tree({ of, period, hrefOf, onRows }: TreeProps) {
  const w = words("reports");
  return (
    <Table
      caption={w.table.caption(nameOf(of.subject), period)}
      columns={columnsOf(of, hrefOf, onRows)}
      rows={of.children}
      rowKey={(child) => child.id + child.from}
      rowClass={(child) => child.sample && "sample"}
      foot={<Foot of={of} />}
    />
  );
}

function columnsOf(
  of: Attainment,
  hrefOf: TreeProps["hrefOf"],
  onRows: TreeProps["onRows"],
): Column<Child>[] {
  const w = words("reports");
  const { currency, scale } = of.metric;
  const amount = (value: string | null) =>
    value === null ? w.none : <Amount value={value} currency={currency} />;
  return [
    {
      id: "name",
      head: w.table.name,
      names: true,
      cell: (child) => <Name {...{ child, of, hrefOf }} />,
    },
    {
      id: "target",
      head: w.figure.target,
      numeric: true,
      cell: ({ figures }) => (
        <>
          {amount(figures.target)}
          {figures.steps && (
            <span class="small muted report-agreed" title={stepsText(figures, of.metric) ?? ""}>
              {w.steps.agreed(money(figures.steps.committed, currency))}
            </span>
          )}
        </>
      ),
    },
    {
      id: "actual",
      head: w.figure.actual,
      numeric: true,
      cell: ({ figures }) => amount(figures.actual),
    },
    {
      id: "attainment",
      head: w.figure.attainment,
      numeric: true,
      cell: (child) => <Reached of={child} />,
    },
    {
      id: "pace",
      head: w.figure.pace,
      cell: ({ figures }) => <PaceBadge figures={figures} currency={currency} scale={scale} />,
    },
    {
      id: "run",
      head: w.figure.runRate,
      numeric: true,
      cell: ({ figures }) => amount(figures.runRate),
    },
    {
      id: "rows",
      head: <span class="sr-only">{w.table.openRows}</span>,
      cell: (child) => (
        <Button kind="quiet" size="s" onClick={() => onRows(child)}>
          {w.table.openRows}
        </Button>
      ),
    },
  ];
}

function Name({ child, of, hrefOf }: Pick<TreeProps, "of" | "hrefOf"> & { child: Child }) {
  const days = partTime(child, of.window);
  return (
    <>
      <a href={hrefOf(child)}>{nameOf(child)}</a>
      {days && <span class="tree-days">{days}</span>}
    </>
  );
}

/** A share with its bar; the bar stops at the edge, the number does not. */
function Reached({ of: { figures } }: { readonly of: Pick<Child, "figures"> }) {
  const share = figures.attainment === null ? 0 : approximate(figures.attainment);
  return (
    <span class="reached">
      <span class="reached-bar" aria-hidden="true">
        <i
          class={`reached-${toneOf(figures)}`}
          style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }}
        />
      </span>
      <Percent value={figures.attainment} />
    </span>
  );
}

function Foot({ of }: { readonly of: Attainment }) {
  const w = words("reports");
  const { figures, metric, rest, children } = of;
  const { currency, scale } = metric;
  const targets = children.flatMap(({ figures: { target } }) => (target === null ? [] : [target]));
  const hasRest = rest !== null && approximate(rest) !== 0;
  return (
    <>
      {hasRest && (
        <tr>
          <th scope="row" class="names" title={w.table.restHint}>
            {w.table.rest}
          </th>
          <td class="num">{w.none}</td>
          <td class="num">
            <Amount value={rest} currency={currency} />
          </td>
          <td colSpan={4} />
        </tr>
      )}
      <tr>
        <th scope="row" class="names">
          {w.table.total}
        </th>
        <td class="num">
          {figures.target === null ? w.none : <Amount value={figures.target} currency={currency} />}
        </td>
        <td class="num">
          <Amount value={figures.actual} currency={currency} />
        </td>
        <td class="num" title={percent(figures.attainment)}>
          <Percent value={figures.attainment} />
        </td>
        <td colSpan={3} class="muted small">
          {figures.target !== null && targets.length > 0 && (
            <Gap target={figures.target} below={sumOf(targets, scale)} {...{ currency, scale }} />
          )}
        </td>
      </tr>
    </>
  );
}

type GapProps = {
  readonly target: string;
  readonly below: string;
  readonly currency: string | null;
  readonly scale: number;
};

/** The node's own target is not its children's sum; where they differ, the difference is shown. */
function Gap({ target, below, currency, scale }: GapProps) {
  const w = words("reports");
  const gap = sumOf([target, below.startsWith("-") ? below.slice(1) : `-${below}`], scale);
  if (approximate(gap) === 0) return null;
  return (
    <>
      {w.table.own} <Amount value={gap} currency={currency} />
    </>
  );
}
