import { useEffect, useMemo, useState } from "preact/hooks";
import { day, exactMoney, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { later } from "../reports/later.tsx";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Field } from "../ui/field.tsx";
import { Badge, EmptyState, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { useMoved } from "./live.ts";
import { apart, type Waiting } from "./model.ts";
import { keyOf, queueModel, type Choice, type QueueModel } from "./queue-model.ts";
import { Evidence, TakerSelect, takerFrom, type ThreadDrawerProps } from "./thread-view.tsx";
import "./negotiations.css";

const ThreadDrawer = later<ThreadDrawerProps>(() =>
  import("./thread-view.tsx").then((m) => m.ThreadDrawer),
);

/** Counter-proposals that wait for who leads a unit: one key each, one confirm for all. */
export function Queue({ unit, below }: { readonly unit: string; readonly below: boolean }) {
  const model = useMemo(() => queueModel(unit, below), [unit, below]);
  useEffect(() => {
    void model.load();
    void model.open.load();
  }, [model]);
  const w = words("negotiations").team;
  return (
    <>
      {model.rounds.value.map((round) => (
        <Listening key={`${unit} ${below} ${round}`} round={round} model={model} />
      ))}
      <When of={model.state} waiting={<Skeleton lines={8} />}>
        {() =>
          model.items.value.length === 0 ? (
            <EmptyState icon="inbox" title={w.empty.title}>
              {w.empty.text}
            </EmptyState>
          ) : (
            <Deciding model={model} />
          )
        }
      </When>
    </>
  );
}

/** Nothing on screen: the queue reads again when something of this round has moved. */
function Listening({ round, model }: { readonly round: string; readonly model: QueueModel }) {
  useMoved(round, model.load);
  return null;
}

function Deciding({ model }: { readonly model: QueueModel }) {
  const w = words("negotiations").team;
  const [reason, setReason] = useState<string>(w.reasonUsual);
  const [taker, setTaker] = useState("reserve");
  const [open, setOpen] = useState<Waiting | null>(null);
  const commit = async () => {
    if (model.chosen.value.size === 0 || model.busy.value) return;
    const { done, left } = await model.commit(reason, takerFrom(taker));
    if (done > 0) toast(w.done(done));
    if (left > 0) toast(w.partly(left), { tone: "bad" });
  };
  useKeys(model, open === null, () => void commit());
  return (
    <div class="stack">
      <h2 class="sr-only">{w.waiting(model.items.value.length)}</h2>
      {model.problem.value && <ErrorState inline problem={model.problem.value} />}
      <div class="joint-terms">
        <TakerSelect value={taker} onChange={setTaker} />
        <Field label={w.reason} value={reason} onInput={setReason} maxLength={500} />
      </div>
      <ol class="queue">
        {model.items.value.map((item) => (
          <Item key={keyOf(item)} model={model} item={item} onOpen={() => setOpen(item)} />
        ))}
      </ol>
      <div class="queue-bar">
        <span class="small muted queue-keys">{w.keys}</span>
        <Button
          kind="primary"
          disabled={model.chosen.value.size === 0}
          busy={model.busy.value}
          onClick={() => void commit()}
        >
          {w.commit(model.chosen.value.size)}
        </Button>
      </div>
      {open && (
        <ThreadDrawer
          round={open.round.id}
          subject={open.thread.subject}
          onClose={() => setOpen(null)}
          onSaid={() => void model.load()}
        />
      )}
    </div>
  );
}

const CHOICES: Readonly<Record<string, Choice>> = { a: "grant", c: "propose", r: "reject" };

/** Single letters, outside text fields; Enter confirms where no button has the focus. */
function useKeys(model: QueueModel, active: boolean, commit: () => void): void {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const choice = CHOICES[key];
      if (choice) model.choose(choice);
      else if (key === "j" || key === "k") model.move(key === "j" ? 1 : -1);
      else if (key === "u") model.undo();
      else if (key === "enter" && !isButton(event.target)) commit();
      else return;
      event.preventDefault();
      const { here } = model;
      if (here.value)
        document.getElementById(idOf(here.value))?.scrollIntoView({ block: "nearest" });
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, dialog *");
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, summary") !== null;
}

function idOf(item: Waiting): string {
  return `queue-${item.thread.subject}`;
}

type ItemProps = {
  readonly model: QueueModel;
  readonly item: Waiting;
  readonly onOpen: () => void;
};

function Item({ model, item, onOpen }: ItemProps) {
  const w = words("negotiations");
  const { thread, round } = item;
  const chosen = model.chosen.value.get(keyOf(item));
  const isHere = model.here.value === item;
  const asked = thread.asked ?? thread.offer;
  return (
    <li
      id={idOf(item)}
      class={classes("queue-item", isHere && "is-here", round.sample && "sample")}
      aria-current={isHere || undefined}
    >
      <div class="queue-line">
        <button type="button" class="text-link" onClick={onOpen}>
          <strong>{nameOf(thread)}</strong>
        </button>
        <span class="small muted">
          {round.plan.name} · {w.round.until(day(round.deadline))}
        </span>
      </div>
      <div class="queue-line">
        <span class="queue-numbers num">
          <span>
            {w.team.proposal} {exactMoney(thread.offer, round.currency)}
          </span>
          <strong>
            {w.team.asked} {exactMoney(asked, round.currency)}
          </strong>
          <span class="muted">
            {w.team.difference(
              money(apart(thread.offer, asked, round.metric.scale), round.currency),
            )}
          </span>
        </span>
        <span class="row">
          {chosen && <Badge tone="accent">{w.team[chosen.choice]}</Badge>}
          {(["grant", "propose", "reject"] as const).map((choice) => (
            <Button
              key={choice}
              size="s"
              pressed={chosen?.choice === choice}
              onClick={() =>
                chosen?.choice === choice ? model.undo(item) : model.choose(choice, item)
              }
            >
              {w.team[choice]}
            </Button>
          ))}
        </span>
      </div>
      {chosen?.choice === "propose" && (
        <Field
          label={w.team.offer}
          value={chosen.amount}
          numeric
          inputMode="decimal"
          onInput={(text) => model.setAmount(item, text)}
        />
      )}
      {thread.note && <blockquote>{thread.note}</blockquote>}
      {thread.evidence.length > 0 && <Evidence of={thread.evidence} currency={round.currency} />}
      {model.refused.value.has(keyOf(item)) && <Note tone="warn">{w.thread.reload}</Note>}
    </li>
  );
}
