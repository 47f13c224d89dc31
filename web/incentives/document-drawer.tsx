import { useMemo, useState } from "preact/hooks";
import type { Json } from "../../workers/incentives/sentences/sentence.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Note } from "../ui/state.tsx";
import type { BuilderModel } from "./builder-model.ts";
import { put, valueAt } from "./edit.ts";
import { engine } from "./engine-client.ts";
import { placeText } from "./payout-words.ts";

type Props = {
  readonly model: BuilderModel;
  /** Of a component; empty for the whole document. */
  readonly pointer: string;
  readonly onClose: () => void;
};

/** The document itself, for what no sentence lets one change; it is checked before it is taken. */
export function DocumentDrawer({ model, pointer, onClose }: Props) {
  const w = words("builder");
  const first = useMemo(
    () => JSON.stringify(valueAt(model.plan.peek(), pointer) ?? model.plan.peek(), null, 2),
    [pointer],
  );
  const [text, setText] = useState(first);
  const [error, setError] = useState<string | null>(null);
  const take = async () => {
    const read = parsed(text);
    if (read === null) return setError(w.notJson);
    const next =
      pointer === "" ? put(model.plan.value, "", read) : put(model.plan.value, pointer, read);
    const { places } = await engine.run("check", { plan: next });
    const unfit = places.filter(({ kind }) => kind === "unfit");
    if (unfit[0]) return setError(`${unfit[0].pointer}: ${placeText(unfit[0], w)}`);
    model.change(next);
    onClose();
  };
  return (
    <Drawer
      open
      wide
      title={w.asDocument}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" onClick={() => void take()}>
            {w.takeDocument}
          </Button>
        </>
      }
    >
      <div class="stack plan-document">
        <Note>{w.documentLead}</Note>
        <Field label={w.document} value={text} onInput={setText} rows={26} error={error} />
      </div>
    </Drawer>
  );
}

function parsed(text: string): Json | null {
  try {
    // Whatever it is, the check reads it before anything else does.
    const read = JSON.parse(text) as Json;
    return typeof read === "object" && read !== null ? read : null;
  } catch {
    return null;
  }
}
