import { useEffect, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { isTyping } from "../ui/typing.ts";
import type { Carried, People, Unit } from "./model.ts";
import { nameOf } from "./name.ts";

/**
 * What was picked up stays in hand while one walks to where it belongs: `V` or the button puts it
 * down, Escape gives it up. Nothing changes before that.
 */
export function CarryBar({ people, here }: { readonly people: People; readonly here: Unit }) {
  const w = words("data").people;
  const what = people.carried.value;
  const [from, setFrom] = useState<string>(people.on.value || me().today);
  const put = (to: string | null) =>
    void people.putDown(to, from).then((done) => {
      if (done && what) toast(w.moved(what.name));
    });
  const fits = what !== null && what.id !== here.id && what.unit !== here.id;
  useEffect(() => {
    if (!what) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "Escape") people.carried.value = null;
      if (event.key === "v" && fits && from !== "") put(here.id);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  if (!what) return null;
  return (
    <section class="carry" aria-label={w.carrying(what.name)}>
      <p role="status">
        <strong>{w.carrying(what.name)}</strong> <span class="muted">{w.carryHint}</span>
      </p>
      <div class="row">
        <DateField label={w.moveFrom} value={from} onInput={setFrom} required />
        <Button
          kind="primary"
          disabled={!fits || from === ""}
          busy={people.busy.value}
          onClick={() => put(here.id)}
        >
          {w.putHere(nameOf(here))}
        </Button>
        {what.kind === "unit" && (
          <Button disabled={from === ""} onClick={() => put(null)}>
            {w.putAsRoot}
          </Button>
        )}
        <Button kind="quiet" onClick={() => (people.carried.value = null)}>
          {words("common").cancel}
        </Button>
      </div>
    </section>
  );
}

type MoveToProps = {
  readonly people: People;
  readonly what: Carried;
  readonly close: () => void;
};

/** The same by name: where to, and from which day. */
export function MoveTo({ people, what, close }: MoveToProps) {
  const w = words("data").people;
  const [team, setTeam] = useState("");
  const [from, setFrom] = useState<string>(people.on.value || me().today);
  const [unknown, setUnknown] = useState("");
  const move = async () => {
    const to = await people.unitNamed(team);
    if (to === null) return setUnknown(team);
    people.carried.value = what;
    const done = await people.putDown(to, from);
    people.carried.value = null;
    if (!done) return;
    toast(w.moved(what.name));
    close();
  };
  return (
    <Dialog
      open
      title={w.moveTo(what.name)}
      onClose={close}
      footer={
        <Button
          kind="primary"
          busy={people.busy.value}
          disabled={team.trim() === "" || from === ""}
          onClick={() => void move()}
        >
          {w.move}
        </Button>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void move();
        }}
      >
        {people.problem.value && <ErrorState problem={people.problem.value} inline />}
        <Field
          label={w.team}
          hint={w.teamHint}
          value={team}
          onInput={(text) => {
            setTeam(text);
            setUnknown("");
          }}
          required
          autoFocus
          error={unknown ? w.unknownTeam(unknown) : null}
        />
        <DateField label={w.moveFrom} hint={w.moveHint} value={from} onInput={setFrom} required />
      </form>
    </Dialog>
  );
}
