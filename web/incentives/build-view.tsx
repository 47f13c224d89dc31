import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { planSentences, type ToldPart } from "../../workers/incentives/sentences/plan.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Badge, Note } from "../ui/state.tsx";
import { askedOf } from "./asked.ts";
import { useBoards } from "./boards.ts";
import type { BuilderModel } from "./builder-model.ts";
import { ComponentCard, PartBody, RuleMenu } from "./component-card.tsx";
import { CurvePanel } from "./curve-panel.tsx";
import { DocumentDrawer } from "./document-drawer.tsx";
import { MetricsCard } from "./metrics-card.tsx";
import { kindName, KINDS, planRulesFor, withKind, withPlanRule } from "./new-component.ts";
import { PlanHead } from "./plan-head.tsx";

type Props = {
  readonly model: BuilderModel;
  /** What is kept by the server, after another hand changed it. */
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
};

/** The plan in sentences at the left, what it pays at the right; both are one document. */
export function BuildView({ model, onTakeTheirs, onKeepMine }: Props) {
  const w = words("builder");
  const plan = model.plan.value;
  const parts = planSentences(plan, language.value);
  const { query } = useLocation();
  const asked = askedOf(parts, query["at"] ?? "");
  const [document, setDocument] = useState<string | null>(null);
  useBoards(model);
  return (
    <div class="builder" onKeyDown={(event) => undoKeys(event, model)}>
      <div class="builder-plan">
        {model.saving.value === "stale" && (
          <Note tone="warn" icon="warn">
            <div class="row row-between">
              <span>{w.stale}</span>
              <span class="row">
                <Button size="s" onClick={onTakeTheirs}>
                  {w.takeTheirs}
                </Button>
                <Button size="s" onClick={onKeepMine}>
                  {w.keepMine}
                </Button>
              </span>
            </div>
          </Note>
        )}
        <Toolbar model={model} onDocument={() => setDocument("")} />
        <PlanHead model={model} />
        {parts.map((part, at) =>
          part.pointer.startsWith("/components/") ? (
            <ComponentCard
              key={`${plan.components[at]?.key ?? ""}${at}`}
              model={model}
              part={part}
              at={at}
              asked={asked}
              onDocument={setDocument}
            />
          ) : null,
        )}
        <RuleMenu
          primary
          label={w.addComponent}
          items={KINDS.map((kind) => ({
            id: kind,
            label: kindName(kind)[language.value],
            hint: "",
            onChoose: () => model.change(withKind(plan, kind)),
          }))}
        />
        <MetricsCard model={model} part={parts.find(isOfMetrics) ?? NO_METRICS} asked={asked} />
        {parts.map((part) =>
          part.pointer.startsWith("/components/") || isOfMetrics(part) ? null : (
            <section key={part.title} class="plan-card plan-card-whole" aria-label={part.title}>
              <header class="plan-card-head">
                <h2>{part.title}</h2>
              </header>
              <PartBody model={model} part={part} asked={asked}>
                {part.pointer === "" && (
                  <RuleMenu
                    label={w.addRule}
                    items={planRulesFor(plan).map((rule) => ({
                      id: rule,
                      label: w.planRules[rule],
                      onChoose: () => model.change(withPlanRule(plan, rule)),
                    }))}
                  />
                )}
              </PartBody>
            </section>
          ),
        )}
      </div>
      <div class="builder-result">
        <CurvePanel model={model} />
      </div>
      {document !== null && (
        <DocumentDrawer model={model} pointer={document} onClose={() => setDocument(null)} />
      )}
    </div>
  );
}

const isOfMetrics = ({ pointer }: ToldPart) => pointer === "/metrics";
const NO_METRICS: ToldPart = { title: "", pointer: "/metrics", sentences: [] };

/** Undo stays the browser's own while a field has the focus. */
function undoKeys(event: KeyboardEvent, model: BuilderModel): void {
  const isField =
    event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (isField || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  if (event.shiftKey) model.redo();
  else model.undo();
}

type ToolbarProps = { readonly model: BuilderModel; readonly onDocument: () => void };

/** Undo, redo, whether it is saved, and how much is still to be chosen. */
function Toolbar({ model, onDocument }: ToolbarProps) {
  const w = words("builder");
  const places = model.places.value;
  const open = places.filter(({ kind }) => kind === "unchosen").length;
  const wrong = places.length - open;
  return (
    <div class="builder-bar">
      <div class="row">
        <Button
          kind="quiet"
          size="s"
          icon="undo"
          disabled={model.past.value.length === 0}
          onClick={model.undo}
        >
          {w.undo}
        </Button>
        <Button
          kind="quiet"
          size="s"
          disabled={model.future.value.length === 0}
          onClick={model.redo}
        >
          {w.redo}
        </Button>
        <Button kind="quiet" size="s" icon="file" onClick={onDocument}>
          {w.asDocument}
        </Button>
      </div>
      <div class="row" role="status">
        {open > 0 && <Badge tone="warn">{w.openChoices(open)}</Badge>}
        {wrong > 0 && <Badge tone="bad">{w.wrongPlaces(wrong)}</Badge>}
        <span class="builder-saved">{w.saving[model.saving.value]}</span>
      </div>
    </div>
  );
}
