import { useState } from "preact/hooks";
import { Waterfall } from "../charts/waterfall.tsx";
import { approximate, exactMoney, money } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Select } from "../ui/field.tsx";
import { Amount, Figure } from "../ui/figure.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { BeforeAfter } from "./before-after.tsx";
import { fallOf } from "./fall.ts";
import type { Radius, RadiusRow } from "./model.ts";
import { difference, isZero, periodText, signedMoney, signedRate, total } from "./text.ts";

/** More bars than these nobody reads; the table below has all of them. */
const BARS = 12;
/** Requests name one or two; more would push the rest off the screen. */
const SIZES = 4;

/** Everything a request changes: who, which periods, how much, which gaps, people, money and pay. */
export function RadiusView({ radius }: { readonly radius: Radius }) {
  const w = words("adjustments").radius;
  const people = radius.rows.filter((row) => row.kind === "person" && row.before !== row.after);
  return (
    <div class="stack stack-l">
      {radius.guards.map((flaw) => (
        <Note key={flaw.code + flaw.pointer} tone="bad">
          <strong>{w.guards}</strong> · {flaw.messages[language.value]}
        </Note>
      ))}
      <Tiles radius={radius} />
      <Fall radius={radius} />
      {people.length > 0 ? (
        <BeforeAfter
          title={w.byPerson(people.length)}
          currency={radius.currency}
          pairs={people.slice(0, BARS).map((row) => ({
            ...{ key: row.subject, name: nameOf(row), before: row.before, after: row.after },
          }))}
          note={people.length > BARS ? w.left(people.length - BARS + radius.left) : ""}
        />
      ) : (
        <p class="muted">{w.byPersonNone}</p>
      )}
      <Periods radius={radius} />
      <Pay radius={radius} />
      <Gaps radius={radius} />
      <ResourceMoves radius={radius} />
    </div>
  );
}

function Tiles({ radius }: { readonly radius: Radius }) {
  const w = words("adjustments").radius;
  const { sizes, top, currency, gaps, pay, metric } = radius;
  const span = spanOf(radius);
  return (
    <div class="tiles">
      <Figure
        label={w.affected}
        value={w.people(radius.people)}
        note={w.units(radius.units)}
        period={span}
      />
      {sizes.slice(0, SIZES).map(({ subject, before, delta, part, ...named }) => (
        <Figure
          key={subject}
          label={`${nameOf(named)} · ${w.target}`}
          value={<Amount value={total([before, delta], metric.scale)} currency={currency} />}
          note={`${signedMoney(delta, currency)}${part === null ? "" : ` · ${signedRate(part)}`}`}
        />
      ))}
      <Figure
        label={`${nameOf(top)} · ${w.company}`}
        value={<Amount value={top.after} currency={currency} />}
        note={
          top.before === top.after
            ? w.same
            : signedMoney(difference(top.before, top.after), currency)
        }
      />
      <Figure
        label={w.gap}
        tone={gaps.length === 0 ? "good" : "warn"}
        value={gaps.length === 0 ? w.gapNone : w.units(gaps.length)}
      />
      <Figure
        label={w.pay}
        value={pay.state === "known" ? w.people(pay.people.length) : "–"}
        note={payNote(pay)}
      />
    </div>
  );
}

function payNote(pay: Radius["pay"]): string {
  const w = words("adjustments").radius;
  if (pay.state === "hidden") return w.payHidden;
  return pay.state === "known" ? w.payKnown(payText(pay)) : w.payUnknown;
}

function payText(pay: Extract<Radius["pay"], { state: "known" }>): string {
  const scale = (pay.people[0]?.before.split(".")[1] ?? "").length;
  const moved = pay.people.map(({ before, after }) => difference(before, after));
  return signedMoney(total(moved, scale), pay.currency);
}

function spanOf({ periods, from, until }: Radius): string {
  const first = periods.find((each) => each.from === from);
  const last = periods.find((each) => each.until === until);
  if (!first || !last) return "";
  if (first.key === last.key) return periodText(first);
  return words("adjustments").radius.span(periodText(first), periodText(last));
}

function Fall({ radius }: { readonly radius: Radius }) {
  const w = words("adjustments").radius;
  const fall = fallOf(radius);
  if (!fall) return null;
  const { currency } = radius;
  const parts = [
    ...fall.parts.map(({ key, row, amount }) => ({
      key,
      name: row ? nameOf(row) : w.others(radius.left),
      amount,
    })),
    ...(isZero(fall.gap) ? [] : [{ key: "gap", name: w.gapPart, amount: fall.gap }]),
  ];
  const steps = parts.map(({ key, name, amount }) => ({
    ...{ key, name, value: approximate(amount), label: signedMoney(amount, currency) },
  }));
  const start = {
    ...{ key: "before", name: w.before, value: approximate(fall.before) },
    label: money(fall.before, currency),
  };
  return (
    <Waterfall
      title={w.fall(
        nameOf(fall.subject),
        money(fall.before, currency),
        money(fall.after, currency),
      )}
      steps={[start, ...steps]}
      total={{
        ...{ key: "after", name: w.after, value: approximate(fall.after) },
        label: money(fall.after, currency),
      }}
      table={{
        heads: [w.name, w.change],
        rows: [
          [w.before, exactMoney(fall.before, currency)],
          ...parts.map(({ name, amount }) => [name, exactMoney(amount, currency)]),
          [w.after, exactMoney(fall.after, currency)],
        ],
      }}
    />
  );
}

