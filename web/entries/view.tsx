import { useEffect, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { calendar, loadCalendar } from "../calendar/model.ts";
import { FiscalSwitcher, useFiscalPeriod } from "../calendar/view.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Amount } from "../ui/figure.tsx";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Badge, EmptyState, ErrorState, Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { Credited } from "./credited.tsx";
import { shownId, sourceName } from "./source.ts";
import "./entries.css";
import type { Entries, Entry, EntryDraft, Metric } from "./model.ts";

/** The log, row by row, behind the figures: by metric, top unit and time. */
export function EntryLog({ entries, mayRecord }: { entries: Entries; mayRecord: boolean }) {
  const w = words("data").entries;
  const period = useFiscalPeriod(me().today, "year");
  const [metricCode, setMetric] = useQuery("metric");
  const [unitId, setUnit] = useQuery("unit");
  const [adding, setAdding] = useState(false);
  useEffect(() => void entries.begin(), []);
  useEffect(() => void loadCalendar(), []);
  const known = calendar.value !== null;
  const metrics = entries.metrics.value;
  const roots = entries.roots.value;
  const metric =
    metrics.find(({ code }) => code === metricCode) ??
    metrics.find(({ code }) => code === "revenue") ??
    metrics[0];
  const unit =
    roots.find(({ id }) => id === unitId) ?? roots.find(({ id }) => id === entries.usual.value);
  const { from, until } = period;
  useEffect(() => {
    if (known && metric && unit)
      void entries.show({ metric: metric.id, unit: unit.id, from, until });
  }, [known, metric?.id, unit?.id, from, until]);
  if (!entries.ready.value || !known) return <Skeleton />;
  if (!metric || !unit)
    return (
      <EmptyState
        title={w.needUnit}
        action={<ButtonLink href="/data?tab=people">{words("data").tabs.people}</ButtonLink>}
      />
    );
  return (
    <div class="stack">
      <div class="row entries-bar">
        <Select
          label={w.metric}
          hideLabel
          value={metric.code}
          onChange={(code) => setMetric(code)}
          options={metrics.map((each) => ({ value: each.code, label: calledOf(each) }))}
        />
        {roots.length > 1 && (
          <Select
            label={w.unit}
            hideLabel
            value={unit.id}
            onChange={(id) => setUnit(id)}
            options={roots.map((root) => ({ value: root.id, label: nameOf(root) }))}
          />
        )}
        <FiscalSwitcher today={me().today} usual="year" />
        {mayRecord && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {w.add}
          </Button>
        )}
      </div>
      {entries.problem.value && !adding && <ErrorState problem={entries.problem.value} inline />}
      <Log entries={entries} metric={metric} sample={unit.sample} />
      <RecordDialog entries={entries} usual={metric} open={adding} close={() => setAdding(false)} />
    </div>
  );
}

function calledOf({ nameZh, nameEn }: Metric): string {
  return language.value === "zh" ? nameZh : nameEn;
}

function Log({ entries, metric, sample }: { entries: Entries; metric: Metric; sample: boolean }) {
  const w = words("data").entries;
  return (
    <When of={entries.found}>
      {({ items, sum, currency }) =>
        items.length === 0 ? (
          <EmptyState
            title={w.none}
            icon="data"
            action={<ButtonLink href="/data?tab=imports">{words("data").importFile}</ButtonLink>}
          >
            {w.noneText}
          </EmptyState>
        ) : (
          <Card
            flush
            sample={sample}
            title={
              <>
                {calledOf(metric)} <Amount value={sum.amount} currency={currency || null} exact />
              </>
            }
            lead={w.entries(sum.n)}
          >
            <Rows
              entries={entries}
              items={[...items, ...entries.extra.value]}
              currency={currency || null}
            />
            {entries.next.value !== null && (
              <div class="row people-more">
                <Button onClick={() => void entries.more()}>{w.more}</Button>
              </div>
            )}
          </Card>
        )
      }
    </When>
  );
}

