import { useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { Crediting, CreditRule } from "./model.ts";

type EndProps = {
  readonly model: Crediting;
  readonly rule: CreditRule;
  readonly onClose: () => void;
};

/** From which day on a rule gives nothing: what it gave before stays. */
export function EndDialog({ model, rule, onClose }: EndProps) {
  const w = words("crediting");
  const [from, setFrom] = useState<string>(me().today);
  const save = async () => {
    if (!(await model.end(rule, from))) return;
    toast(w.form.endDone);
    onClose();
  };
  return (
    <Dialog
      open
      title={w.form.endTitle(rule.spans.at(-1)?.name ?? "")}
      onClose={onClose}
      footer={
        <Button
          kind="danger"
          busy={model.busy.value}
          disabled={from === ""}
          onClick={() => void save()}
        >
          {w.end}
        </Button>
      }
    >
      <div class="stack">
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
        <Field
          label={w.form.endFrom}
          hint={w.form.fromHint}
          type="date"
          value={from}
          onInput={setFrom}
          required
          autoFocus
        />
      </div>
    </Dialog>
  );
}
