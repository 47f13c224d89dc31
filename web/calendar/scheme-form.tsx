import { useState } from "preact/hooks";
import { EXTRA_WEEKS, ruleOn, WEEK_PATTERNS } from "../../workers/calendar/rule.ts";
import { day as dayOf } from "../../workers/lib/day.ts";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Choice, Select } from "../ui/field.tsx";
import { toast } from "../ui/toast.tsx";
import { Broken } from "./broken.tsx";
import { ruleOf as wholeRule, type Calendar } from "./model.ts";
import type { PanelModel } from "./panel-model.ts";
import { Outlook } from "./outlook.tsx";
import { draftOf, isSame, ruleOf, yearsToCome, type Draft } from "./scheme.ts";

type PartProps = { readonly calendar: Calendar; readonly model: PanelModel };
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** How the year is cut, from when on, and what that looks like before it is saved. */
export function SchemeForm({ calendar, model }: PartProps) {
  const w = words("fiscal");
  const c = words("common");
  const today = dayOf(calendar.today);
  const now = wholeRule(calendar.parts);
  const [draft, setDraft] = useState<Draft>(draftOf(ruleOn(now, today)));
  const [since, setSince] = useState("all");
  const [transition, setTransition] = useState<"short" | "long" | undefined>(undefined);
  const locked = !may("calendar.change");
  const rule = ruleOf(draft);
  const coming = yearsToCome(rule, today);
  const chosen = coming.find(({ year }) => String(year) === since);
  const fromYear = chosen?.year ?? null;
  const same = fromYear === null && calendar.parts.length === 1 && isSame(rule, calendar.rule);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const save = async () => {
    const asked = fromYear === null ? { rule } : { rule, fromYear, transition };
    if (await model.change(asked)) toast(c.saved);
  };
  return (
    <Card title={w.scheme} lead={w.kept}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!same) void save();
        }}
      >
        <fieldset disabled={locked} class="stack">
          <Choice
            legend={w.kind}
            name="scheme"
            value={draft.kind}
            onChange={(kind) => set({ kind })}
            options={KINDS.map((value) => ({ value, label: w.schemes[value] }))}
          />
          {draft.kind === "gregorian_months" ? (
            <Months draft={draft} set={set} />
          ) : (
            <Weeks draft={draft} set={set} />
          )}
          <Choice
            legend={w.labelBy}
            name="label-by"
            value={draft.labelBy}
            onChange={(labelBy) => set({ labelBy })}
            options={LABELS.map((value) => ({ value, label: w.labels[value] }))}
          />
          <Select
            label={w.since}
            value={fromYear === null ? "all" : since}
            onChange={setSince}
            hint={fromYear === null && calendar.parts.length > 1 ? w.sinceAllHint : w.sinceHint}
            options={[
              { value: "all", label: w.sinceAll },
              ...coming.map(({ year, from }) => ({
                value: String(year),
                label: w.sinceYear(year, day(from)),
              })),
            ]}
          />
        </fieldset>
        <Outlook
          now={now}
          wish={{ rule, fromYear, transition }}
          today={today}
          onTransition={setTransition}
        />
        {model.problem.value && <Broken problem={model.problem.value} />}
        {!locked && (
          <div>
            <Button kind="primary" type="submit" disabled={same} busy={model.busy.value}>
              {fromYear === null ? c.save : w.saveFrom(fromYear)}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}

type FieldsProps = { readonly draft: Draft; readonly set: (change: Partial<Draft>) => void };

function Months({ draft, set }: FieldsProps) {
  const w = words("fiscal");
  return (
    <div class="own-add">
      <Select
        label={w.firstMonth}
        value={String(draft.firstMonth)}
        onChange={(month) => set({ firstMonth: Number(month) })}
        options={MONTHS.map((n) => ({ value: String(n), label: w.month(n) }))}
      />
      <Select
        label={w.weekStart}
        value={String(draft.weekStart)}
        onChange={(weekday) => set({ weekStart: Number(weekday) })}
        options={w.weekdays.map((label, at) => ({ value: String(at + 1), label }))}
      />
      <Select
        label={w.weekOne}
        value={draft.weekOne}
        onChange={(text) => set({ weekOne: text === "iso" ? "iso" : "first_day" })}
        options={WEEK_ONES.map((value) => ({ value, label: w.weekOnes[value] }))}
      />
    </div>
  );
}

function Weeks({ draft, set }: FieldsProps) {
  const w = words("fiscal");
  return (
    <div class="own-add">
      <div class="calendar-wide">
        <Select
          label={w.turns}
          value={draft.turns}
          onChange={(text) => set({ turns: TURNS.find((each) => each === text) ?? "ends_nearest" })}
          options={TURNS.map((value) => ({ value, label: w.turnsOptions[value] }))}
        />
      </div>
      <Select
        label={w.turnWeekday}
        value={String(draft.weekday)}
        onChange={(weekday) => set({ weekday: Number(weekday) })}
        options={w.weekdays.map((label, at) => ({ value: String(at + 1), label }))}
      />
      <Select
        label={w.turnMonth}
        value={String(draft.month)}
        onChange={(month) => set({ month: Number(month) })}
        options={MONTHS.map((n) => ({ value: String(n), label: w.month(n) }))}
      />
      {draft.kind === "retail_weeks" ? (
        <>
          <Select
            label={w.pattern}
            value={draft.pattern}
            onChange={(text) => set({ pattern: WEEK_PATTERNS.find((p) => p === text) ?? "4-5-4" })}
            options={WEEK_PATTERNS.map((value) => ({ value, label: value }))}
          />
          <Select
            label={w.extraWeek}
            value={draft.extraWeek}
            onChange={(text) => set({ extraWeek: EXTRA_WEEKS.find((e) => e === text) ?? "last" })}
            options={EXTRA_WEEKS.map((value) => ({ value, label: w.extraWeeks[value] }))}
          />
        </>
      ) : (
        <Select
          label={w.quarters}
          value={draft.quarters}
          onChange={(text) => set({ quarters: text === "none" ? "none" : "3-3-3-4" })}
          options={QUARTERS.map((value) => ({ value, label: w.quarterOptions[value] }))}
        />
      )}
    </div>
  );
}

const KINDS = ["gregorian_months", "retail_weeks", "thirteen_periods"] as const;
const LABELS = ["start", "end"] as const;
const WEEK_ONES = ["iso", "first_day"] as const;
const TURNS = ["ends_last", "ends_nearest", "begins_first"] as const;
const QUARTERS = ["3-3-3-4", "none"] as const;
