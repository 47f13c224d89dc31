import { formatMinor } from "../../workers/lib/money.ts";
import { fairnessBy, type Figures } from "../../workers/fairness/panel.ts";
import { count } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { Plan } from "../targets/model.ts";
import { Amount } from "../ui/figure.tsx";
import { Table } from "../ui/table.tsx";
import type { Judged } from "./model.ts";
import { asked, attainment, people, ratio, share } from "./text.ts";

type Props = {
  readonly judged: Judged;
  readonly plan: Plan;
  readonly groups: ReadonlyMap<string, string>;
};
type Line = { readonly name: string; readonly figures: Figures };

/** The same figures by group; a group's density is shown against everybody's. */
export function Groups({ judged, plan, groups }: Props) {
  const w = words("fairness").groups;
  const by = fairnessBy(judged.panel, judged.carriers, (id) => groups.get(id) ?? null);
  const lines: Line[] = [...by].map(([name, figures]) => ({ name, figures }));
  const middle = judged.panel.whole.density;
  const density = ({ density: own }: Figures) =>
    own === null || middle === null || middle === 0n
      ? "–"
      : ratio((own * 1_000_000_000n) / middle, 0);
  return (
    <Table
      caption={w.caption}
      rows={lines}
      rowKey={({ name }) => name}
      dense
      columns={[
        { id: "group", head: w.group, names: true, cell: ({ name }) => name },
        { id: "people", head: w.people, numeric: true, cell: (line) => count(line.figures.people) },
        {
          id: "target",
          head: w.target,
          numeric: true,
          cell: ({ figures }) => (
            <Amount
              value={formatMinor(figures.target, plan.metric.scale)}
              currency={plan.currency}
            />
          ),
        },
        {
          id: "attainment",
          head: w.attainment,
          numeric: true,
          cell: ({ figures }) => share(attainment(figures)),
        },
        {
          id: "reaching",
          head: w.reaching,
          numeric: true,
          cell: ({ figures }) =>
            figures.reachingOf === 0 ? "–" : `${people(figures.reaching)} / ${figures.reachingOf}`,
        },
        { id: "density", head: w.density, numeric: true, cell: ({ figures }) => density(figures) },
        {
          id: "growth",
          head: w.growth,
          numeric: true,
          cell: ({ figures }) => asked(figures.growth),
        },
        {
          id: "outside",
          head: w.outside,
          numeric: true,
          cell: ({ figures }) => (figures.outside === null ? "–" : count(figures.outside)),
        },
      ]}
    />
  );
}
