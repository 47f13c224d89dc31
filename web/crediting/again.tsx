import { useState } from "preact/hooks";
import { addDays, day, firstOfMonth, isDay } from "../../workers/lib/day.ts";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DateField } from "../ui/date-field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { DifferenceView } from "./difference-view.tsx";
import type { Crediting, Difference } from "./model.ts";

type Looked = { readonly key: string; readonly difference: Difference | null };

/** Crediting past entries by the rules of now: first what it would change, then the command. */
export function Again({ model }: { readonly model: Crediting }) {
  const w = words("crediting").again;
  const [from, setFrom] = useState<string>(firstOfMonth(day(me().today)));
  const [last, setLast] = useState<string>(me().today);
  const [looked, setLooked] = useState<Looked | null>(null);
  const ready = isDay(from) && isDay(last) && from <= last;
  const days = { from, until: ready ? addDays(day(last), 1) : last };
  const key = `${from} ${last}`;
  const difference = looked?.key === key ? looked.difference : null;
  const look = async () => {
    setLooked({ key, difference: null });
    setLooked({ key, difference: await model.look(days, null, null) });
  };
  const send = async () => {
    const done = await model.again(days);
    if (done === null) return;
    setLooked(null);
    toast(w.done(done));
  };
  return (
    <Card title={w.title} lead={w.lead} level={2}>
      <div class="stack">
        <form
          class="row crediting-days"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) void look();
          }}
        >
          <DateField label={w.from} value={from} onInput={setFrom} required />
          <DateField label={w.until} value={last} onInput={setLast} min={from} required />
          <Button type="submit" busy={model.busy.value} disabled={!ready}>
            {w.look}
          </Button>
        </form>
        <div class="stack" aria-live="polite">
          {looked?.key === key && !difference && model.problem.value && (
            <ErrorState problem={model.problem.value} inline />
          )}
          {difference && (
            <>
              <DifferenceView difference={difference} />
              {difference.changed > 0 && (
                <div class="row">
                  <Button kind="primary" busy={model.busy.value} onClick={() => void send()}>
                    {w.send(difference.changed)}
                  </Button>
                  {model.left.value > 0 && <span class="muted">{w.going(model.left.value)}</span>}
                </div>
              )}
            </>
          )}
        </div>
      </div>
    </Card>
  );
}
