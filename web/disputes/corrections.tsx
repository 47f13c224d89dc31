import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { listPayAdjustments } from "../../workers/disputes/correction-contract.ts";
import { api } from "../api.ts";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { periodName } from "../payruns/names.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/field.tsx";
import { EmptyState, Skeleton } from "../ui/state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { useQuery } from "../ui/url.ts";
import { resource } from "../ui/resource.ts";
import { Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { CorrectionState, DecideButtons } from "./correction-card.tsx";
import { EnterCorrection, ReverseCorrection } from "./enter-correction.tsx";
import type { ListedCorrection } from "./model.ts";
import { signedMoney, whoText } from "./text.ts";

const FILTERS = ["waiting", "approved", "all"] as const;
type Filter = (typeof FILTERS)[number];

/** Corrections of pay: what waits for a second person first. */
export function Corrections() {
  const w = words("disputes").corrections;
  const [asked, setFilter] = useQuery("corrections", "waiting");
  const filter: Filter = FILTERS.find((each) => each === asked) ?? "waiting";
  const newest = useRef<Filter>(filter);
  newest.current = filter;
  const list = useMemo(
    () =>
      resource(() =>
        api<typeof listPayAdjustments>("GET", "/pay-adjustments", {
          query: { state: newest.current, limit: "200" },
        }),
      ),
    [],
  );
  const [adding, setAdding] = useState(false);
  const [reversing, setReversing] = useState<ListedCorrection | null>(null);
  useEffect(() => void list.load(), [filter]);
  const load = () => void list.load();
  return (
    <div class="stack">
      <div class="disputes-bar">
        <Choice
          legend={words("disputes").filters.label}
          hideLegend
          name="corrections-filter"
          value={filter}
          options={FILTERS.map((value) => ({ value, label: w.filters[value] }))}
          onChange={(to) => setFilter(to)}
        />
        {may("incentives.run") && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {w.add}
          </Button>
        )}
      </div>
      <When of={list} waiting={<Skeleton lines={6} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="check" title={w.caption}>
              {w.empty}
            </EmptyState>
          ) : (
            <Table
              caption={w.caption}
              columns={columnsOf(load, setReversing)}
              rows={items}
              rowKey={({ id }) => id}
              rowClass={({ sample }) => sample && "sample"}
              cards
            />
          )
        }
      </When>
      {adding && <EnterCorrection onClose={() => setAdding(false)} onEntered={load} />}
      {reversing && (
        <ReverseCorrection of={reversing} onClose={() => setReversing(null)} onEntered={load} />
      )}
    </div>
  );
}

function columnsOf(
  load: () => void,
  onReverse: (of: ListedCorrection) => void,
): Column<ListedCorrection>[] {
  const w = words("disputes").corrections;
  return [
    {
      id: "who",
      head: w.columns.who,
      names: true,
      cell: (of) => nameOf({ name: of.personName, nameEn: of.personNameEn }),
    },
    { id: "on", head: w.columns.on, cell: ({ on }) => day(on, "month") },
    {
      id: "amount",
      head: w.columns.amount,
      numeric: true,
      cell: ({ amount, currency }) => <Veiled>{signedMoney(amount, currency)}</Veiled>,
    },
    { id: "kind", head: w.columns.kind, cell: ({ kind }) => w.kind[kind] },
    {
      id: "reason",
      head: w.columns.reason,
      cell: ({ reason }) => <span class="corrections-reason">{reason || "–"}</span>,
    },
    { id: "by", head: w.columns.by, cell: ({ by }) => whoText(by) },
    {
      id: "state",
      head: w.columns.state,
      cell: (of) => (
        <span class="stack stack-s">
          <span class="row">
            <CorrectionState of={of} />
          </span>
          <Payment of={of} />
        </span>
      ),
    },
    {
      id: "actions",
      head: <span class="sr-only">{w.columns.actions}</span>,
      cell: (of) =>
        of.may.includes("reverse") ? (
          <Button size="s" kind="quiet" onClick={() => onReverse(of)}>
            {w.reverse}
          </Button>
        ) : (
          <DecideButtons of={of} onMoved={load} />
        ),
    },
  ];
}

/** Which run has paid it, or why none will; nothing while the next run pays it. */
function Payment({ of: { paid, stranded, currency } }: { readonly of: ListedCorrection }) {
  const w = words("disputes").corrections;
  if (stranded !== null)
    return <span class="corrections-stranded small">{w.stranded[stranded](currency)}</span>;
  if (paid === null) return null;
  const period = periodName(paid);
  return may("incentives.see") ? (
    <a class="small" href={`/incentives/runs/${paid.run}`}>
      {w.paid(period)}
    </a>
  ) : (
    <span class="small muted">{w.paid(period)}</span>
  );
}
