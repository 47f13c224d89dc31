import { useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { reached } from "./days.ts";
import { DifferenceView } from "./difference-view.tsx";
import type { Crediting, CreditRule, Difference } from "./model.ts";

type EndProps = {
  readonly model: Crediting;
  readonly rule: CreditRule;
  readonly onClose: () => void;
};

/** From which day on a rule gives nothing; what it gave from then on is looked at and taken back. */
export function EndDialog({ model, rule, onClose }: EndProps) {
  const w = words("crediting");
  const [from, setFrom] = useState<string>(me().today);
  const [difference, setDifference] = useState<Difference | null>(null);
  const begun = rule.spans[0]?.from ?? "";
  const past = reached(from > begun ? from : begun, me().today);
  const isLookedAt = past === null || difference !== null;
  const changed = past === null ? 0 : (difference?.changed ?? 0);
  const save = async () => {
    if (past && !difference) return setDifference(await model.lookAtEnd(past, rule));
    if (!(await model.end(rule, from))) return;
    const done = past && changed > 0 ? await model.again(past) : 0;
    if (done === null) return;
    toast(done > 0 ? words("crediting").again.done(done) : w.form.endDone);
    onClose();
  };
  return (
    <Dialog
      open
      title={w.form.endTitle(rule.spans.at(-1)?.name ?? "")}
      onClose={onClose}
      footer={
        <Button
          kind={isLookedAt ? "danger" : "primary"}
          busy={model.busy.value}
          disabled={from === ""}
          onClick={() => void save()}
        >
          {!isLookedAt ? w.form.preview : changed > 0 ? w.form.endAgain(changed) : w.end}
        </Button>
      }
    >
      <div class="stack">
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
        <DateField
          label={w.form.endFrom}
          hint={w.form.fromHint}
          value={from}
          onInput={(to) => {
            setDifference(null);
            setFrom(to);
          }}
          required
          autoFocus
        />
        <div aria-live="polite">{difference && <DifferenceView difference={difference} />}</div>
      </div>
    </Dialog>
  );
}
