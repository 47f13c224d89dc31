import { useEffect, useMemo, useState } from "preact/hooks";
import { readAmount } from "../amount-text.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { Check, Field, Select } from "../ui/field.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { toast } from "../ui/toast.tsx";
import { type Choices, choices, type Document, type Rule, ruleModel } from "./model.ts";
import { USUAL } from "./presets.ts";

type Props = {
  /** The award that is changed; absent is a new one. */
  readonly rule?: Rule;
  readonly onClose: () => void;
  readonly onSaved: () => void;
};
type Preset = "king" | "praise" | "practice" | "team";
type Form = {
  readonly code: string;
  readonly kind: Document["kind"];
  readonly zh: string;
  readonly en: string;
  readonly givesZh: string;
  readonly givesEn: string;
  readonly unit: string;
  /** A metric's id, or "peers". */
  readonly basis: string;
  readonly read: "sum" | "mean";
  readonly window: Document["window"];
  readonly places: string;
  readonly ties: Document["ties"];
  readonly atLeast: string;
  readonly cooperation: boolean;
  /** Days after the period's end, or "by_hand". */
  readonly freezes: string;
};

const PRESETS: Readonly<Record<Preset, Pick<Form, "code" | "kind" | "read" | "cooperation">>> = {
  king: { code: "signing_king", kind: "honour", read: "sum", cooperation: false },
  praise: { code: "customer_star", kind: "honour", read: "mean", cooperation: false },
  practice: { code: "best_practice", kind: "best_practice", read: "sum", cooperation: false },
  team: { code: "team_award", kind: "team", read: "sum", cooperation: true },
};

/** A new award: a usual one to begin with, then its few fields; or one that is changed. */
export function RuleForm({ rule, onClose, onSaved }: Props) {
  const w = words("awards");
  const model = useMemo(() => ruleModel(rule ?? null), [rule]);
  const [of, setOf] = useState<Choices | null>(null);
  const [form, setForm] = useState<Form>(() => (rule ? formOf(rule) : startOf("king", "")));
  useEffect(() => {
    void choices().then((found) => {
      setOf(found);
      setForm((before) => ({ ...before, basis: before.basis || usualMetric(found, "sum") }));
    });
  }, []);
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const take = (preset: Preset) => {
    const metric = of ? usualMetric(of, PRESETS[preset].read) : "";
    const unit = preset === "team" ? (of?.units[0]?.id ?? "") : "";
    setForm({ ...startOf(preset, preset === "practice" ? "peers" : metric), unit });
  };
  const document = documentOf(form);
  const save = async () => {
    if (!document || !(await model.save(form.code, document))) return;
    toast(words("common").saved);
    onSaved();
    onClose();
  };
  const retire = async (retired: boolean) => {
    if (!(await model.retire(retired))) return;
    toast(retired ? w.rule.retired : words("common").saved);
    onSaved();
    onClose();
  };
  const f = w.form;
  const isTeam = form.kind === "team";
  const metrics = (of?.metrics ?? []).map(({ id, nameZh, nameEn }) => ({
    value: id as string,
    label: f.metric(language.value === "en" ? nameEn : nameZh),
  }));
  return (
    <FormDrawer
      title={rule ? f.change : f.title}
      save={f.save}
      busy={model.busy.value}
      ready={document !== null}
      problem={model.problem.value}
      onSave={save}
      onClose={onClose}
      also={
        rule && (
          <Button kind="quiet" onClick={() => void retire(!rule.retired)}>
            {rule.retired ? w.rule.restore : w.rule.retire}
          </Button>
        )
      }
    >
      {!rule && (
        <div class="row awards-presets" role="group" aria-label={w.presets}>
          {(["king", "praise", "practice", "team"] as const).map((preset) => (
            <Button
              key={preset}
              size="s"
              pressed={form.code === PRESETS[preset].code}
              onClick={() => take(preset)}
            >
              {language.value === "en" ? USUAL[preset].nameEn : USUAL[preset].name}
            </Button>
          ))}
        </div>
      )}
      <Field label={f.nameZh} value={form.zh} onInput={(zh) => change({ zh })} />
      <Field label={f.nameEn} value={form.en} onInput={(en) => change({ en })} />
      <Select
        label={f.kind}
        value={form.kind}
        options={(["honour", "growth", "best_practice", "stage", "team"] as const).map((value) => ({
          value,
          label: w.kind[value],
        }))}
        onChange={(kind) => change({ kind: kind as Form["kind"] })}
      />
      <Select
        label={f.basis}
        value={form.basis}
        options={[...metrics, ...(isTeam ? [] : [{ value: "peers", label: f.peers }])]}
        onChange={(basis) => change({ basis })}
      />
      {form.basis !== "peers" && (
        <Select
          label={f.read}
          value={form.read}
          options={(["sum", "mean"] as const).map((value) => ({ value, label: f[value] }))}
          onChange={(read) => change({ read: read as Form["read"] })}
        />
      )}
      <Select
        label={f.scope}
        value={form.unit}
        options={[
          ...(isTeam ? [] : [{ value: "", label: f.everybody }]),
          ...(of?.units ?? []).map((unit) => ({ value: unit.id, label: nameOf(unit) })),
        ]}
        onChange={(unit) => change({ unit })}
      />
      <Select
        label={f.window}
        value={form.window}
        options={(["month", "quarter", "half", "year"] as const).map((value) => ({
          value,
          label: f.windows[value],
        }))}
        onChange={(window) => change({ window: window as Form["window"] })}
      />
      <Field
        label={f.places}
        value={form.places}
        inputMode="numeric"
        numeric
        onInput={(places) => change({ places })}
      />
      <Select
        label={f.ties}
        value={form.ties}
        options={(["share", "higher", "ordinal"] as const).map((value) => ({
          value,
          label: f.tie[value],
        }))}
        onChange={(ties) => change({ ties: ties as Form["ties"] })}
      />
      <Field
        label={f.atLeast}
        hint={f.atLeastHint}
        aside={f.optional}
        value={form.atLeast}
        numeric
        onInput={(atLeast) => change({ atLeast })}
      />
      {isTeam && (
        <Check
          label={f.cooperation}
          checked={form.cooperation}
          onChange={(cooperation) => change({ cooperation })}
        />
      )}
      <Field label={f.givesZh} value={form.givesZh} onInput={(givesZh) => change({ givesZh })} />
      <Field label={f.givesEn} value={form.givesEn} onInput={(givesEn) => change({ givesEn })} />
      <Select
        label={f.freezes}
        hint={f.freezesHint}
        value={form.freezes}
        options={freezeDays(form.freezes).map((value) => ({
          value,
          label: value === "by_hand" ? f.byHand : f.afterDays(Number(value)),
        }))}
        onChange={(freezes) => change({ freezes })}
      />
      {!rule && (
        <Field
          label={f.code}
          hint={f.codeHint}
          value={form.code}
          onInput={(code) => change({ code })}
        />
      )}
    </FormDrawer>
  );
}