type RowsProps = {
  readonly entries: Entries;
  readonly items: readonly Entry[];
  readonly currency: string | null;
};

function Rows({ entries, items, currency }: RowsProps) {
  const w = words("data").entries;
  const shared = items.some(({ credits }) => credits.length > 0);
  // A link names one entry by its place in the log.
  const [asked] = useQuery("entry");
  return (
    <Table<Entry>
      caption={w.table}
      rows={items}
      rowClass={({ seq, line }) => `${seq}-${line}` === asked && "is-here"}
      rowKey={({ seq, line, person }) => `${seq}-${line}-${person}`}
      columns={[
        { id: "on", head: w.on, names: true, cell: ({ on }) => day(on, "long") },
        {
          id: "person",
          head: w.person,
          cell: ({ person }) => entries.people.value.get(person) ?? "…",
        },
        {
          id: "amount",
          head: w.amount,
          numeric: true,
          cell: ({ amount }) => <Amount value={amount} currency={currency} exact />,
        },
        ...(shared
          ? [
              {
                ...{ id: "credits", head: words("crediting").entry.title },
                cell: (entry: Entry) => <Credited entry={entry} names={entries.people.value} />,
              },
            ]
          : []),
        {
          id: "id",
          head: w.id,
          cell: ({ externalId, kind }) => (
            <span class="entries-id">
              {kind !== "record" && <Badge tone="warn">{w.kinds[kind]}</Badge>}{" "}
              {shownId(externalId)}
            </span>
          ),
        },
        { id: "deal", head: w.deal, cell: ({ deal }) => deal ?? "" },
        {
          id: "source",
          head: w.source,
          cell: ({ source }) => (
            <span class="muted">{sourceName(source, words("data").entries.sources)}</span>
          ),
        },
      ]}
    />
  );
}

type RecordProps = {
  readonly entries: Entries;
  readonly usual: Metric;
  readonly open: boolean;
  readonly close: () => void;
};

function RecordDialog({ entries, usual, open, close }: RecordProps) {
  const w = words("data").entries;
  const blank: EntryDraft = { metric: usual.id, person: "", on: me().today, amount: "", deal: "" };
  const [draft, setDraft] = useState(blank);
  const [wrong, setWrong] = useState<string | null>(null);
  const set = (more: Partial<EntryDraft>) => {
    setWrong(null);
    setDraft({ ...draft, ...more });
  };
  const ready = draft.person.trim() !== "" && draft.amount.trim() !== "" && draft.on !== "";
  const save = () =>
    void entries.record(draft).then((how) => {
      if (how === "unknown") setWrong(w.unknownPerson(draft.person));
      if (how === "several") setWrong(w.severalPeople(draft.person));
      if (how !== "recorded") return;
      toast(w.added);
      setDraft({ ...draft, amount: "", deal: "" });
      close();
    });
  return (
    <Dialog
      open={open}
      title={w.add}
      onClose={close}
      footer={
        <Button kind="primary" busy={entries.busy.value} disabled={!ready} onClick={save}>
          {words("common").save}
        </Button>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        {entries.problem.value && <ErrorState problem={entries.problem.value} inline />}
        <Select
          label={w.metric}
          value={draft.metric}
          onChange={(metric) => set({ metric })}
          options={entries.metrics.value.map((each) => ({ value: each.id, label: calledOf(each) }))}
        />
        <Field
          label={w.person}
          hint={w.personHint}
          value={draft.person}
          onInput={(person) => set({ person })}
          error={wrong}
          required
          autoFocus
        />
        <DateField label={w.on} value={draft.on} onInput={(on) => set({ on })} required />
        <Field
          label={w.amount}
          value={draft.amount}
          onInput={(amount) => set({ amount })}
          inputMode="decimal"
          numeric
          required
        />
        <Field
          label={w.deal}
          value={draft.deal}
          onInput={(deal) => set({ deal })}
          aside={words("common").optional}
          maxLength={120}
        />
      </form>
    </Dialog>
  );
}
