import { useState } from "preact/hooks";
import { plainAmount } from "../amount-text.ts";
import { words } from "../messages/messages.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Check, Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { ThreadModel, ThreadPage } from "./model.ts";

export type CounterProps = {
  readonly model: ThreadModel;
  readonly page: ThreadPage;
  readonly onClose: () => void;
};

/** Another number with its reason; last year's figures go along unless they are taken off. */
export function Counter({ model, page, onClose }: CounterProps) {
  const w = words("negotiations");
  const { round } = page;
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [cites, setCites] = useState(true);
  const send = async () => {
    const evidence: ("last_year" | "trailing")[] = cites ? ["last_year", "trailing"] : [];
    const said = { kind: "counter", amount: plainAmount(amount), reason, evidence } as const;
    if (!(await model.say(said))) return;
    toast(w.mine.sent);
    onClose();
  };
  return (
    <form
      class="stack answer-counter"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <AmountField
        label={w.mine.amount}
        value={amount}
        onInput={setAmount}
        currency={round.currency}
        required
        autoFocus
        size="l"
      />
      <Field
        label={w.mine.reason}
        name="reason"
        value={reason}
        onInput={setReason}
        required
        rows={2}
        maxLength={500}
        hint={w.mine.reasonHint}
      />
      <Check label={w.evidence.label} checked={cites} onChange={setCites} />
      {model.problem.value && <ErrorState inline problem={model.problem.value} />}
      <div class="answer-actions">
        <Button kind="primary" size="l" type="submit" wide busy={model.busy.value}>
          {w.mine.send}
        </Button>
        <Button size="l" wide onClick={onClose}>
          {words("common").cancel}
        </Button>
      </div>
    </form>
  );
}
