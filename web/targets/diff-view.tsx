import { useEffect, useMemo } from "preact/hooks";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import type { getDiff } from "../../workers/targets/contract.ts";
import { api } from "../api.ts";
import { exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { resource } from "../ui/resource.ts";
import { Table } from "../ui/table.tsx";
import { When } from "../ui/when.tsx";
import { unitsOf, type Plan, type Row } from "./model.ts";
import { asInTree } from "./tree-order.ts";

type Item = AnswerOf<typeof getDiff>["items"][number];

type Props = {
  readonly plan: Plan;
  readonly tree: readonly Row[];
  /** Versions; 0 is the draft. */
  readonly from: number;
  readonly to: number;
};

/** Whose number differs between two versions, line by line. */
export function Diff({ plan, tree, from, to }: Props) {
  const w = words("targets").publish;
  const p = words("plan");
  const diff = useMemo(
    () =>
      resource(() =>
        api<typeof getDiff>("GET", "/plans/:planId/diff", {
          params: { planId: plan.id },
          query: { from: `${from}`, to: `${to}` },
        }),
      ),
    [plan.id, plan.draft, from, to],
  );
  useEffect(() => void diff.load(), [diff]);
  return (
    <When of={diff}>
      {({ items, changed, unchanged }) =>
        changed === 0 ? (
          <p class="muted">{p.history.same}</p>
        ) : (
          <>
            <p>{w.changed(changed, unchanged)}</p>
            <Table
              caption={w.diff}
              dense
              maxHeight="48vh"
              rows={asInTree(items, tree)}
              rowKey={({ subject }) => subject}
              columns={[
                { id: "name", head: words("targets").tree.name, names: true, cell: nameOf },
                {
                  id: "before",
                  head: w.before,
                  numeric: true,
                  cell: (row) => shown(row.before, plan),
                },
                {
                  id: "after",
                  head: w.after,
                  numeric: true,
                  cell: (row) => shown(row.after, plan),
                },
                {
                  id: "change",
                  head: p.history.change,
                  numeric: true,
                  cell: (row) => <Change row={row} plan={plan} />,
                },
              ]}
            />
            {changed > items.length && (
              <p class="muted small">{p.publish.more(changed - items.length)}</p>
            )}
          </>
        )
      }
    </When>
  );
}

function Change({ row, plan }: { readonly row: Item; readonly plan: Plan }) {
  const { scale } = plan.metric;
  const by = unitsOf(row.after, scale) - unitsOf(row.before, scale);
  const text = exactMoney(formatMinor(by, scale), plan.currency);
  return <span class={by > 0n ? "up" : "down"}>{by > 0n ? `+${text}` : text}</span>;
}

function shown(amount: string | null, plan: Plan): string {
  return amount === null ? words("targets").tree.none : exactMoney(amount, plan.currency);
}
