import { useEffect, useMemo, useState } from "preact/hooks";
import { plainAmount } from "../amount-text.ts";
import { exactMoney, moment, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { later } from "../reports/later.tsx";
import { nameOf } from "../reports/model.ts";
import { interval } from "../targets/interval.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Badge, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import {
  threadModel,
  typed,
  type MoveKind,
  type Said,
  type Taker,
  type ThreadModel,
  type ThreadPage,
} from "./model.ts";
import { gapText, takerOf, toneOf, whoOf } from "./names.ts";
import type { PayoffProps } from "./payoff-view.tsx";
import "./negotiations.css";

export type ThreadDrawerProps = {
  readonly round: string;
  readonly subject: string;
  readonly onClose: () => void;
  /** Something was said here: what stands around it may have moved. */
  readonly onSaid?: () => void;
};

/** Everything said about one number, and what the reader may say next. */
export function ThreadDrawer({ round, subject, onClose, onSaid }: ThreadDrawerProps) {
  const model = useMemo(() => threadModel(round, subject), [round, subject]);
  useEffect(() => void model.state.load(), [model]);
  const w = words("negotiations");
  const now = model.state.value.value;
  const page = now.state === "ready" ? now.body : now.last;
  const title = w.thread.title(page ? nameOf(page.thread) : "…");
  return (
    <Drawer open title={title} onClose={onClose}>
      <When of={model.state} waiting={<Skeleton lines={8} />}>
        {(body) => (
          <div class="stack">
            <Head page={body} />
            <Timeline page={body} />
            <Agreements page={body} />
            <Speak model={model} page={body} onSaid={onSaid} />
            <Pays page={body} />
          </div>
        )}
      </When>
    </Drawer>
  );
}

function Head({ page: { thread, round, gap } }: { readonly page: ThreadPage }) {
  const w = words("negotiations");
  return (
    <div class="row row-between">
      <div class="answer-number">
        <span class="figure-label">{w.mine.current}</span>
        <strong class="num">{exactMoney(thread.offer, round.currency)}</strong>
        <span class="muted small">
          {w.mine.gap(gapText(gap.gap, round.metric.scale, round.currency, w))}
        </span>
      </div>
      <Badge tone={toneOf(thread.state)}>{w.state[thread.state]}</Badge>
    </div>
  );
}

function Timeline({ page }: { readonly page: ThreadPage }) {
  const w = words("negotiations");
  const { moves, thread, round } = page;
  return (
    <ol class="talk">
      <li class="talk-step">
        <span>{w.said.opened(exactMoney(thread.first, round.currency))}</span>
        <time class="muted small">{moment(round.openedAt)}</time>
      </li>
      {moves.map((move) => (
        <li key={move.number} class={`talk-step${move.mine ? " talk-mine" : ""}`}>
          <span>
            {w.said[move.kind](whoOf(move, w), exactMoney(move.amount ?? "0", round.currency))}
          </span>
          <time class="muted small">{moment(move.at)}</time>
          {move.note && <blockquote>{move.note}</blockquote>}
          {move.cause && <p class="muted small">{w.said.caused}</p>}
          {move.taker && move.taker.to !== "reserve" && (
            <p class="muted small">{w.taker.was(takerOf(move.taker, w))}</p>
          )}
          {move.evidence.length > 0 && <Evidence of={move.evidence} currency={round.currency} />}
        </li>
      ))}
    </ol>
  );
}

type EvidenceProps = {
  readonly of: ThreadPage["moves"][number]["evidence"];
  readonly currency: string | null;
};

