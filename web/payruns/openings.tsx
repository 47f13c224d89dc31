import { useEffect, useMemo, useState } from "preact/hooks";
import { may, me } from "../auth/session.ts";
import { day, exactMoney, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { later } from "../reports/later.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Badge, ErrorState, Skeleton, type Tone } from "../ui/state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { called, inWords, isNothing, periodName } from "./names.ts";
import { OpeningForm } from "./openings-form.tsx";
import {
  type Decision,
  type Opening,
  openingsModel,
  type OpeningsModel,
} from "./openings-model.ts";
import { total } from "./total.ts";

const TONES: Readonly<Record<Opening["state"], Tone>> = {
  waiting: "warn",
  approved: "good",
  rejected: "bad",
  withdrawn: "neutral",
};

/** It reads files, which takes a library: its code comes when it is asked for. */
const OpeningsFile = later(() => import("./openings-file.tsx").then((m) => m.OpeningsFile));

/** Debt, draw and pay that people bring along into the first period paid here. */
export function Openings() {
  const w = words("paysettings").openings;
  const model = useMemo(openingsModel, []);
  const [adding, setAdding] = useState<"one" | "file" | null>(null);
  useEffect(() => void model.list.load(), [model]);
  const now = model.list.value.value;
  const plans = now.state === "ready" ? now.body.plans : [];
  const close = () => {
    model.problem.value = null;
    setAdding(null);
  };
  const add = may("incentives.run") && plans.length > 0 && (
    <span class="row pay-openings-do">
      <Button icon="upload" onClick={() => setAdding("file")}>
        {w.file.title}
      </Button>
      <Button icon="plus" onClick={() => setAdding("one")}>
        {w.add}
      </Button>
    </span>
  );
  return (
    <Card title={w.title} lead={w.lead} aside={add} flush>
      {!adding && model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <When of={model.list} waiting={<Waiting />}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted pay-settings-none">{w.none}</p>
          ) : (
            <Table
              caption={w.title}
              columns={columnsOf(model)}
              rows={items}
              rowKey={({ id }) => id}
              cards
            />
          )
        }
      </When>
      {adding === "one" && <OpeningForm model={model} plans={plans} onClose={close} />}
      {adding === "file" && <OpeningsFile model={model} plans={plans} onClose={close} />}
    </Card>
  );
}

function Waiting() {
  return (
    <div class="pay-settings-none">
      <Skeleton lines={3} />
    </div>
  );
}

function columnsOf(model: OpeningsModel): Column<Opening>[] {
  const w = words("paysettings").openings;
  return [
    {
      id: "who",
      head: w.columns.who,
      names: true,
      cell: ({ rows }) =>
        [
          rows.slice(0, NAMED).map(nameOf).join(w.and),
          ...(rows.length > NAMED ? [w.more(rows.length - NAMED)] : []),
        ].join(" "),
    },
    {
      id: "plan",
      head: w.columns.plan,
      cell: ({ planName, from }) => (
        <span class="stack stack-s">
          <span>{inWords(planName)}</span>
          <span class="small muted">{w.begins(day(from))}</span>
        </span>
      ),
    },
    { id: "sums", head: w.columns.sums, cell: (of) => <Brought of={of} /> },
    {
      id: "by",
      head: w.columns.by,
      cell: ({ by, at, decided, note }) => (
        <span class="stack stack-s">
          <span>{`${whoText(by)} · ${moment(at)}`}</span>
          {decided && (
            <span class="small muted">{`→ ${whoText(decided.by)} · ${moment(decided.at)}`}</span>
          )}
          {note !== "" && <span class="small muted">{note}</span>}
        </span>
      ),
    },
    {
      id: "state",
      head: w.columns.state,
      cell: ({ state, alone }) => (
        <span class="row">
          <Badge tone={TONES[state]}>{w.state[state]}</Badge>
          {alone && state === "approved" && <Badge>{w.alone}</Badge>}
        </span>
      ),
    },
    {
      id: "actions",
      head: <span class="sr-only">{w.columns.actions}</span>,
      cell: (of) => <Deciding of={of} model={model} />,
    },
  ];
}

/** More names than this are told by their number. */
const NAMED = 3;
type Said = readonly (readonly [label: string, amount: string])[];

/** Of one person their balances; of several the sums, which open into each person's. */
function Brought({ of: { rows } }: { readonly of: Opening }) {
  const w = words("paysettings").openings;
  const [only] = rows;
  if (only && rows.length === 1) return <Sums said={saidOf(only)} />;
  return (
    <div class="stack stack-s">
      <Sums
        said={[...new Set(rows.map((row) => row.currency))].flatMap((one) => inAll(rows, one))}
      />
      <details>
        <summary>{w.each}</summary>
        <dl class="pay-openings-each">
          {rows.map((row) => (
            <div key={row.person}>
              <dt>{nameOf(row)}</dt>
              <dd>
                <Sums said={saidOf(row)} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function saidOf({ debt, drawBalance, earned, currency }: Opening["rows"][number]): Said {
  const w = words("paysettings").openings;
  return [
    ...(isNothing(debt) ? [] : [[w.debt, exactMoney(debt, currency)] as const]),
    ...(isNothing(drawBalance) ? [] : [[w.draw, exactMoney(drawBalance, currency)] as const]),
    ...earned.map(
      ({ window, amount }) => [w.paidIn(periodName(window)), exactMoney(amount, currency)] as const,
    ),
  ];
}

function inAll(rows: Opening["rows"], currency: string): Said {
  const w = words("paysettings").openings;
  const own = rows.filter((row) => row.currency === currency);
  const sums = [
    [w.debt, total(own.map(({ debt }) => debt))],
    [w.draw, total(own.map(({ drawBalance }) => drawBalance))],
    [w.paid, total(own.flatMap(({ earned }) => earned.map(({ amount }) => amount)))],
  ] as const;
  return sums.flatMap(([label, sum]) =>
    isNothing(sum) ? [] : [[label, exactMoney(sum, currency)] as const],
  );
}

function Sums({ said }: { readonly said: Said }) {
  return (
    <ul class="pay-openings-sums">
      {said.map(([label, amount], at) => (
        <li key={at}>
          <span class="muted">{label}</span>{" "}
          <span class="num">
            <Veiled>{amount}</Veiled>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Deciding({ of, model }: { readonly of: Opening; readonly model: OpeningsModel }) {
  const w = words("paysettings").openings;
  const busy = model.busy.value;
  const mine = (how: Decision) =>
    of.can.includes(how) && may(how === "withdraw" ? "incentives.run" : "incentives.approve");
  const decide = async (how: Decision) => {
    if (await model.decide(of.id, how)) toast(w.done[how]);
  };
  return (
    <span class="row">
      {(["withdraw", "reject", "approve"] as const).filter(mine).map((how) => (
        <Button
          key={how}
          size="s"
          kind={how === "approve" ? "primary" : "plain"}
          disabled={busy !== null}
          onClick={() => void decide(how)}
        >
          {w[how]}
        </Button>
      ))}
      {of.state === "waiting" && !of.can.includes("approve") && (
        <span class="small muted">{w.waits}</span>
      )}
    </span>
  );
}

function whoText({ account, name, nameEn }: Opening["by"]): string {
  if (name !== null) return called({ name, nameEn });
  const own = me().account;
  return own.account === account ? own.name || own.email : words("paysettings").openings.somebody;
}
