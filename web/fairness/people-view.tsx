import { useState } from "preact/hooks";
import { formatMinor } from "../../workers/lib/money.ts";
import type { Rate } from "../../workers/lib/rate.ts";
import type { Standing } from "../../workers/fairness/panel.ts";
import { words } from "../messages/messages.ts";
import type { Plan } from "../targets/model.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Amount } from "../ui/figure.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { sizeText, type Judged } from "./model.ts";
import { asked, chance, ratio, share } from "./text.ts";
import type { FigureId } from "./tiles.tsx";

type Props = {
  readonly figure: FigureId;
  readonly judged: Judged;
  readonly plan: Plan;
  readonly names: ReadonlyMap<string, string>;
  readonly onPerson: (id: string) => void;
  readonly onClose: () => void;
};

const PAGE = 100;

/** The people behind a figure, the ones that make it worst first. */
export function PeopleDrawer({ figure, judged, plan, names, onPerson, onClose }: Props) {
  const w = words("fairness");
  const [shown, setShown] = useState(PAGE);
  const [wanted, setWanted] = useState("");
  const sizes = new Map(judged.carriers.map(({ id, size }) => [id, size]));
  const name = (id: string) => names.get(id) ?? "";
  const all = judged.panel.people.filter(({ id }) =>
    name(id).toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()),
  );
  const rows = ordered(all, figure, judged.panel.whole.density).slice(0, shown);
  const left = all.length - rows.length;
  const cell = { plan, sizes, middle: judged.panel.whole.density };
  return (
    <Drawer open wide title={w.people.title(w.figures[figure])} onClose={onClose}>
      <div class="stack">
        {judged.panel.people.length > PAGE && (
          <Field label={w.people.search} type="search" value={wanted} onInput={setWanted} />
        )}
        <Table
          caption={w.people.caption}
          rows={rows}
          rowKey={({ id }) => id}
          dense
          columns={[
            {
              id: "name",
              head: w.people.name,
              names: true,
              cell: ({ id }) => (
                <button type="button" class="fair-name" onClick={() => onPerson(id)}>
                  {name(id)}
                </button>
              ),
            },
            ...columnsOf(figure, cell),
          ]}
        />
        {left > 0 && (
          <Button onClick={() => setShown(shown + 5 * PAGE)}>
            {w.people.more(Math.min(left, 5 * PAGE))}
          </Button>
        )}
      </div>
    </Drawer>
  );
}

type Cells = {
  readonly plan: Plan;
  readonly sizes: ReadonlyMap<string, Rate | null>;
  readonly middle: bigint | null;
};

function columnsOf(figure: FigureId, { plan, sizes, middle }: Cells): Column<Standing>[] {
  const w = words("fairness").people;
  const amount = (units: bigint | null) =>
    units === null ? (
      "–"
    ) : (
      <Amount value={formatMinor(units, plan.metric.scale)} currency={plan.currency} />
    );
  const numeric = (id: string, head: string, cell: Column<Standing>["cell"]): Column<Standing> => ({
    id,
    head,
    cell,
    numeric: true,
  });
  const target = numeric("target", w.target, (one) => amount(one.target));
  const expected = numeric("expected", w.expected, (one) => amount(one.expected));
  const size = numeric("size", w.size, ({ id }) => {
    const of = sizes.get(id) ?? null;
    return of === null ? "–" : sizeText(of);
  });
  const density = numeric("density", w.density, ({ density: own }) =>
    own === null || middle === null || middle === 0n ? "–" : ratio((own * 1_000_000_000n) / middle),
  );
  switch (figure) {
    case "reaching":
      return [target, expected, numeric("chance", w.chance, (one) => chance(one.chance))];
    case "attainment":
      return [target, expected, numeric("share", w.attainment, (one) => share(one.attainment))];
    case "growth":
      return [target, numeric("growth", w.growth, (one) => asked(one.growth))];
    case "correlation":
      return [target, size];
    case "density":
      return [target, size, density];
    case "outside":
      return [
        density,
        numeric("outside", w.outside, (one) =>
          one.outside !== true ? "" : (one.density ?? 0n) > (middle ?? 0n) ? w.above : w.below,
        ),
        target,
        size,
      ];
  }
}

const BILLION = 1_000_000_000n;

/** By what the figure is about; who has no such number stands last. */
function ordered(all: readonly Standing[], figure: FigureId, middle: bigint | null) {
  const off = (one: Standing) => {
    if (one.density === null || middle === null) return null;
    return one.density > middle ? middle - one.density : one.density - middle;
  };
  const by: Record<FigureId, (one: Standing) => bigint | null> = {
    reaching: ({ chance: own }) => own,
    attainment: ({ attainment: own }) => own && (own.num * BILLION) / own.den,
    growth: ({ growth }) => (growth === null ? null : -growth),
    correlation: ({ target }) => -target,
    density: off,
    outside: off,
  };
  const value = by[figure];
  return all.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
