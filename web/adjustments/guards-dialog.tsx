import { useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { day, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Choice, Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { AdjustModel, Guards } from "./model.ts";
import { rateText } from "./text.ts";

type GuardsProps = { readonly model: AdjustModel; readonly guards: Guards };

/** What the company allows, in one sentence, and the way to change it. */
export function GuardsLine({ model, guards }: GuardsProps) {
  const w = words("adjustments").guards;
  const [open, setOpen] = useState(false);
  const { monthPercentMax, monthCountMax, countPer, closedUntil } = guards;
  const most = percent(rateText(monthPercentMax), 1).replace(/\.0%$/, "%");
  return (
    <div class="row row-between adjust-guards">
      <p class="small muted">
        {w.summary(most, monthCountMax, w.per[countPer])}
        {closedUntil && ` ${w.closed(day(closedUntil))}`}
      </p>
      {may("adjustments.guard") && (
        <Button size="s" icon="settings" onClick={() => setOpen(true)}>
          {w.edit}
        </Button>
      )}
      {open && <GuardsDialog model={model} guards={guards} onClose={() => setOpen(false)} />}
    </div>
  );
}

function GuardsDialog({ model, guards, onClose }: GuardsProps & { readonly onClose: () => void }) {
  const w = words("adjustments").guards;
  const [most, setMost] = useState(
    percent(rateText(guards.monthPercentMax), 2).replace(/\.?0*%$/, ""),
  );
  const [count, setCount] = useState(`${guards.monthCountMax}`);
  const [per, setPer] = useState(guards.countPer);
  const [closed, setClosed] = useState(guards.closedUntil ?? "");
  const save = async () => {
    const saved = await model.saveGuards({
      monthPercentMax: `${most.trim().replace(/%$/, "")}%`,
      monthCountMax: Number(count),
      countPer: per,
      closedUntil: closed === "" ? null : closed,
    });
    if (!saved) return;
    toast(w.saved);
    onClose();
  };
  return (
    <Dialog
      open
      title={w.title}
      onClose={onClose}
      footer={
        <Button kind="primary" busy={model.busy.value} onClick={() => void save()}>
          {w.save}
        </Button>
      }
    >
      <div class="stack">
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
        <Field
          label={w.percent}
          hint={w.percentHint}
          value={most}
          suffix="%"
          numeric
          inputMode="decimal"
          onInput={setMost}
        />
        <Field label={w.count} value={count} numeric inputMode="numeric" onInput={setCount} />
        <Choice
          legend={w.countPer}
          name="per"
          value={per}
          options={[
            { value: "quarter", label: w.per.quarter },
            { value: "year", label: w.per.year },
          ]}
          onChange={setPer}
        />
        <DateField label={w.closedUntil} hint={w.closedHint} value={closed} onInput={setClosed} />
      </div>
    </Dialog>
  );
}
