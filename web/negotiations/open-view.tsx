import { useState } from "preact/hooks";
import { addDays, type Day } from "../../workers/lib/day.ts";
import type { openRound } from "../../workers/negotiations/contract.ts";
import { api, type Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import type { Plan } from "../targets/model.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Check, Choice, Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { newId } from "../../workers/lib/id.ts";
import { nowMs } from "../clock.ts";
import type { Opening, Round } from "./model.ts";
import { PayoffView } from "./payoff-view.tsx";

type OpenProps = {
  readonly plan: Plan;
  readonly numbers: number;
  readonly onClose: () => void;
  readonly onOpened: () => Promise<void>;
};

/** Two weeks are usual: long enough to ask, short enough to remember. */
const USUAL_DAYS = 14;
type Kind = Round["payoff"]["kind"];

/** What is fixed before anybody is asked: the last day, and how statements pay. */
export function OpenDialog({ plan, numbers, onClose, onOpened }: OpenProps) {
  const w = words("negotiations").round;
  const today: Day = me().today;
  const [deadline, setDeadline] = useState<string>(addDays(today, USUAL_DAYS));
  const [kind, setKind] = useState<Kind>("none");
  const [terms, setTerms] = useState({
    weight: "0.5",
    reward: "0.7",
    penalty: "0.5",
    floor: false,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const payoff: Opening["payoff"] = kind === "joint" ? { kind, ...terms } : { kind };
  const open = async () => {
    setBusy(true);
    const answer = await api<typeof openRound>("POST", "/plans/:planId/rounds", {
      params: { planId: plan.id },
      body: { id: newId(nowMs.value), deadline, payoff },
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.opened(answer.body.threads));
    await onOpened();
    onClose();
  };
  return (
    <Dialog
      open
      wide
      title={w.openTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={isBusy} onClick={() => void open()}>
            {w.open}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{w.openText(numbers)}</p>
        <DateField
          label={w.deadline}
          name="deadline"
          value={deadline}
          min={today}
          onInput={setDeadline}
          hint={w.deadlineHint}
        />
        <Choice<Kind>
          legend={w.payoff}
          name="payoff"
          value={kind}
          onChange={setKind}
          options={(["none", "gonik", "joint"] as const).map((value) => ({
            value,
            label: w.payoffs[value],
          }))}
        />
        {kind === "joint" && (
          <div class="joint-terms">
            {(["weight", "reward", "penalty"] as const).map((name) => (
              <Field
                key={name}
                label={w[name]}
                value={terms[name]}
                numeric
                inputMode="decimal"
                onInput={(text) => setTerms({ ...terms, [name]: text })}
              />
            ))}
            <Check
              label={w.floor}
              checked={terms.floor}
              onChange={(floor) => setTerms({ ...terms, floor })}
            />
          </div>
        )}
        {kind !== "none" && (
          <details>
            <summary>{w.explain}</summary>
            <PayoffView
              payoff={kind === "joint" ? { kind, ...terms } : { kind }}
              objective="100"
              currency={null}
            />
          </details>
        )}
        {problem && <ErrorState inline problem={problem} />}
      </div>
    </Dialog>
  );
}
