import { useEffect, useState } from "preact/hooks";
import type { Statement } from "../../workers/incentives/outcome.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Drawer } from "../ui/dialog.tsx";
import { Note, Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import type { Shadow } from "./jobs.ts";
import type { PreviewModel } from "./preview-model.ts";
import { Difference, shower } from "./pay-text.tsx";
import type { PersonPay } from "./simulate.ts";

type Props = {
  readonly model: PreviewModel;
  readonly person: PersonPay;
  readonly onClose: () => void;
};

/** One person's statements under the draft and under the plan in force, period by period. */
export function ShadowDrawer({ model, person, onClose }: Props) {
  const w = words("simulation");
  const [shadow, setShadow] = useState<Shadow | null>(null);
  useEffect(() => {
    let late = false;
    void model.shadow([person.person])?.then((found) => {
      if (!late) setShadow(found);
    });
    return () => {
      late = true;
    };
  }, [model, person.person]);
  const against = model.result.value?.against;
  const plans = against ? [model.plan.document, against] : [model.plan.document];
  return (
    <Drawer open wide title={w.shadow(person.name)} onClose={onClose}>
      {shadow === null ? (
        <Skeleton lines={8} label={w.computing} />
      ) : shadow.ok ? (
        <Sides shadow={shadow} plans={plans} />
      ) : (
        <Note tone="bad" icon="warn">
          {w.flawed}
        </Note>
      )}
    </Drawer>
  );
}

type Row = {
  readonly key: string;
  readonly name: string;
  readonly draft: bigint;
  readonly before: bigint;
  readonly isTotal: boolean;
};

type SidesProps = {
  readonly shadow: Extract<Shadow, { ok: true }>;
  readonly plans: readonly PlanJson[];
};

function Sides({ shadow, plans }: SidesProps) {
  const w = words("simulation");
  const periods = [
    ...new Set([...shadow.draft, ...shadow.before].map(({ period }) => period.from)),
  ].sort();
  const hasBefore = shadow.before.length > 0;
  if (periods.length === 0) return <p>{w.noStatement}</p>;
  return (
    <div class="stack stack-l">
      {!hasBefore && <Note>{w.nothingBefore}</Note>}
      {periods.map((from) => {
        const at = (all: readonly Statement[]) => all.filter(({ period }) => period.from === from);
        const [draft, before] = [at(shadow.draft), at(shadow.before)];
        const figure = shower(draft[0]?.currency ?? before[0]?.currency ?? "");
        const rows = rowsOf(draft, before, plans, w.lines);
        return (
          <section key={from} class="stack stack-s">
            <h3>{day(from, "month")}</h3>
            <Table
              caption={day(from, "month")}
              dense
              rows={rows}
              rowKey={({ key }) => key}
              rowClass={({ isTotal }) => isTotal && "is-total"}
              columns={[
                { id: "name", head: w.line, names: true, cell: ({ name }) => name },
                {
                  id: "draft",
                  head: w.underDraft,
                  numeric: true,
                  cell: (row) => figure.exact(row.draft),
                },
                ...(hasBefore
                  ? [
                      {
                        id: "before",
                        head: w.underBefore,
                        numeric: true,
                        cell: (row: Row) => figure.exact(row.before),
                      },
                      {
                        id: "more",
                        head: w.more,
                        numeric: true,
                        cell: (row: Row) => (
                          <Difference by={row.draft - row.before} text={figure.signedExact} />
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </section>
        );
      })}
    </div>
  );
}

function rowsOf(
  draft: readonly Statement[],
  before: readonly Statement[],
  plans: readonly PlanJson[],
  names: Readonly<Record<string, string>>,
): Row[] {
  const rows = new Map<string, { draft: bigint; before: bigint }>();
  const add = (side: "draft" | "before", all: readonly Statement[]) => {
    for (const { lines, pay } of all) {
      for (const { kind, component, amount } of lines) {
        const key = component === null ? `/${kind}` : kind === "release" ? "/release" : component;
        const row = rows.get(key) ?? { draft: 0n, before: 0n };
        rows.set(key, { ...row, [side]: row[side] + amount });
      }
      const total = rows.get("/pay") ?? { draft: 0n, before: 0n };
      rows.set("/pay", { ...total, [side]: total[side] + pay });
    }
  };
  add("draft", draft);
  add("before", before);
  const { "/pay": total, ...others } = Object.fromEntries(rows);
  const nameOf = (key: string) =>
    plans.flatMap(({ components }) => components).find((each) => each.key === key)?.name[
      language.value
    ] ??
    names[key.slice(1)] ??
    key;
  return [
    ...Object.entries(others).map(([key, sums]) => ({
      key,
      name: nameOf(key),
      ...sums,
      isTotal: false,
    })),
    ...(total ? [{ key: "/pay", name: names["pay"] ?? "", ...total, isTotal: true }] : []),
  ];
}
