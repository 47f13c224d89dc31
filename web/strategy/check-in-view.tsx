import { useEffect, useMemo, useState } from "preact/hooks";
import { plainAmount, readAmount } from "../amount-text.ts";
import type { Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { exact, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog, Drawer } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { checkInResource, type KeyResult, type Objective, type OkrModel } from "./okr-model.ts";

type Props = {
  readonly objective: Objective;
  readonly of: KeyResult;
  readonly onClose: () => void;
};

/** Says where a key result stands; what was there stays in its history. */
export function CheckInDialog({
  model,
  objective,
  of,
  onClose,
}: Props & { readonly model: OkrModel }) {
  const w = words("strategy").okr;
  const [value, setValue] = useState("");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isComplete = readAmount(value).ok;
  const send = async () => {
    if (!isComplete) return;
    setBusy(true);
    const said = { value: plainAmount(value), note: note.trim() === "" ? null : note };
    const answer = await model.checkIn(objective, of, said);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.saved);
    onClose();
  };
  return (
    <Dialog
      open
      title={w.checkInOf(nameOf(of))}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={isBusy} disabled={!isComplete} onClick={() => void send()}>
            {w.checkIn}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {problem && <ErrorState problem={problem} inline />}
        <AmountField
          label={w.value}
          hint={`${w.way(exact(of.start), exact(of.target))} ${of.measure ?? ""}`}
          value={value}
          onInput={setValue}
          size="l"
          autoFocus
        />
        <Field label={w.note} value={note} onInput={setNote} maxLength={500} rows={2} />
        <button type="submit" class="sr-only" tabIndex={-1} aria-hidden="true">
          {w.checkIn}
        </button>
      </form>
    </Dialog>
  );
}

export function CheckInHistory({ objective, of, onClose }: Props) {
  const w = words("strategy").okr;
  const read = useMemo(() => checkInResource(objective.id, of.id), [of.id]);
  useEffect(() => void read.load(), [read]);
  return (
    <Drawer open title={w.historyOf(nameOf(of))} onClose={onClose}>
      <When of={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{w.noHistory}</p>
          ) : (
            <Table
              caption={w.historyOf(nameOf(of))}
              dense
              rows={items}
              rowKey={({ number }) => String(number)}
              columns={[
                { id: "at", head: w.at, names: true, cell: ({ at }) => moment(at) },
                { id: "value", head: w.current, numeric: true, cell: ({ value }) => exact(value) },
                {
                  id: "note",
                  head: w.note,
                  cell: ({ note }) => note ?? words("strategy").map.none,
                },
                {
                  id: "by",
                  head: w.by,
                  cell: ({ by }) => (by === me().account.account ? w.me : w.somebody),
                },
              ]}
            />
          )
        }
      </When>
    </Drawer>
  );
}
