import { useEffect, useMemo, useState } from "preact/hooks";
import { newId } from "../../workers/lib/id.ts";
import { TIES, WINDOWS, MODES } from "../../workers/boards/board.ts";
import type { changeBoard, createBoard, getBoard } from "../../workers/boards/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { actionKey, api, type Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { loadMetrics, metrics } from "../reports/model.ts";
import { choices, placeModel } from "../reports/subject.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Check, Choice, Field, Select } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";

export type BoardOnList = AnswerOf<typeof getBoard>;
type Draft = Pick<
  BoardOnList,
  "name" | "nameEn" | "score" | "window" | "mode" | "ties" | "amounts" | "subjects"
> & { readonly unit: string; readonly metric: string };

const NEW: Draft = {
  ...{ name: "", nameEn: "", unit: "", metric: "" },
  ...{ subjects: "people", score: "attainment", window: "month", mode: "named" },
  ...{ ties: "standard", amounts: false },
};

type DefineProps = {
  /** The board to change; null makes a new one. */
  readonly of: BoardOnList | null;
  readonly onClose: () => void;
  readonly onDone: (board: BoardOnList) => void;
};

/** A board in one form: what it ranks, over which days, and who sees what. */
export function Define({ of, onClose, onDone }: DefineProps) {
  const w = words("boards");
  const [draft, setDraft] = useState<Draft>(of ?? NEW);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const key = useMemo(actionKey, []);
  const id = useMemo(() => newId<"board">(nowMs.peek()), []);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  async function save() {
    setBusy(true);
    const answer = of ? await change(of, draft) : await make({ ...draft, id, key });
    setBusy(false);
    if (answer.ok) onDone(answer.body);
    else setProblem(answer.problem);
  }
  const complete = draft.name.trim() !== "" && (of !== null || (draft.unit && draft.metric));
  return (
    <Drawer
      open
      title={of ? w.board.edit : w.create}
      onClose={onClose}
      footer={
        <Button kind="primary" busy={busy} disabled={!complete} onClick={() => void save()}>
          {of ? w.form.save : w.form.make}
        </Button>
      }
    >
      <div class="stack">
        {problem && <ErrorState problem={problem} inline />}
        <Field
          label={w.form.name}
          required
          value={draft.name}
          onInput={(name) => set({ name })}
          autoFocus
          maxLength={120}
        />
        <Field
          label={w.form.nameEn}
          aside={w.form.optional}
          value={draft.nameEn}
          onInput={(nameEn) => set({ nameEn })}
          maxLength={120}
        />
        {!of && <Basis draft={draft} set={set} />}
        <Rules draft={draft} set={set} />
      </div>
    </Drawer>
  );
}

type PartProps = { readonly draft: Draft; readonly set: (change: Partial<Draft>) => void };

/** What stays for the life of the board. */
function Basis({ draft, set }: PartProps) {
  const w = words("boards");
  const { tenant } = me();
  const place = useMemo(placeModel, []);
  const { scopeUnit } = tenant.me;
  useEffect(() => void loadMetrics(), []);
  useEffect(() => {
    void place.go(draft.unit, { scopeUnit });
  }, [draft.unit]);
  const way = place.way.value;
  const units = way.state === "here" ? choices(way.place, way.roots) : [];
  const here = way.state === "here" ? way.place.unit.unit.id : "";
  const first = metrics.value.find(({ code }) => code === "revenue") ?? metrics.value[0];
  useEffect(() => {
    if (!draft.unit && here) set({ unit: here });
    else if (!draft.metric && first) set({ metric: first.id });
  }, [here, first, draft]);
  return (
    <>
      <Select
        label={w.form.unit}
        hint={w.form.unitHint}
        value={draft.unit}
        onChange={(unit) => set({ unit })}
        options={units.map(({ id, name, depth }) => ({
          value: id,
          label: `${"　".repeat(depth)}${name}`,
        }))}
      />
      <Select
        label={w.form.metric}
        value={draft.metric}
        onChange={(metric) => set({ metric })}
        options={metrics.value.map((metric) => ({
          value: metric.id,
          label: language.value === "en" ? metric.nameEn : metric.nameZh,
        }))}
      />
      <Choice
        legend={w.form.subjects}
        name="subjects"
        value={draft.subjects}
        options={(["people", "units"] as const).map((value) => ({
          value,
          label: w.subjects[value],
        }))}
        onChange={(subjects) => set({ subjects })}
      />
    </>
  );
}

/** What can be changed while people watch. */
function Rules({ draft, set }: PartProps) {
  const w = words("boards");
  return (
    <>
      <Choice
        legend={w.form.score}
        name="score"
        value={draft.score}
        options={(["attainment", "raw"] as const).map((value) => ({
          value,
          label: w.scores[value],
        }))}
        onChange={(score) => set({ score })}
      />
      <Select
        label={w.form.window}
        value={draft.window}
        options={WINDOWS.map((value) => ({ value, label: w.windows[value] }))}
        onChange={(value) => set({ window: WINDOWS.find((each) => each === value) ?? "month" })}
      />
      <Select
        label={w.form.mode}
        hint={w.modeHints[draft.mode]}
        value={draft.mode}
        options={MODES.map((value) => ({ value, label: w.modes[value] }))}
        onChange={(value) => set({ mode: MODES.find((each) => each === value) ?? "named" })}
      />
      <Select
        label={w.form.ties}
        value={draft.ties}
        options={TIES.map((value) => ({ value, label: w.ties[value] }))}
        onChange={(value) => set({ ties: TIES.find((each) => each === value) ?? "standard" })}
      />
      {draft.score === "attainment" && (
        <Check
          label={w.form.amounts}
          hint={w.form.amountsHint}
          checked={draft.amounts}
          onChange={(amounts) => set({ amounts })}
        />
      )}
    </>
  );
}

function make({ key, nameEn, ...draft }: Draft & { readonly id: string; readonly key: string }) {
  const body = { ...draft, ...(nameEn.trim() === "" ? {} : { nameEn }) };
  return api<typeof createBoard>("POST", "/boards", { body, key });
}

function change(of: BoardOnList, draft: Draft) {
  const { name, nameEn, score, window, mode, ties, amounts } = draft;
  const body = { name, score, window, mode, ties, amounts };
  return api<typeof changeBoard>("PATCH", "/boards/:boardId", {
    params: { boardId: of.id },
    body: nameEn.trim() === "" ? body : { ...body, nameEn },
    version: of.version,
  });
}
