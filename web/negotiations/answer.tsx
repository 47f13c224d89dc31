import { useEffect, useMemo, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { day, exactMoney, money } from "../format.ts";
import { loadWords, words } from "../messages/messages.ts";
import { later } from "../reports/later.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Badge, ErrorState, Note } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { CounterProps } from "./counter.tsx";
import { daysLeft, threadModel, type ThreadModel, type ThreadPage } from "./model.ts";
import { gapText, toneOf } from "./names.ts";
import type { ThreadDrawerProps } from "./thread-view.tsx";
import "./negotiations.css";

const Counter = later<CounterProps>(() => import("./counter.tsx").then((m) => m.Counter));
const ThreadDrawer = later<ThreadDrawerProps>(() =>
  import("./thread-view.tsx").then((m) => m.ThreadDrawer),
);

type AnswerProps = { readonly round: string; readonly subject: string };

/** The number proposed to me, why, and my answer: two taps to sign it. */
export async function loadAnswer() {
  await loadWords(["negotiations"]);
  return Answer;
}

export function Answer({ round, subject }: AnswerProps) {
  const model = useMemo(() => threadModel(round, subject), [round, subject]);
  useEffect(() => void model.state.load(), [model]);
  const now = model.state.value.value;
  const page = now.state === "ready" ? now.body : now.last;
  if (now.state === "failed" && !page) return <ErrorState inline problem={now.problem} />;
  return page && <Talked model={model} page={page} />;
}

type Open = "sign" | "counter" | "thread" | null;
type Props = { readonly model: ThreadModel; readonly page: ThreadPage };

function Talked({ model, page }: Props) {
  const w = words("negotiations");
  const { round, thread, can } = page;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const waits = can.includes("accept") && thread.state === "proposed";
  const title = waits ? w.mine.title(round.plan.name) : w.mine.titleDone(round.plan.name);
  return (
    <Card
      class="answer"
      sample={round.sample}
      title={title}
      aside={<Badge tone={toneOf(thread.state)}>{w.state[thread.state]}</Badge>}
    >
      <div class="answer-top">
        <div class="answer-number">
          <span class="figure-label">{thread.heard ? w.mine.current : w.mine.proposal}</span>
          <strong class="num" title={exactMoney(thread.offer, round.currency)}>
            {money(thread.offer, round.currency)}
          </strong>
        </div>
        <Until page={page} />
      </div>
      <Standing page={page} />
      {model.problem.value && open === null && <ErrorState inline problem={model.problem.value} />}
      {open === "counter" ? (
        <Counter model={model} page={page} onClose={close} />
      ) : (
        <Actions model={model} page={page} onOpen={setOpen} />
      )}
      {(can.includes("state") || thread.stated !== null) && (
        <p class="row row-between">
          <span>
            {w.mine.stated}{" "}
            <strong class="num">
              {thread.stated === null ? "–" : exactMoney(thread.stated, round.currency)}
            </strong>
          </span>
          <Button size="s" onClick={() => setOpen("thread")}>
            {w.mine.stateSend}…
          </Button>
        </p>
      )}
      <p class="answer-links">
        <a href={`/targets/${round.plan.id}?why=${thread.subject}&version=0`}>{w.mine.why}</a>
        <button type="button" class="text-link" onClick={() => setOpen("thread")}>
          {w.mine.thread}
        </button>
        <span class="muted small">
          {w.mine.gap(gapText(page.gap.gap, round.metric.scale, round.currency, w))}
        </span>
      </p>
      {open === "sign" && <Sign model={model} page={page} onClose={close} />}
      {open === "thread" && (
        <ThreadDrawer round={round.id} subject={thread.subject} onClose={close} />
      )}
    </Card>
  );
}

function Until({ page: { round } }: { readonly page: ThreadPage }) {
  const w = words("negotiations").mine;
  const left = daysLeft(round, me().today);
  if (round.state !== "open") return null;
  return (
    <p class="answer-until small muted">
      {left < 0 ? w.over(day(round.deadline)) : w.until(day(round.deadline), left)}
      <span>{w.silence}</span>
    </p>
  );
}

/** What has become of it, in a sentence. */
function Standing({ page: { round, thread } }: { readonly page: ThreadPage }) {
  const w = words("negotiations").mine;
  const show = (amount: string) => money(amount, round.currency);
  if (thread.asked !== null) {
    const said = thread.asker === 0 ? w.asked : w.askedAbove;
    return <Note>{said(show(thread.asked))}</Note>;
  }
  if (thread.state === "settled") return <Note>{w.settled(show(thread.offer))}</Note>;
  if (thread.refused) return <Note tone="warn">{w.refusedNote(show(thread.refused.asked))}</Note>;
  return null;
}

function Actions({ model, page, onOpen }: Props & { readonly onOpen: (open: Open) => void }) {
  const w = words("negotiations");
  const { can } = page;
  if (can.length === 0) return null;
  const busy = model.busy.value;
  return (
    <div class="answer-actions">
      {can.includes("accept") && (
        <Button kind="primary" size="l" icon="check" wide onClick={() => onOpen("sign")}>
          {w.mine.accept}
        </Button>
      )}
      {can.includes("counter") && (
        <Button size="l" wide onClick={() => onOpen("counter")}>
          {w.mine.counter}
        </Button>
      )}
      {can.includes("escalate") && (
        <Button size="l" wide busy={busy} onClick={() => void model.say({ kind: "escalate" })}>
          {w.move.escalate}
        </Button>
      )}
      {can.includes("withdraw") && (
        <Button
          size="l"
          wide
          icon="undo"
          busy={busy}
          onClick={() => void model.say({ kind: "withdraw" })}
        >
          {w.move.withdraw}
        </Button>
      )}
    </div>
  );
}

function Sign({ model, page, onClose }: Props & { readonly onClose: () => void }) {
  const w = words("negotiations").mine;
  const { round, thread } = page;
  const amount = exactMoney(thread.offer, round.currency);
  const sign = async () => {
    if (!(await model.say({ kind: "accept" }))) return;
    toast(w.signed);
    onClose();
  };
  return (
    <Dialog
      open
      title={w.signTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={model.busy.value} onClick={() => void sign()}>
            {w.sign(amount)}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{w.signText(amount, round.plan.name)}</p>
        {model.problem.value && <ErrorState inline problem={model.problem.value} />}
      </div>
    </Dialog>
  );
}
