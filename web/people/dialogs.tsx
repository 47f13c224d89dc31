import { useState } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { People, PersonDraft } from "./model.ts";

type DialogProps = { readonly people: People; readonly open: boolean; readonly close: () => void };

export function TeamDialog({ people, open, close }: DialogProps) {
  const w = words("data").people;
  const [name, setName] = useState("");
  const [code, setCode] = useState("");
  const [nameEn, setNameEn] = useState("");
  const save = () =>
    void people.addTeam(name, code, nameEn).then((saved) => {
      if (!saved) return;
      toast(w.saved(name));
      setName("");
      setCode("");
      setNameEn("");
      close();
    });
  return (
    <Dialog
      open={open}
      title={w.addTeam}
      onClose={close}
      footer={<SaveButton people={people} off={name.trim() === ""} form="team-form" />}
    >
      <form
        id="team-form"
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {people.problem.value && <ErrorState problem={people.problem.value} inline />}
        <Field
          label={w.teamName}
          value={name}
          onInput={setName}
          required
          autoFocus
          maxLength={120}
        />
        <Field
          label={w.nameEn}
          value={nameEn}
          onInput={setNameEn}
          maxLength={120}
          aside={words("common").optional}
        />
        <Field label={w.teamCode} value={code} onInput={setCode} hint={w.codeHint} maxLength={64} />
      </form>
    </Dialog>
  );
}

const BLANK: PersonDraft = {
  ...{
    code: "",
    name: "",
    nameEn: "",
    email: "",
    position: "",
    unit: "",
    startsOn: "",
    endsOn: "",
  },
};

export function PersonDialog({ people, open, close }: DialogProps) {
  const w = words("data").people;
  const [draft, setDraft] = useState(BLANK);
  const set = (name: keyof PersonDraft) => (value: string) => setDraft({ ...draft, [name]: value });
  const save = () =>
    void people.save({ ...draft, unit: people.unitId.value }).then((saved) => {
      if (!saved) return;
      toast(w.saved(draft.name));
      setDraft(BLANK);
      close();
    });
  return (
    <Dialog
      open={open}
      title={w.addPerson}
      onClose={close}
      footer={<SaveButton people={people} off={draft.name.trim() === ""} form="person-form" />}
    >
      <form
        id="person-form"
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {people.problem.value && <ErrorState problem={people.problem.value} inline />}
        <Field
          label={w.name}
          value={draft.name}
          onInput={set("name")}
          required
          autoFocus
          maxLength={120}
        />
        <Field
          label={w.nameEn}
          value={draft.nameEn}
          onInput={set("nameEn")}
          maxLength={120}
          aside={words("common").optional}
        />
        <Field
          label={w.code}
          value={draft.code}
          onInput={set("code")}
          hint={w.codeHint}
          maxLength={64}
        />
        <Field
          label={w.email}
          type="email"
          value={draft.email}
          onInput={set("email")}
          aside={words("common").optional}
        />
        <Field
          label={w.position}
          value={draft.position}
          onInput={set("position")}
          aside={words("common").optional}
        />
        <DateField
          label={w.from}
          value={draft.startsOn}
          onInput={set("startsOn")}
          hint={w.fromHint}
        />
      </form>
    </Dialog>
  );
}

function SaveButton({ people, off, form }: { people: People; off: boolean; form: string }) {
  return (
    <Button
      kind="primary"
      busy={people.busy.value}
      disabled={off}
      onClick={() => (document.getElementById(form) as HTMLFormElement | null)?.requestSubmit()} // The form of this very dialog.
    >
      {words("common").save}
    </Button>
  );
}
