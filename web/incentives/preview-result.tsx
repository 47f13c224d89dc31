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
import type { PersonPay, Simulation } from "./simulate.ts";
import { lastDay } from "./spans.ts";
import { nameOf } from "../people/name.ts";
import { partName } from "./part-name.ts";

type Props = { readonly model: PreviewModel; readonly result: Result };

/** What the draft would have cost, what each person would have had, and against what. */
export function PreviewResult({ model, result }: Props) {
  const w = words("simulation");
  const { span, isSame } = result;
  const called = useCalled(model);
  const simulation = useMemo(() => named(result.simulation, called), [result, called]);
  const replay = useMemo(() => result.replay && named(result.replay, called), [result, called]);
  const { cost, costBefore, people, currency, untargeted } = simulation;
  const figure = shower(currency);
  const mean = people.length === 0 ? 0n : cost / BigInt(people.length);
  return (
    <div class="stack stack-l" aria-live="polite">
      <div class="preview-figures">
        <Figure
          label={w.cost}
          value={<span title={figure.exact(cost)}>{figure.short(cost)}</span>}
          size="l"
          period={`${day(span.from)} – ${day(lastDay(span))}`}
        />
        {costBefore !== null && <Against simulation={simulation} />}
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
      {isSame ? (
        <Note icon="check">{w.same(model.plan.published)}</Note>
      ) : (
        costBefore === null && <Note>{w.nothingBefore}</Note>
      )}
      <Beside simulation={simulation} />
      {untargeted.length > 0 && (
        <Note tone="warn" icon="warn">
          {w.untargeted(
            untargeted.length,
            untargeted
              .slice(0, 6)
              .map((id) => called.get(id) ?? id)
              .join(language.value === "zh" ? "、" : ", "),
          )}
        </Note>
      )}
      {simulation.months.length > 1 && <CostBars simulation={simulation} />}
      <Components simulation={simulation} model={model} />
      {replay && <ReplayView replay={replay} />}
      <People model={model} simulation={simulation} result={result} />
    </div>
  );
}

/** Everybody by the name that readers of this language know. */
function useCalled({ candidates }: PreviewModel): ReadonlyMap<string, string> {
  const all = candidates.value;
  const to = language.value;
  return useMemo(() => new Map((all ?? []).map((each) => [each.person, nameOf(each)])), [all, to]);
}

function named<Of extends Simulation>(of: Of, called: ReadonlyMap<string, string>): Of {
  const rename = (each: PersonPay) => ({ ...each, name: called.get(each.person) ?? each.name });
  return { ...of, people: of.people.map(rename) };
}

/** The difference, of those who are on the plan in force and nobody else. */
function Against({ simulation }: Pick<Result, "simulation">) {
  const w = words("simulation");
  const { people, currency, costBefore, costCompared } = simulation;
  const figure = shower(currency);
  const compared = people.filter(({ before }) => before !== null).length;
  const was = figure.short(costBefore ?? 0n);
  const more = costCompared - (costBefore ?? 0n);
  return (
    <Figure
      label={w.difference}
      value={<span title={figure.exact(more)}>{figure.signed(more)}</span>}
      note={compared === people.length ? w.inForce(was) : w.inForceOf(compared, was)}
      size="l"
    />
  );
}

/** Who cannot be compared is said, with what they add to the draft's cost. */
function Beside({ simulation }: Pick<Result, "simulation">) {
  const { people, currency, cost, costBefore, costCompared } = simulation;
  const beside = people.filter(({ before }) => before === null).length;
  if (costBefore === null || beside === 0) return null;
  return (
    <Note>{words("simulation").beside(beside, shower(currency).short(cost - costCompared))}</Note>
  );
}

/** What each component comes to, where there are several. */
function Components({
  simulation: { components, currency },
  model,
}: Pick<Result, "simulation"> & { readonly model: PreviewModel }) {
  const w = words("simulation");
  const figure = shower(currency);
  if (components.length < 2) return null;
  return (
    <section class="stack stack-s">
      <h2>{w.components}</h2>
      <Table
        caption={w.components}
        dense
        rows={components}
        rowKey={({ key }) => key}
        columns={[
          {
            id: "name",
            head: w.line,
            names: true,
            cell: ({ key }) => partName(key, model.plan.document, w),
          },
          {
            id: "amount",
            head: w.underDraft,
            numeric: true,
            cell: ({ amount }) => figure.exact(amount),
          },
        ]}
      />
    </section>
  );
}

const SHOWN = 100;
type Order = "most" | "least" | "name" | "pay";

/** Everybody with both sums; a press on a name puts the two statements side by side. */
function People({
  model,
  simulation,
  result,
}: { readonly model: PreviewModel; readonly result: Result } & Pick<Result, "simulation">) {
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
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const { savePreview } = await import("./preview-file.ts");
    const candidates = model.candidates.value ?? [];
    await savePreview({ plan: model.plan.document, result, candidates, nowMs: Date.now() }, w);
    setSaving(false);
  };
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
          <Button size="s" icon="download" busy={isSaving} onClick={() => void save()}>
            {w.export}
          </Button>
        </div>
      </div>
      <Table
        caption={w.perPerson}
        dense
        cards={costBefore !== null}
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
                  cell: ({ before }: PersonPay) => (before === null ? "–" : figure.exact(before)),
                },
                {
                  id: "difference",
                  head: w.more,
                  numeric: true,
                  cell: (row: PersonPay) => <Difference by={gain(row)} text={figure.signedExact} />,
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
  const pay = (a: PersonPay, b: PersonPay) => compare(b.pay, a.pay);
  const name = (a: PersonPay, b: PersonPay) => a.name.localeCompare(b.name);
  // Who has no before stands after all who can be compared.
  const by = (up: bigint) => (a: PersonPay, b: PersonPay) => {
    const [one, other] = [gain(a), gain(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return compare(other * up, one * up);
  };
  const orders: Readonly<Record<Order, (a: PersonPay, b: PersonPay) => number>> = {
    ...{ most: by(1n), least: by(-1n), pay, name },
  };
  return [...people].sort((a, b) => orders[order](a, b) || pay(a, b) || name(a, b));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
