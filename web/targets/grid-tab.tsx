import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Check, Field } from "../ui/field.tsx";
import { EmptyState, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { ConflictList } from "./grid-conflicts.tsx";
import { saveGridFile } from "./grid-file.ts";
import { GridImport } from "./grid-import.tsx";
import { gridModel, type GridModel } from "./grid-model.ts";
import { GridView } from "./grid-view.tsx";
import type { PlanTabProps } from "./tab.ts";
import "../charts/charts.css";
import "./grid.css";

/** Everybody's months as one table: read, typed into, taken out to a spreadsheet and back. */
export function GridTab({ page }: PlanTabProps) {
  const w = words("grid");
  const { plan } = page;
  const model = useMemo(() => gridModel(plan.id, plan.metric.scale), [plan.id]);
  // Read anew whenever the plan was: what is typed and unsaved stays on top.
  useEffect(() => void model.refresh(), [model, page]);
  const load = model.load.value;
  if (load.state === "loading") {
    return <Skeleton lines={12} label={w.loading(load.rows)} />;
  }
  if (load.state === "failed") {
    return <ErrorState problem={load.problem} onRetry={() => void model.refresh()} />;
  }
  if (!model.items.value.some(({ months }) => months !== null)) {
    return <EmptyState title={w.empty.title}>{w.empty.text}</EmptyState>;
  }
  return <Loaded model={model} page={page} />;
}

function Loaded({
  model,
  page,
}: {
  readonly model: GridModel;
  readonly page: PlanTabProps["page"];
}) {
  const w = words("grid");
  const [heat, setHeat] = useState(false);
  const [importing, setImporting] = useState(false);
  const [writing, setWriting] = useState(false);
  const mayType = may("targets.allocate");
  const write = async () => {
    setWriting(true);
    await saveGridFile(model, page.plan, w.file);
    setWriting(false);
  };
  return (
    <div class="stack">
      <div class="grid-tools">
        <Field
          label={w.find}
          type="search"
          value={model.filter.value}
          onInput={(text) => {
            model.filter.value = text;
          }}
        />
        <Check label={w.heat} checked={heat} onChange={setHeat} />
        <Button icon="download" busy={writing} onClick={() => void write()}>
          {w.export}
        </Button>
        {mayType && (
          <Button icon="upload" onClick={() => setImporting(true)}>
            {w.import}
          </Button>
        )}
      </div>
      {mayType && <p class="small muted">{w.lead}</p>}
      <ConflictList model={model} />
      <GridView model={model} heat={heat} mayType={mayType} />
      {model.changed.value > 0 && <SaveBar model={model} />}
      {importing && <GridImport model={model} onClose={() => setImporting(false)} />}
    </div>
  );
}

/** All typed cells are saved together, with one reason, or none of them. */
function SaveBar({ model }: { readonly model: GridModel }) {
  const w = words("grid");
  const [reason, setReason] = useState("");
  const problem = model.problem.value;
  const save = async () => {
    if (await model.save(reason.trim())) {
      setReason("");
      toast(w.saved);
    }
  };
  return (
    <div class="grid-save stack" role="region" aria-label={w.changed(model.changed.value)}>
      {problem && <ErrorState inline problem={problem} />}
      <div class="grid-tools">
        <strong>{w.changed(model.changed.value)}</strong>
        <Field
          label={w.reason}
          hint={w.reasonHint}
          value={reason}
          onInput={setReason}
          maxLength={500}
          required
        />
        <Button
          kind="primary"
          busy={model.saving.value}
          disabled={reason.trim() === "" || model.conflicts.value.length > 0}
          onClick={() => void save()}
        >
          {w.save}
        </Button>
        <Button onClick={model.discard}>{w.discard}</Button>
      </div>
      {model.conflicts.value.length > 0 && <Note tone="warn">{w.conflicts}</Note>}
    </div>
  );
}
