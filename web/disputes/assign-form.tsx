import { useEffect, useMemo, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Select } from "../ui/field.tsx";
import { Skeleton } from "../ui/state.tsx";
import { When } from "../ui/when.tsx";
import { type Dispute, ownersModel, type Said } from "./model.ts";
import { whoText } from "./text.ts";

type Props = {
  readonly dispute: Dispute;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onSend: (said: Said) => void;
};

/** Hands a dispute to somebody else, with another day where it needs one. Nobody is given their own. */
export function AssignForm({ dispute, busy, onBack, onSend }: Props) {
  const w = words("disputes").do;
  const owners = useMemo(ownersModel, []);
  const [owner, setOwner] = useState("");
  // Of a late one the day is over: it is answered today unless another day is said.
  const { today } = me();
  const [dueOn, setDueOn] = useState<string>(dispute.dueOn < today ? today : dispute.dueOn);
  useEffect(() => void owners.load(), [owners]);
  return (
    <form
      class="stack stack-s disputes-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (owner !== "") onSend({ owner, dueOn: dueOn === dispute.dueOn ? "" : dueOn });
      }}
    >
      <When of={owners} waiting={<Skeleton lines={2} />}>
        {({ items }) => (
          <Select
            label={w.owner}
            value={owner}
            options={[
              { value: "", label: w.choose, disabled: true },
              ...items
                .filter(({ person }) => person !== dispute.person)
                .map((each) => ({ value: each.account, label: whoText(each) })),
            ]}
            onChange={setOwner}
          />
        )}
      </When>
      <DateField label={w.dueOn} min={today} value={dueOn} onInput={setDueOn} />
      <div class="row row-end">
        <Button onClick={onBack}>{w.back}</Button>
        <Button kind="primary" type="submit" busy={busy} disabled={owner === ""}>
          {w.confirmAssign}
        </Button>
      </div>
    </form>
  );
}
