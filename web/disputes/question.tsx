import { signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import { readAmount } from "../amount-text.ts";
import { me } from "../auth/session.ts";
import { currencySign } from "../format.ts";
import { loadWords, words } from "../messages/messages.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { Badge, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { DisputeDrawer } from "./drawer.tsx";
import { DisputeList } from "./list.tsx";
import { type RaiseAt, raiseModel, statementDisputes } from "./model.ts";
import "./disputes.css";

/** True once the words of disputes are here: pages of other nouns bring these parts in lazily. */
function useWords(): boolean {
  const [here, setHere] = useState(false);
  useEffect(() => void loadWords(["disputes"]).then(() => setHere(true)), []);
  return here;
}

type QuestionProps = RaiseAt & {
  /** The step in words, as the reader sees it. */
  readonly about: string;
  readonly onRaised?: () => void;
};

/** Places of statements that are disputed and not settled: known from the list, or raised just now. */
const disputed = signal<ReadonlySet<string>>(new Set());
const placeOf = (at: Pick<RaiseAt, "run" | "person" | "currency" | "pointer">) =>
  [at.run, at.person, at.currency, at.pointer].join(" ");

/** The small button beside a step of one's own statement, and the form it opens. */
export function QuestionButton(props: QuestionProps) {
  const [open, setOpen] = useState(false);
  const here = useWords();
  if (!here || me().person !== props.person) return null;
  const w = words("disputes").raise;
  if (disputed.value.has(placeOf(props))) return <Badge tone="warn">{w.raised}</Badge>;
  return (
    <>
      <Button
        size="s"
        kind="quiet"
        label={`${w.button}: ${props.about}`}
        onClick={() => setOpen(true)}
      >
        {w.button}
      </Button>
      {open && <Raise {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Raise({
  about,
  onRaised,
  onClose,
  ...at
}: QuestionProps & { readonly onClose: () => void }) {
  const w = words("disputes");
  const model = useMemo(() => raiseModel(at), []);
  const [text, setText] = useState("");
  const [typed, setTyped] = useState("");
  const amount = readAmount(typed);
  const isReady = text.trim() !== "" && (typed.trim() === "" || amount.ok);
  const send = async () => {
    const claimed = typed.trim() === "" || !amount.ok ? null : amount.plain;
    const sent = await model.send(text.trim(), claimed);
    if (!sent) return;
    toast(w.done.raised);
    disputed.value = new Set([...disputed.peek(), placeOf(at)]);
    raisedOnce();
    onRaised?.();
    onClose();
  };
  return (
    <FormDrawer
      title={w.raise.title}
      save={w.raise.send}
      busy={model.busy.value}
      ready={isReady}
      problem={model.problem.value}
      onSave={send}
      onClose={onClose}
    >
      <div class="disputes-place">
        <span class="small muted">{w.raise.about}</span>
        <strong>{about === "" ? w.detail.whole : about}</strong>
      </div>
      <Field
        label={w.raise.text}
        hint={w.raise.textHint}
        value={text}
        onInput={setText}
        rows={4}
        maxLength={1000}
        required
        autoFocus
      />
      <AmountField
        label={w.raise.amount}
        aside={w.raise.optional}
        hint={w.raise.amountHint}
        value={typed}
        onInput={setTyped}
        currency={at.currency}
        prefix={currencySign(at.currency)}
      />
    </FormDrawer>
  );
}

/** Lists on the same page read again when one was raised. */
const listeners = new Set<() => void>();
function raisedOnce(): void {
  for (const listen of listeners) listen();
}

/** What is disputed as the list has it: a settled place can be disputed again. */
function note(list: ReturnType<typeof statementDisputes>): void {
  const now = list.value.peek();
  if (now.state !== "ready") return;
  const live = now.body.items.filter(({ state }) => state === "open" || state === "answered");
  disputed.value = new Set(live.map(placeOf));
}

type OfProps = { readonly run: string; readonly person: string };

/** What is disputed on one statement; nothing where there is nothing and nobody to dispute. */
export function DisputesOf({ run, person }: OfProps) {
  const here = useWords();
  const list = useMemo(() => statementDisputes(run, person), [run, person]);
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => {
    const load = () => void list.load().then(() => note(list));
    load();
    listeners.add(load);
    return () => void listeners.delete(load);
  }, [list]);
  if (!here) return null;
  const w = words("disputes");
  return (
    <section class="stack stack-s">
      <h2 class="disputes-title">{w.of.title}</h2>
      <When of={list} waiting={<Skeleton lines={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="small muted">{me().person === person ? w.of.none : w.empty.title}</p>
          ) : (
            <DisputeList items={items} here={open} onOpen={setOpen} nameless />
          )
        }
      </When>
      {open !== null && (
        <DisputeDrawer
          key={open}
          id={open}
          onMoved={() => void list.load().then(() => note(list))}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
