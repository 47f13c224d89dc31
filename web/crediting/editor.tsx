import { useEffect, useRef, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { ErrorState, Note } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { DifferenceView } from "./difference-view.tsx";
import { monthBefore, reached } from "./days.ts";
import { bodyOf, type Draft, draftOf, emptyDraft, isReady } from "./draft.ts";
import { Conditions, Gives } from "./lines.tsx";
import type { Crediting, CreditRule, Difference } from "./model.ts";
import { calledBy, calledIn, sentenceOf } from "./sentence.ts";
import { nameNow, spanNow } from "./span-now.ts";

type EditorProps = {
  readonly model: Crediting;
  /** Null: a new one. */
  readonly rule: CreditRule | null;
  readonly onClose: () => void;
};

/**
 * A rule being written: its parts, how it reads, and what it does. One that reaches entries which are
 * recorded already is saved only after a look at them, and credits them again with it.
 */
export function Editor({ model, rule, onClose }: EditorProps) {
  const w = words("crediting").form;
  const { today } = me();
  const now = rule && spanNow(rule);
  const [draft, setDraft] = useState<Draft>(now ? draftOf(now, today) : emptyDraft(today));
  const [difference, setDifference] = useState<Difference | null>(null);
  useEffect(() => void model.loadChoices(), []);
  // What was asked for stands below a long form: it comes into view by itself.
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (difference) result.current?.scrollIntoView({ block: "nearest" });
  }, [difference]);
  const set = (change: Partial<Draft>) => {
    setDifference(null);
    setDraft({ ...draft, ...change });
  };
  const ready = isReady(draft);
  // A rule that is changed never begins before it began.
  const begun = rule?.spans[0]?.from ?? "";
  const past = reached(draft.from > begun ? draft.from : begun, today);
  const look = async () => setDifference(await model.look(past ?? monthBefore(today), draft, rule));
  const isLookedAt = past === null || difference !== null;
  const changed = past === null ? 0 : (difference?.changed ?? 0);
  const save = async () => {
    if (!ready || !isLookedAt || !(await model.save(draft, rule))) return;
    const done = past && changed > 0 ? await model.again(past) : 0;
    if (done === null) return;
    toast(done > 0 ? w.savedAgain(done) : w.saved);
    onClose();
  };
  return (
    <Drawer
      open
      wide
      title={rule ? w.change(nameNow(rule)) : w.add}
      onClose={onClose}
      footer={
        <>
          <Button
            kind={isLookedAt ? "plain" : "primary"}
            busy={model.busy.value}
            disabled={!ready}
            onClick={() => void look()}
          >
            {w.preview}
          </Button>
          {isLookedAt && (
            <Button
              kind="primary"
              busy={model.busy.value}
              disabled={!ready}
              onClick={() => void save()}
            >
              {changed > 0 ? w.saveAgain(changed) : w.save}
            </Button>
          )}
        </>
      }
    >
      <form
        class="stack stack-l"
        onSubmit={(event) => {
          event.preventDefault();
          void (isLookedAt ? save() : ready && look());
        }}
      >
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
        <Head draft={draft} set={set} />
        <Conditions draft={draft} set={set} choices={model.choices.value} />
        <Gives draft={draft} set={set} choices={model.choices.value} />
        <Reads draft={draft} model={model} />
        <div aria-live="polite" ref={result}>
          {difference ? (
            <DifferenceView difference={difference} />
          ) : (
            <p class="muted">{past ? w.previewHint : w.previewLast}</p>
          )}
        </div>
      </form>
    </Drawer>
  );
}

type PartProps = { readonly draft: Draft; readonly set: (change: Partial<Draft>) => void };

function Head({ draft, set }: PartProps) {
  const w = words("crediting").form;
  return (
    <div class="crediting-head">
      <Field
        label={w.name}
        hint={w.nameHint}
        value={draft.name}
        onInput={(name) => set({ name })}
        maxLength={120}
        required
        autoFocus
      />
      <DateField
        label={w.from}
        hint={w.fromHint}
        value={draft.from}
        onInput={(from) => set({ from })}
        required
      />
      <Field
        label={w.rank}
        hint={w.rankHint}
        aside={words("common").optional}
        value={draft.rank}
        onInput={(rank) => set({ rank: rank.replace(/\D/g, "").slice(0, 4) })}
        inputMode="numeric"
        numeric
      />
    </div>
  );
}

function Reads({ draft, model }: { readonly draft: Draft; readonly model: Crediting }) {
  const w = words("crediting").form;
  const list = model.rules.value.value;
  const known = list.state === "ready" ? calledIn(list.body.names) : (id: string) => id;
  const chosen = calledBy(model.choices.value);
  const said = bodyOf(draft);
  return (
    <Note>
      <strong>{w.reads}</strong> {sentenceOf(said, (id) => known(chosen(id)))}
    </Note>
  );
}