/** Before and after of one subject, period by period. */
function Periods({ radius }: { readonly radius: Radius }) {
  const w = words("adjustments").radius;
  const moving = radius.rows.filter(({ cells }) => cells.length > 0);
  const [chosen, setChosen] = useState("");
  const row = moving.find(({ subject }) => subject === chosen) ?? moving[0];
  if (!row) return null;
  return (
    <div class="stack">
      <Select
        label={w.show}
        value={row.subject}
        onChange={setChosen}
        options={moving.map((each) => ({ value: each.subject, label: nameOf(each) }))}
      />
      <BeforeAfter
        title={w.byPeriod(nameOf(row))}
        currency={radius.currency}
        pairs={cellsOf(row, radius)}
      />
    </div>
  );
}

function cellsOf(row: RadiusRow, { periods }: Radius) {
  return row.cells.map(({ key, before, after }) => {
    const period = periods.find((each) => each.key === key);
    return { key, name: period ? periodText(period) : key, before, after };
  });
}

/** What people would earn over the changed periods, before and after. */
function Pay({ radius }: { readonly radius: Radius }) {
  const w = words("adjustments").radius;
  const { pay, rows } = radius;
  if (pay.state !== "known" || pay.people.length === 0) return null;
  const names = new Map(rows.map((row) => [row.subject, nameOf(row)]));
  const shown = pay.people.filter(({ person }) => names.has(person));
  return (
    <div class="stack stack-s">
      <h3>{w.payTitle}</h3>
      <p class="muted">{w.payBasis}</p>
      <Table<(typeof shown)[number]>
        caption={w.payTitle}
        rows={shown}
        rowKey={({ person }) => person}
        maxHeight="40vh"
        dense
        columns={[
          { id: "who", head: w.name, names: true, cell: ({ person }) => names.get(person) ?? "" },
          {
            ...{ id: "before", head: w.payBefore, numeric: true },
            cell: ({ before }) => exactMoney(before, pay.currency),
          },
          {
            ...{ id: "after", head: w.payAfter, numeric: true },
            cell: ({ after }) => exactMoney(after, pay.currency),
          },
          {
            ...{ id: "change", head: w.change, numeric: true },
            cell: ({ before, after }) =>
              before === after ? w.same : signedMoney(difference(before, after), pay.currency),
          },
        ]}
      />
      {pay.left > 0 && <p class="muted">{w.payLeft(pay.left)}</p>}
    </div>
  );
}

function Gaps({ radius }: { readonly radius: Radius }) {
  const w = words("adjustments").radius;
  const { gaps, currency } = radius;
  if (gaps.length === 0) return null;
  const said = (amount: string) =>
    isZero(amount)
      ? w.closed
      : amount.startsWith("-")
        ? w.over(money(amount.slice(1), currency))
        : w.unassigned(money(amount, currency));
  return (
    <div class="stack stack-s">
      <h3>{w.gaps}</h3>
      <ul class="plain-list">
        {gaps.map((gap) => (
          <li key={gap.unit}>
            <strong>{nameOf(gap)}</strong> {w.gapFrom(said(gap.before), said(gap.after))}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Moved = Radius["resources"][number];

function ResourceMoves({ radius }: { readonly radius: Radius }) {
  const w = words("adjustments").radius;
  const { resources, rows } = radius;
  const moved = rows.filter(({ parent, parentAfter }) => parent !== parentAfter);
  if (resources.length + moved.length === 0) return null;
  const unit = (id: string | null) => {
    const row = rows.find(({ subject }) => subject === id) ?? resources.find((r) => r.unit === id);
    return row ? nameOf(row) : "–";
  };
  const what = ({ kind, purpose }: Moved) => (kind === "budget" ? w.budget(purpose) : w[kind]);
  const text = ({ currency }: Moved, value: string | null) =>
    value === null ? w.unplanned : money(value, currency);
  return (
    <div class="stack stack-s">
      <h3>{w.resources}</h3>
      {moved.length > 0 && (
        <ul class="plain-list">
          {moved.map((row) => (
            <li key={row.subject}>{w.moves(nameOf(row), unit(row.parentAfter))}</li>
          ))}
        </ul>
      )}
      {resources.length > 0 && (
        <Table
          caption={w.resources}
          rows={resources}
          rowKey={(row) => `${row.unit} ${row.kind} ${row.purpose}`}
          dense
          columns={[
            { id: "unit", head: w.name, names: true, cell: (row) => nameOf(row) },
            { id: "what", head: w.what, cell: what },
            { id: "before", head: w.before, numeric: true, cell: (r) => text(r, r.before) },
            { id: "after", head: w.after, numeric: true, cell: (r) => text(r, r.after) },
          ]}
        />
      )}
    </div>
  );
}
