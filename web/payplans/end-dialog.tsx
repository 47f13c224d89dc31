import { useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { PeopleModel } from "./people.ts";

type Props = {
  readonly model: PeopleModel;
  readonly people: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** Takes people off a plan from a day on. */
export function EndDialog({ model, people, onClose, onDone }: Props) {
  const w = words("payplans").people;
  const [until, setUntil] = useState<string>(me().today);
  const go = async () => {
    const done = await model.end(people, until);
    if (!done) return;
    toast(w.endedToast(done.ended));
    onDone();
    onClose();
  };
  return (
    <Dialog
      open
      title={w.endTitle(people.length)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="danger" busy={model.busy.value} onClick={() => void go()}>
            {w.endGo}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <p>{w.endLead}</p>
        <DateField label={w.until} value={until} onInput={setUntil} required />
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      </form>
    </Dialog>
  );
}