export function Evidence({ of, currency }: EvidenceProps) {
  const w = words("negotiations").evidence;
  return (
    <dl class="evidence">
      {of.map((each) => (
        <div key={each.kind}>
          <dt>{w[each.kind]}</dt>
          <dd>
            <span class="num">{money(each.amount, currency)}</span>
            <span class="muted small">{w.about(interval(each), each.entries)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Agreements({ page: { agreements, round } }: { readonly page: ThreadPage }) {
  const w = words("negotiations").thread;
  const last = agreements.at(-1);
  if (!last) return null;
  return (
    <Note tone={last.ending === "agreed" ? "good" : "neutral"} icon="lock">
      <p>
        <b>{w.ending[last.ending]}</b> · {exactMoney(last.amount, round.currency)} ·{" "}
        {moment(last.at)}
      </p>
      <p class="small">
        {w.hash} <code class="hash">{last.hash}</code>
      </p>
    </Note>
  );
}

/** How the plan pays for what is stated, with the reader's own number as the objective. */
function Pays({ page: { round, thread } }: { readonly page: ThreadPage }) {
  const w = words("negotiations").payoff;
  if (round.payoff.kind === "none") return null;
  return (
    <details>
      <summary>{w.title}</summary>
      <PayoffView payoff={round.payoff} objective={thread.offer} currency={round.currency} />
    </details>
  );
}

const PayoffView = later<PayoffProps>(() => import("./payoff-view.tsx").then((m) => m.PayoffView));

const WITH_AMOUNT: readonly MoveKind[] = ["counter", "propose", "settle", "state"];
const WITH_REASON: readonly MoveKind[] = ["counter", "propose", "settle", "reject"];
const WITH_TAKER: readonly MoveKind[] = ["grant", "settle"];

type SpeakProps = {
  readonly model: ThreadModel;
  readonly page: ThreadPage;
  readonly onSaid: (() => void) | undefined;
};

/** One form for whatever may be said now. */
function Speak({ model, page, onSaid }: SpeakProps) {
  const w = words("negotiations");
  const { can, level, thread, round } = page;
  const [chosen, setKind] = useState<MoveKind | null>(null);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [taker, setTaker] = useState("reserve");
  if (level === null) return <p class="muted">{w.thread.outside}</p>;
  if (can.length === 0) return null;
  const kind = chosen && can.includes(chosen) ? chosen : null;
  const say = async () => {
    if (kind === null) return;
    const plain = plainAmount(amount);
    if (!(await model.say(saidOf(kind, plain, reason, takerFrom(taker))))) return;
    toast(w.thread.done);
    setKind(null);
    setReason("");
    onSaid?.();
  };
  const choose = (next: MoveKind) => {
    setKind(next);
    setAmount(typed(next === "settle" ? (thread.asked ?? thread.offer) : ""));
  };
  return (
    <form
      class="stack speak"
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <fieldset class="choice">
        <legend class="field-label">{w.thread.say}</legend>
        <div class="row">
          {can.map((each) => (
            <Button key={each} pressed={each === kind} onClick={() => choose(each)}>
              {w.move[each]}
            </Button>
          ))}
        </div>
      </fieldset>
      {kind && WITH_AMOUNT.includes(kind) && (
        <AmountField
          label={w.thread.amount}
          value={amount}
          onInput={setAmount}
          currency={round.currency}
          required
        />
      )}
      {kind && WITH_REASON.includes(kind) && (
        <Field
          label={w.thread.reason}
          name="reason"
          value={reason}
          onInput={setReason}
          required
          rows={2}
          maxLength={500}
        />
      )}
      {kind && WITH_TAKER.includes(kind) && <TakerSelect value={taker} onChange={setTaker} />}
      {model.problem.value && <ErrorState inline problem={model.problem.value} />}
      {kind && (
        <div class="row">
          <Button kind="primary" type="submit" busy={model.busy.value}>
            {w.thread.go}
          </Button>
        </div>
      )}
    </form>
  );
}

export function TakerSelect(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const w = words("negotiations").taker;
  const options = (["reserve", "pro_rata", "equal", "above"] as const).map((value) => ({
    value,
    label: w[value],
  }));
  return <Select label={w.label} options={options} {...props} />;
}

export function takerFrom(value: string): Taker {
  if (value === "pro_rata" || value === "equal") return { to: "siblings", rule: value };
  return { to: value === "above" ? "above" : "reserve" };
}

function saidOf(kind: MoveKind, amount: string, reason: string, taker: Taker): Said {
  switch (kind) {
    case "counter":
      return { kind, amount, reason, evidence: ["last_year", "trailing"] };
    case "propose":
      return { kind, amount, reason };
    case "settle":
      return { kind, amount, reason, taker };
    case "state":
      return { kind, amount };
    case "reject":
      return { kind, reason };
    case "grant":
      return { kind, taker };
    case "accept":
    case "withdraw":
    case "escalate":
    case "remind":
      return { kind };
  }
}
