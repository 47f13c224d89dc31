import { useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Choice, Field } from "../ui/field.tsx";
import { When } from "../ui/when.tsx";
import type { PanelModel } from "./panel-model.ts";

/** Days that the company itself says are worked, or not. */
export function OwnDays({ model }: { readonly model: PanelModel }) {
  const w = words("fiscal");
  const c = words("common");
  const changeable = may("calendar.change");
  return (
    <Card title={w.own} lead={w.ownLead}>
      <div class="stack">
        <When of={model.days}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="muted">{w.ownEmpty}</p>
            ) : (
              <ul class="own-days">
                {items.map(({ on, works, note }) => (
                  <li key={on} class="row row-between">
                    <span>
                      <span class="num">{day(on, "weekday")}</span> · {works ? w.works : w.off}
                      {note && <span class="muted"> · {note}</span>}
                    </span>
                    {changeable && (
                      <Button
                        kind="quiet"
                        size="s"
                        icon="trash"
                        label={`${c.remove} ${day(on)}`}
                        onClick={() => void model.setDay({ on, works: null })}
                      />
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </When>
        {changeable && <AddDay model={model} />}
      </div>
    </Card>
  );
}

function AddDay({ model }: { readonly model: PanelModel }) {
  const w = words("fiscal");
  const [on, setOn] = useState("");
  const [is, setIs] = useState<"off" | "works">("off");
  const [note, setNote] = useState("");
  const add = async () => {
    const added = await model.setDay({ on, works: is === "works", ...(note ? { note } : {}) });
    if (!added) return;
    setOn("");
    setNote("");
  };
  return (
    <form
      class="own-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (on) void add();
      }}
    >
      <DateField label={w.on} value={on} onInput={setOn} required />
      <Choice
        legend={w.is}
        name="own-is"
        value={is}
        onChange={setIs}
        options={[
          { value: "off", label: w.off },
          { value: "works", label: w.works },
        ]}
      />
      <Field
        label={w.note}
        value={note}
        onInput={setNote}
        maxLength={80}
        placeholder={w.notePlaceholder}
      />
      <Button type="submit" icon="plus" busy={model.busy.value}>
        {w.add}
      </Button>
    </form>
  );
}
