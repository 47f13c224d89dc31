import { useState } from "preact/hooks";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Field } from "../ui/field.tsx";
import { ErrorState, Note, Progress } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { PayrollButton } from "./payroll-button.tsx";
import { type Doing, type RunModel, today } from "./run-model.ts";
import type { Refused, Run } from "./wire.ts";

type Props = { readonly run: Run; readonly model: RunModel };

type Step = Exclude<Doing, "approveTrueUps" | "refuseTrueUps">;
const DOES: Readonly<Record<Run["state"], Step | null>> = {
  open: "calculate",
  calculated: "submit",
  in_review: "approve",
  approved: "lock",
  locked: "pay",
  paid: null,
};

/** What comes next, in one sentence and one button; who may not do it reads why. */
export function RunNext({ run, model }: Props) {
  const w = words("payruns").run;
  const does = DOES[run.state];
  const early = earlyWords(run);
  const refused = does === null ? undefined : refusalOf(run, does);
  return (
    <section class="run-next" aria-label={w.next.title}>
      <div class="run-next-words">
        <h2>{w.next.title}</h2>
        <p>{early ?? w.next[run.state]}</p>
        {run.onePerson && <p class="muted">{w.next.alone}</p>}
        {refused && early === null && (
          <p class="run-next-why">
            <strong>{refused.messages[language.value]}</strong>
          </p>
        )}
      </div>
      {run.job?.state === "running" ? (
        <Job run={run} />
      ) : (
        <div class="run-next-do">
          {does === "lock" && !refused && <Lock run={run} model={model} />}
          {does === "pay" && <Paying model={model} refused={refused} />}
          {does !== null && does !== "lock" && does !== "pay" && refused === null && (
            <Do what={does} model={model} />
          )}
          {run.state === "paid" && <PayrollButton model={model} kind="plain" />}
          <Again run={run} model={model} />
        </div>
      )}
      {run.job?.state === "failed" && (
        <Note tone="bad" icon="warn">
          {w.failed}
          {run.job.problem ? `: ${run.job.problem.messages[language.value]}` : ""}
        </Note>
      )}
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
    </section>
  );
}

/** Of a period that is not over: what can be done until then stands for what is refused until then. */
function earlyWords({ over, state, until }: Run): string | null {
  const w = words("payruns").run.next;
  if (over) return null;
  if (state === "open") return w.openEarly(day(until));
  return state === "calculated" ? w.calculatedEarly(day(until)) : null;
}

/** Undefined: the server does not offer it to this reader at all. */
function refusalOf(run: Run, what: Doing): Refused | undefined {
  return run.may.find(({ action }) => action === what)?.refused;
}

function Job({ run }: { readonly run: Run }) {
  const w = words("payruns").run;
  const { done, total } = run.job ?? { done: 0, total: 1 };
  return (
    <div class="run-next-job" role="status">
      <Progress
        label={w.working}
        value={done}
        max={total}
        detail={done === 0 ? w.first : w.of(done, total)}
      />
    </div>
  );
}

function Do({
  what,
  model,
}: {
  readonly what: "calculate" | "submit" | "approve";
  readonly model: RunModel;
}) {
  const w = words("payruns").run;
  const act = async () => {
    if (await model[what]()) toast(w.done[what], { tone: "good" });
  };
  return (
    <Button kind="primary" size="l" busy={model.busy.value === what} onClick={() => void act()}>
      {w.do[what]}
    </Button>
  );
}

/** A result that is not locked can always be calculated anew. */
function Again({ run, model }: Props) {
  const w = words("payruns").run;
  const may = refusalOf(run, "calculate");
  if (may !== null || run.state === "open") return null;
  const again = async () => {
    if (await model.calculate()) toast(w.done.calculate, { tone: "good" });
  };
  return (
    <Button busy={model.busy.value === "calculate"} onClick={() => void again()}>
      {w.recalculate}
    </Button>
  );
}

/** The word of the period is typed, because nothing can be undone after it. */
function Lock({ run, model }: Props) {
  const w = words("payruns").run;
  const [word, setWord] = useState("");
  const isRight = word.trim() === run.lockWord;
  const lock = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isRight && (await model.lock(word.trim()))) toast(w.done.lock, { tone: "good" });
  };
  return (
    <form class="run-lock" onSubmit={(event) => void lock(event)}>
      <Field label={w.word(run.lockWord)} value={word} onInput={setWord} autocomplete="off" />
      <Button
        kind="danger"
        type="submit"
        icon="lock"
        disabled={!isRight}
        busy={model.busy.value === "lock"}
      >
        {w.do.lock}
      </Button>
    </form>
  );
}

type PayingProps = { readonly model: RunModel; readonly refused: Refused | undefined };

function Paying({ model, refused }: PayingProps) {
  const w = words("payruns").run;
  const [on, setOn] = useState(today());
  const pay = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await model.pay(on)) toast(w.done.pay, { tone: "good" });
  };
  return (
    <>
      <PayrollButton model={model} kind="primary" />
      {refused === null && (
        <form class="run-lock" onSubmit={(event) => void pay(event)}>
          <DateField label={w.paidOn} value={on} onInput={setOn} />
          <Button type="submit" busy={model.busy.value === "pay"}>
            {w.do.pay}
          </Button>
        </form>
      )}
    </>
  );
}