function startOf(preset: Preset, basis: string): Form {
  const { name, nameEn, gives, givesEn } = USUAL[preset];
  return {
    ...PRESETS[preset],
    ...{ zh: name, en: nameEn, givesZh: gives, givesEn, basis, unit: "" },
    ...{ window: "month", places: "1", ties: "share", atLeast: "", freezes: "0" },
  };
}

function formOf({ code, document }: Rule): Form {
  const { name, gives, basis } = document;
  return {
    ...{ code, kind: document.kind, window: document.window, ties: document.ties },
    ...{ zh: name.zh, en: name.en, givesZh: gives.zh, givesEn: gives.en },
    ...{ unit: document.unit ?? "", places: String(document.places) },
    ...{ atLeast: document.atLeast ?? "", cooperation: document.cooperation },
    basis: basis.by === "peers" ? "peers" : basis.metric,
    read: basis.by === "peers" ? "sum" : basis.read,
    freezes: String(document.freezes ?? 0),
  };
}

/** Usual waits; another that a rule has already stays on offer. */
function freezeDays(held: string): string[] {
  const usual = ["0", "1", "3", "5", "10", "by_hand"];
  return usual.includes(held) ? usual : [held, ...usual];
}

/** Revenue or other money for what is summed, a score for what is averaged; else the first metric. */
function usualMetric({ metrics }: Choices, read: "sum" | "mean"): string {
  const unit = read === "sum" ? "money" : "score";
  const fitting = metrics.filter(
    (each) => each.unit === unit && (read === "mean" || each.overTime === "sum"),
  );
  const usual = fitting.find(({ code }) => code === "revenue") ?? fitting[0] ?? metrics[0];
  return usual?.id ?? "";
}

/** The rule as it is sent; null while a field is missing. */
function documentOf(form: Form): Document | null {
  const texts = [form.zh, form.en, form.givesZh, form.givesEn, form.code, form.basis];
  const places = /^\d{1,2}$/.test(form.places) ? Number(form.places) : 0;
  const least = form.atLeast.trim() === "" ? null : readAmount(form.atLeast);
  const isTeam = form.kind === "team";
  if (texts.some((text) => text.trim() === "") || places < 1 || places > 20) return null;
  if ((least !== null && !least.ok) || (isTeam && form.unit === "")) return null;
  return {
    ...{ format: "fairlead-award/1", kind: form.kind, of: isTeam ? "unit" : "person" },
    name: { zh: form.zh.trim(), en: form.en.trim() },
    gives: { zh: form.givesZh.trim(), en: form.givesEn.trim() },
    unit: form.unit === "" ? null : form.unit,
    basis:
      form.basis === "peers" && !isTeam
        ? { by: "peers" }
        : { by: "metric", metric: form.basis, read: form.read },
    ...{ window: form.window, places, ties: form.ties },
    atLeast: least === null ? null : least.plain,
    cooperation: isTeam && form.cooperation,
    ...(form.freezes === "0"
      ? {}
      : { freezes: form.freezes === "by_hand" ? form.freezes : Number(form.freezes) }),
  };
}
