import { useMemo, useState } from "preact/hooks";
import { PARTS_MAX, partsIn } from "../../workers/payplans/parts.ts";
import type { Json } from "../../workers/incentives/sentences/sentence.ts";
import { type Catalogues, words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Note } from "../ui/state.tsx";
import type { BuilderModel } from "./builder-model.ts";
import { put, valueAt } from "./edit.ts";
import { engine } from "./engine-client.ts";
import { placeText } from "./payout-words.ts";

type Words = Catalogues["builder"];
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
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    const read = readText(text, w);
    if (typeof read === "string") return setWrong([read]);
    setBusy(true);
    const next = put(model.plan.value, pointer, read.json);
    const { places } = await engine.run("check", { plan: next });
    setBusy(false);
    const unfit = places.filter(({ kind }) => kind === "unfit");
    setWrong(unfit.map((place) => `${place.pointer}: ${placeText(place, w)}`));
    if (unfit.length > 0) return;
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
          <Button kind="primary" busy={isBusy} onClick={() => void take()}>
            {w.takeDocument}
          </Button>
        </>
      }
    >
      <div class="stack plan-document">
        <Note>{w.documentLead}</Note>
        {wrong.length > 0 && (
          <Note tone="bad" icon="warn">
            <ul class="plan-document-wrong">
              {wrong.slice(0, SHOWN).map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
            {wrong.length > SHOWN && <p>{w.moreWrong(wrong.length - SHOWN)}</p>}
          </Note>
        )}
        <Field label={w.document} value={text} onInput={setText} rows={26} />
      </div>
    </Drawer>
  );
}

/** Places that are told before "and so on". */
const SHOWN = 12;
/** Somewhat less than the server takes as one request. */
const MOST_CHARACTERS = 1_000_000;

/** What is typed as JSON, or why it cannot be taken; nothing of it is looked at before its size is. */
function readText(text: string, w: Words): { readonly json: Json } | string {
  if (text.length > MOST_CHARACTERS)
    return w.tooLarge((text.length / 1_000_000).toFixed(1), MOST_CHARACTERS / 1_000_000);
  const json = parsed(text);
  if (json === null) return w.notJson;
  return partsIn(json) > PARTS_MAX ? w.tooManyParts(PARTS_MAX) : { json };
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
