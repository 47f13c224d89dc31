import { useEffect, useMemo } from "preact/hooks";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { may } from "../auth/session.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import type { LeftDraft } from "../payplans/model.ts";
import type { IncentiveTabProps } from "../payplans/tab.ts";
import { Note } from "../ui/state.tsx";
import { BuildView } from "./build-view.tsx";
import { builderModel, type Save } from "./builder-model.ts";
import { PlanSentences } from "./sentences.tsx";
import "./builder.css";

/** The plan as it is built; who may not change it reads it. */
export function BuildTab({ model, page }: IncentiveTabProps) {
  if (!may("incentives.change") || page.plan.archived)
    return (
      <div class="stack">
        <Note icon="lock">{words("builder").readOnly}</Note>
        <h2 class="sr-only">{page.plan.name[language.value]}</h2>
        <PlanSentences plan={page.plan.document} />
      </div>
    );
  return <Building model={model} page={page} />;
}

function Building({ model, page }: IncentiveTabProps) {
  const save: Save = async (document: PlanJson) => {
    if (await model.change(document)) return "saved";
    const code = model.problem.value?.code;
    if (code !== "version/stale") return "refused";
    model.problem.value = null;
    return "stale";
  };
  const left = useMemo(() => unsaved(model.left.peek()), [page.plan.id]);
  const builder = useMemo(
    () => left?.builder ?? builderModel(page.plan.document, save, () => performance.now()),
    [left, page.plan.id],
  );
  useEffect(() => {
    model.left.value = null;
    // Another tab may have put another document in the draft's place.
    if (left && left.version !== page.plan.version) builder.saving.value = "stale";
    void builder.look();
    const leave = () => void builder.saveNow();
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      // Another tab of the plan reads what the server has; what cannot be saved is here again later.
      model.left.value = { builder, version: model.page.peek()?.plan.version ?? 0 };
      leave();
    };
  }, [builder]);
  const takeTheirs = async () => {
    await model.reload();
    const theirs = model.page.value?.plan.document;
    if (theirs) builder.takeTheirs(theirs);
  };
  const keepMine = async () => {
    await model.reload();
    await builder.keepMine();
  };
  return (
    <BuildView
      model={builder}
      onTakeTheirs={() => void takeTheirs()}
      onKeepMine={() => void keepMine()}
    />
  );
}

/** A draft that was left before all of it was saved; null where nothing of it is open. */
function unsaved(left: LeftDraft | null): LeftDraft | null {
  return left?.builder.saving.peek() === "saved" ? null : left;
}
