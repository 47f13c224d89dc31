import { useMemo, useState } from "preact/hooks";
import { count, day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Figure } from "../ui/figure.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { CostBars } from "./cost-bars.tsx";
import { Difference, gain, shower } from "./pay-text.tsx";
import type { PreviewModel, Result } from "./preview-model.ts";
import { ReplayView } from "./replay-view.tsx";
import { ShadowDrawer } from "./shadow-drawer.tsx";
import type { PersonPay } from "./simulate.ts";
import { lastDay } from "./spans.ts";

type Props = { readonly model: PreviewModel; readonly result: Result };

/** What the draft would have cost, what each person would have had, and against what. */
export function PreviewResult({ model, result }: Props) {
  const w = words("simulation");
  const { simulation, span, replay } = result;
  const { cost, costBefore, people, currency, untargeted } = simulation;
  const figure = shower(currency);
  const mean = people.length === 0 ? 0n : cost / BigInt(people.length);
  const names = new Map(people.map((each) => [each.person, each.name]));
  return (
    <div class="stack stack-l" aria-live="polite">
      <div class="preview-figures">
        <Figure
          label={w.cost}
          value={<span title={figure.exact(cost)}>{figure.short(cost)}</span>}
          size="l"
          period={`${day(span.from)} – ${day(lastDay(span))}`}
        />
        {costBefore !== null && (
          <Figure
            label={w.difference}
            value={
              <span title={figure.exact(cost - costBefore)}>
                {figure.signed(cost - costBefore)}
              </span>
            }
            note={w.inForce(figure.short(costBefore))}
            size="l"
          />
        )}
        <Figure
          label={w.people}
          value={count(people.length)}
          note={w.mean(figure.short(mean))}
          size="l"
        />
        <Figure
          label={w.credits}
          value={count(result.credits)}
          note={w.took((result.tookMs / 1000).toFixed(1))}
          size="l"
        />
      </div>
      {costBefore === null && <Note>{w.nothingBefore}</Note>}
      {untargeted.length > 0 && (
        <Note tone="warn" icon="warn">
          {w.untargeted(
            untargeted.length,
            untargeted
              .slice(0, 6)
              .map((id) => names.get(id) ?? id)
              .join(language.value === "zh" ? "、" : ", "),
          )}
        </Note>
      )}
      {simulation.months.length > 1 && <CostBars simulation={simulation} />}
      {replay && <ReplayView replay={replay} />}
      <People model={model} simulation={simulation} />
    </div>
  );
}

const SHOWN = 100;
type Order = "most" | "least" | "name" | "pay";

/** Everybody with both sums; a press on a name puts the two statements side by side. */
function People({
  model,
  simulation,
}: { readonly model: PreviewModel } & Pick<Result, "simulation">) {
  const w = words("simulation");
  const { people, currency, costBefore } = simulation;
  const [filter, setFilter] = useState("");
  const [order, setOrder] = useState<Order>(costBefore === null ? "pay" : "most");
  const [all, setAll] = useState(false);
  const [opened, setOpened] = useState<PersonPay | null>(null);
  const figure = shower(currency);
  const rows = useMemo(
    () => sorted(people, order).filter(({ name }) => name.includes(filter.trim())),
    [people, order, filter],
  );
  const shown = all ? rows : rows.slice(0, SHOWN);
  const orders: readonly Order[] =
    costBefore === null ? ["pay", "name"] : ["most", "least", "pay", "name"];
  return (
    <section class="stack">
      <div class="row row-between">
        <h2>{w.perPerson}</h2>
        <div class="row">
          {orders.map((each) => (
            <Button
              key={each}
              size="s"
              kind="quiet"
              pressed={order === each}
              onClick={() => setOrder(each)}
            >
              {w.orders[each]}
            </Button>
          ))}
          <Field label={w.find} hideLabel placeholder={w.find} value={filter} onInput={setFilter} />
        </div>
      </div>
      <Table
        caption={w.perPerson}
        dense
        maxHeight="60vh"
        rows={shown}
        rowKey={({ person }) => person}
        columns={[
          {
            id: "name",
            head: w.person,
            names: true,
            cell: (row) => (
              <button type="button" class="link-button" onClick={() => setOpened(row)}>
                {row.name}
              </button>
            ),
          },
          { id: "pay", head: w.underDraft, numeric: true, cell: ({ pay }) => figure.exact(pay) },
          ...(costBefore === null
            ? []
            : [
                {
                  id: "before",
                  head: w.underBefore,
                  numeric: true,
                  cell: ({ before }: PersonPay) => figure.exact(before ?? 0n),
                },
                {
                  id: "difference",
                  head: w.more,
                  numeric: true,
                  cell: ({ pay, before }: PersonPay) => (
                    <Difference by={pay - (before ?? 0n)} text={figure.signedExact} />
                  ),
                },
              ]),
        ]}
      />
      {rows.length > shown.length && (
        <p>
          <Button kind="quiet" onClick={() => setAll(true)}>
            {w.showAll(rows.length)}
          </Button>
        </p>
      )}
      {opened && <ShadowDrawer model={model} person={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function sorted(people: readonly PersonPay[], order: Order): PersonPay[] {
  const by: Readonly<Record<Order, (a: PersonPay, b: PersonPay) => number>> = {
    most: (a, b) => compare(gain(b), gain(a)),
    least: (a, b) => compare(gain(a), gain(b)),
    pay: (a, b) => compare(b.pay, a.pay),
    name: (a, b) => a.name.localeCompare(b.name),
  };
  return [...people].sort(by[order]);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
