import { useEffect, useMemo, useState } from "preact/hooks";
import type { signGap } from "../../workers/negotiations/contract.ts";
import type { decideThreads } from "../../workers/negotiations/thread-contract.ts";
import { api, type Problem } from "../api.ts";
import { may } from "../auth/session.ts";
import { Funnel } from "../charts/funnel.tsx";
import { nowMs } from "../clock.ts";
import { count, exactMoney, moment, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { later } from "../reports/later.tsx";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Figure } from "../ui/figure.tsx";
import { Badge, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { useMoved } from "./live.ts";
import { unitModel, unitsOf, type Child, type RoundPage } from "./model.ts";
import { gapText, isSigned, lasting, toneOf } from "./names.ts";
import type { ThreadDrawerProps } from "./thread-view.tsx";
import "./negotiations.css";

const ThreadDrawer = later<ThreadDrawerProps>(() =>
  import("./thread-view.tsx").then((m) => m.ThreadDrawer),
);

type UnitProps = {
  readonly round: string;
  /** Null is the top, or the unit the reader leads. */
  readonly unit: string | null;
  readonly onUnit: (unit: string) => void;
  /** The round itself may have moved. */
  readonly onPage?: (page: RoundPage) => void;
};

/** One unit in a round: its gap as it moves, where the numbers below stand, and each of them. */
export function UnitView({ round, unit, onUnit, onPage }: UnitProps) {
  const model = useMemo(() => unitModel(round, unit), [round, unit]);
  useEffect(() => void model.load(), [model]);
  const link = useMoved(round, model.load);
  const now = model.value.value;
  useEffect(() => {
    if (now.state === "ready") onPage?.(now.body);
  }, [now]);
  const w = words("negotiations").gap;
  return (
    <When of={model} waiting={<Skeleton lines={10} />}>
      {(page) => (
        <div class="stack stack-l">
          <div class="round-head">
            <h2>{nameOf(page)}</h2>
            {page.round.state === "open" && (
              <span class={`live-dot small muted${link === "live" ? "" : " is-lost"}`}>
                {link === "live" || link === "connecting" ? w.live : w.lost}
              </span>
            )}
          </div>
          <GapTiles page={page} onSigned={() => void model.load()} />
          <States page={page} />
          <Numbers page={page} onUnit={onUnit} onSaid={() => void model.load()} />
        </div>
      )}
    </When>
  );
}

function GapTiles({ page, onSigned }: { readonly page: RoundPage; readonly onSigned: () => void }) {
  const w = words("negotiations").gap;
  const { gap, round } = page;
  const { currency, metric } = round;
  const all = words("negotiations");
  const [isOpen, setOpen] = useState(false);
  const isZero = unitsOf(gap.gap, metric.scale) === 0n;
  const signs = may("negotiations.decide") && round.state === "open" && !isZero && !isSigned(gap);
  return (
    <>
      <div class="tiles round-tiles" aria-live="polite">
        <Figure size="l" label={w.shared} value={<Money of={gap.shared} currency={currency} />} />
        <Figure size="l" label={w.given} value={<Money of={gap.given} currency={currency} />} />
        <Figure
          size="l"
          label={w.now}
          tone={isZero || isSigned(gap) ? "good" : "warn"}
          value={gapText(gap.gap, metric.scale, currency, all)}
          note={gap.signed && isSigned(gap) ? w.signed(moment(gap.signed.at)) : undefined}
        />
        <Figure
          size="l"
          label={w.wanted}
          value={gapText(gap.wanted, metric.scale, currency, all)}
        />
      </div>
      {gap.signed && !isSigned(gap) && !isZero && <Note tone="warn">{w.stale}</Note>}
      {signs && (
        <div class="row">
          <Button onClick={() => setOpen(true)}>{w.sign}…</Button>
        </div>
      )}
      {isOpen && <SignGap page={page} onClose={() => setOpen(false)} onSigned={onSigned} />}
    </>
  );
}

type SignProps = {
  readonly page: RoundPage;
  readonly onClose: () => void;
  readonly onSigned: () => void;
};

function SignGap({ page: { gap, round }, onClose, onSigned }: SignProps) {
  const w = words("negotiations");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const named = gapText(gap.gap, round.metric.scale, round.currency, w);
  const sign = async () => {
    setBusy(true);
    const answer = await api<typeof signGap>("POST", "/rounds/:roundId/gaps/:unit", {
      params: { roundId: round.id, unit: gap.unit },
      body: { gap: gap.gap },
    });
    setBusy(false);
    onSigned();
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.gap.done);
    onClose();
  };
  return (
    <Dialog
      open
      title={w.gap.signTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={isBusy} onClick={() => void sign()}>
            {w.gap.sign}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{w.gap.signText(named)}</p>
        {problem && <ErrorState inline problem={problem} />}
      </div>
    </Dialog>
  );
}

function Money({ of, currency }: { readonly of: string; readonly currency: string | null }) {
  return (
    <span class="num" title={exactMoney(of, currency)}>
      {money(of, currency)}
    </span>
  );
}

const OPEN = ["proposed", "countered", "escalated"];

/** Where all numbers below the unit stand, and how long they stay there. */
function States({ page: { funnel } }: { readonly page: RoundPage }) {
  const w = words("negotiations");
  const order = Object.keys(w.state);
  const rows = [...funnel].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const of = (states: readonly string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((all, row) => all + row.count, 0);
  const all = of(order);
  const time = (ms: number | null) => (ms === null ? "–" : lasting(ms, w));
  const heads = [w.funnel.state, w.funnel.count, w.funnel.ever, w.funnel.time];
  const cells = rows.map((row) => [
    w.state[row.state],
    count(row.count),
    count(row.ever),
    time(row.meanMs),
  ]);
  return (
    <Funnel
      title={w.funnel.title(of(OPEN), all)}
      table={{ heads, rows: cells }}
      note={w.funnel.rate(percent(all === 0 ? null : String(of(["agreed"]) / all)))}
      rows={rows.map((row) => ({
        key: row.state,
        name: w.state[row.state],
        now: row.count,
        ever: row.ever,
        label: `${count(row.count)} · ${time(row.meanMs)}`,
      }))}
    />
  );
}

type NumbersProps = {
  readonly page: RoundPage;
  readonly onUnit: (unit: string) => void;
  readonly onSaid: () => void;
};

function Numbers({ page, onUnit, onSaid }: NumbersProps) {
  const w = words("negotiations");
  const { round, children } = page;
  const [open, setOpen] = useState<string | null>(null);
  const show = (amount: string | null) =>
    amount === null ? "–" : exactMoney(amount, round.currency);
  return (
    <>
      <Table
        caption={w.list.caption}
        dense
        rows={children}
        rowKey={({ thread }) => thread.subject}
        columns={[
          {
            id: "name",
            head: w.list.name,
            names: true,
            cell: ({ thread }: Child) =>
              thread.kind === "unit" ? (
                <button
                  type="button"
                  class="text-link"
                  title={w.list.down(nameOf(thread))}
                  onClick={() => onUnit(thread.subject)}
                >
                  {nameOf(thread)}
                </button>
              ) : (
                nameOf(thread)
              ),
          },
          {
            id: "state",
            head: w.list.state,
            cell: ({ thread }: Child) => (
              <button
                type="button"
                class="text-link"
                title={w.list.open(nameOf(thread))}
                onClick={() => setOpen(thread.subject)}
              >
                <Badge tone={toneOf(thread.state)}>{w.state[thread.state]}</Badge>
              </button>
            ),
          },
          {
            id: "first",
            head: w.list.first,
            numeric: true,
            cell: ({ thread }: Child) => show(thread.first),
          },
          {
            id: "asked",
            head: w.list.asked,
            numeric: true,
            cell: ({ thread }: Child) => show(thread.asked),
          },
          {
            id: "number",
            head: w.list.number,
            numeric: true,
            cell: ({ thread }: Child) => show(thread.number),
          },
          {
            id: "since",
            head: w.list.since,
            numeric: true,
            cell: ({ thread }: Child) =>
              lasting((round.closedAt ?? nowMs.value) - thread.enteredAt, w),
          },
        ]}
      />
      <div class="row">
        <Remind page={page} onSaid={onSaid} />
      </div>
      {open && (
        <ThreadDrawer
          round={round.id}
          subject={open}
          onClose={() => setOpen(null)}
          onSaid={onSaid}
        />
      )}
    </>
  );
}

/** One commit reminds everybody on the page who has not answered. */
function Remind({ page, onSaid }: Pick<NumbersProps, "page" | "onSaid">) {
  const w = words("negotiations").list;
  const [isBusy, setBusy] = useState(false);
  const silent = page.children.filter(
    ({ thread, can }) => thread.state === "proposed" && can.includes("remind"),
  );
  if (silent.length === 0) return null;
  const remind = async () => {
    setBusy(true);
    const decisions = silent.map(({ thread: { subject, version } }) => ({
      ...{ subject, version },
      move: { kind: "remind" as const },
    }));
    const answer = await api<typeof decideThreads>("POST", "/rounds/:roundId/decisions", {
      params: { roundId: page.round.id },
      body: { decisions },
    });
    setBusy(false);
    if (answer.ok) toast(w.reminded(answer.body.done));
    onSaid();
  };
  return (
    <Button icon="mail" busy={isBusy} onClick={() => void remind()}>
      {w.remind}
    </Button>
  );
}
