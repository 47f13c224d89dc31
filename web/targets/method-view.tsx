import { useEffect, useMemo } from "preact/hooks";
import { must } from "../../workers/lib/assert.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { formatRate, parseRate, rate } from "../../workers/lib/rate.ts";
import { valuesBelow } from "../../workers/targets/cascade.ts";
import type { listPlans } from "../../workers/targets/contract.ts";
import { draftTree } from "../../workers/targets/draft.ts";
import { paradoxNear } from "../../workers/targets/paradox.ts";
import { runFactors } from "../../workers/targets/plan-method.ts";
import type { MethodRule, PlanRules } from "../../workers/targets/plan.ts";
import { rateOf } from "../../workers/targets/rules.ts";
import { compositeShares } from "../../workers/targets/share.ts";
import { api } from "../api.ts";
import { exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Field, Select } from "../ui/field.tsx";
import { resource } from "../ui/resource.ts";
import { When } from "../ui/when.tsx";
import { plainDecimal } from "./decimal.ts";
import { draftOf, type Edit, type Plan, type PlanModel } from "./model.ts";
import { factorName } from "./factor-name.ts";

type Props = { readonly model: PlanModel; readonly plan: Plan };
type Change = (to: NonNullable<Edit["rules"]>) => void;

type SumMethod = Exclude<MethodRule, { readonly kind: "value" }>;

const KINDS = [
  ...["factors", "factor", "equal", "given", "keep", "growth", "capacity", "copy"],
] as readonly SumMethod["kind"][];

function changer({ edit }: PlanModel): Change {
  return (to) => {
    edit.value = { ...edit.value, rules: { ...edit.value.rules, ...to } };
  };
}

/** How the plan shares out, by the name people have for it, and what that needs to know. */
export function Method({ model, plan }: Props) {
  const w = words("plan").method;
  const change = changer(model);
  const rules = { ...plan.rules, ...model.edit.value.rules };
  const method: MethodRule = rules.method ?? { kind: "factors" };
  if (method.kind === "value") return <Values how={method.how} change={change} />;
  const choose = (kind: string) => {
    const to = KINDS.find((each) => each === kind) ?? "factors";
    change({ method: firstOf(to, rules) });
  };
  return (
    <div class="stack">
      <Select
        label={w.label}
        hint={w.hint[method.kind]}
        value={method.kind}
        onChange={choose}
        options={KINDS.map((value) => ({ value, label: w.options[value] }))}
      />
      {method.kind === "factor" && (
        <Select
          label={w.factor}
          value={method.key}
          onChange={(key) => change({ method: { kind: "factor", key } })}
          options={rules.factors.map(({ key }) => ({ value: key, label: factorName(key) }))}
        />
      )}
      {method.kind === "growth" && (
        <Field
          label={w.growth}
          value={percentOf(method.growth)}
          onInput={(text) =>
            change({ method: { kind: "growth", growth: `${plainDecimal(text) || "0"}%` } })
          }
          inputMode="decimal"
          numeric
          suffix="%"
        />
      )}
      {method.kind === "copy" && <Copied plan={plan} of={method.plan} change={change} />}
    </div>
  );
}

const HOWS = ["copy", "scale", "keep"] as const;

/** A metric that does not add up: nothing is shared out, values are passed on. */
function Values({ how, change }: { readonly how: (typeof HOWS)[number]; readonly change: Change }) {
  const w = words("plan").method.value;
  return (
    <Select
      label={w.label}
      hint={w.hint[how]}
      value={how}
      onChange={(to) =>
        change({ method: { kind: "value", how: HOWS.find((each) => each === to) ?? "copy" } })
      }
      options={HOWS.map((value) => ({ value, label: w.options[value] }))}
    />
  );
}

function firstOf(kind: SumMethod["kind"], rules: Pick<PlanRules, "factors">): MethodRule {
  if (kind === "factor") return { kind, key: rules.factors[0]?.key ?? "history" };
  if (kind === "growth") return { kind, growth: "10%" };
  if (kind === "copy") return { kind, plan: "" };
  return { kind };
}

export function percentOf(text: string): string {
  const value = parseRate(text);
  return value === null ? "" : formatRate(rate(value.num * 100n, value.den), 4);
}

type CopiedProps = { readonly plan: Plan; readonly of: string; readonly change: Change };

function Copied({ plan, of, change }: CopiedProps) {
  const w = words("plan").method;
  const list = useMemo(() => resource(() => api<typeof listPlans>("GET", "/plans")), []);
  useEffect(() => void list.load(), [list]);
  return (
    <When of={list}>
      {({ items }) => {
        const others = items.filter(({ id, published }) => id !== plan.id && published > 0);
        if (others.length === 0) return <p class="small muted">{w.noPlan}</p>;
        return (
          <Select
            label={w.copy}
            value={of}
            onChange={(id) => change({ method: { kind: "copy", plan: id } })}
            options={[
              { value: "", label: "—" },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        );
      }}
    </When>
  );
}

const ROUNDINGS = [
  ...(["remainder", "droop", "webster", "jefferson", "huntington_hill"] as const),
  ...(["dean", "adams", "quota"] as const),
];
type RoundingName = (typeof ROUNDINGS)[number];

/** Rounding, months and levels: what most plans leave as it is. */
export function MoreRules({ model, plan }: Props) {
  const w = words("plan").method;
  const change = changer(model);
  const rules = { ...plan.rules, ...model.edit.value.rules };
  const { rounding } = rules;
  const name = roundingName(rounding);
  const periods = plan.rules.basis?.periods.length ?? 12;
  return (
    <details class="card-months">
      <summary>{w.more}</summary>
      <div class="stack">
        <Select
          label={w.rounding}
          value={name}
          onChange={(to) => change({ rounding: roundingOf(to) })}
          options={ROUNDINGS.map((value) => ({ value, label: w.roundings[value] }))}
        />
        <Paradox model={model} plan={plan} />
        <div class="plan-numbers">
          <Select
            label={w.ties}
            value={rules.ties}
            onChange={(to) => change({ ties: TIES.find((each) => each === to) ?? "larger_share" })}
            options={TIES.map((value) => ({ value, label: w.tie[value] }))}
          />
          <Field
            label={w.minimum}
            hint={w.minimumHint}
            value={percentOf(rules.minimum ?? "")}
            onInput={(text) => change({ minimum: minimumOf(text) })}
            inputMode="decimal"
            numeric
            suffix="%"
          />
        </div>
        <div class="plan-numbers">
          <Select
            label={w.totals}
            value={rules.totals ?? "year"}
            onChange={(to) => change({ totals: to === "quarter" ? "quarter" : "year" })}
            options={[
              { value: "year", label: w.totalsYear },
              { value: "quarter", label: w.totalsQuarter },
            ]}
          />
          <Select
            label={w.gaps}
            value={rules.gaps ?? "refuse"}
            onChange={(to) => change({ gaps: to === "accept" ? "accept" : "refuse" })}
            options={[
              { value: "refuse", label: w.gapsRefuse },
              { value: "accept", label: w.gapsAccept },
            ]}
          />
          {(["sprint", "challenge"] as const).map((level) => (
            <Field
              key={level}
              label={w[level]}
              value={percentOf(rules.levels?.[level] ?? "")}
              onInput={(text) => change({ levels: levelsWith(rules.levels, level, text) })}
              inputMode="decimal"
              numeric
              suffix="%"
            />
          ))}
        </div>
        <p class="small muted">{w.levelsHint}</p>
        {rules.months.mode === "curve" && (
          <Field
            label={w.curve}
            hint={w.curveHint(periods)}
            value={(rules.months.curve ?? []).join(", ")}
            onInput={(text) =>
              change({
                months: {
                  ...rules.months,
                  yearsMin: rules.months.yearsMin ?? 2,
                  curve: curveOf(text),
                },
              })
            }
          />
        )}
      </div>
    </details>
  );
}

/** Who has the better claim to a last granule. An order of one's own is for the API alone. */
const TIES = ["larger_share", "smaller_share", "refuse"] as const;

function minimumOf(text: string): string | null {
  const plain = plainDecimal(text);
  return plain === "" ? null : `${plain}%`;
}

function roundingName(rounding: PlanRules["rounding"]): RoundingName {
  if (rounding.kind === "divisor") return rounding.divisor;
  return rounding.kind === "remainder" && rounding.quota === "droop" ? "droop" : rounding.kind;
}

function roundingOf(name: string): PlanRules["rounding"] {
  const to: RoundingName = ROUNDINGS.find((each) => each === name) ?? "remainder";
  if (to === "remainder") return { kind: "remainder", quota: "hare" };
  if (to === "droop") return { kind: "remainder", quota: "droop" };
  return to === "quota" ? { kind: "quota" } : { kind: "divisor", divisor: to };
}

function levelsWith(
  levels: PlanRules["levels"],
  level: "sprint" | "challenge",
  text: string,
): NonNullable<PlanRules["levels"]> {
  const { [level]: _, ...others } = levels ?? {};
  const plain = plainDecimal(text);
  return plain === "" ? others : { ...others, [level]: `${plain}%` };
}

function curveOf(text: string): string[] {
  return text
    .split(/[,，、\s]+/)
    .map(plainDecimal)
    .filter((part) => part !== "");
}

/** Whether one unit more in all takes one away from somebody, with the shares of this very plan. */
function Paradox({ model, plan }: Props) {
  const w = words("plan").method;
  const draft = draftOf(model);
  const found = useMemo(() => (draft ? paradoxIn(draft) : null), [draft]);
  if (draft?.rules.rounding.kind !== "remainder") return <p class="small muted">{w.monotone}</p>;
  if (!found) return <p class="small muted">{w.noParadox}</p>;
  const row = model.page.value?.rows.find(({ subject }) => subject === found);
  const step = exactMoney(draft.rules.granularity, plan.currency);
  return <p class="small muted">{w.paradox(row ? nameOf(row) : "", step)}</p>;
}

/** The first child of the top or of a team that would lose; null where none was found. */
function paradoxIn(draft: NonNullable<ReturnType<typeof draftOf>>): string | null {
  if (draft.rules.method?.kind === "given") return null;
  const tree = draftTree(draft);
  const factors = runFactors(draft.rules);
  const values = valuesBelow(tree, factors.length);
  const granule = parseMinor(draft.rules.granularity, draft.scale);
  const amount = parseMinor(draft.amount, draft.scale);
  if (!granule.ok || !amount.ok || granule.value <= 0n || tree.children.length < 3) return null;
  const shares = compositeShares(
    tree.children.map(({ id }) => id),
    factors.map(({ key, weight }, at) => ({
      key,
      weight: rateOf(weight),
      values: tree.children.map(({ id }) => must(must(values.get(id))[at])),
    })),
  );
  if (!shares.ok) return null;
  const found = paradoxNear(amount.value / granule.value, shares.value.parts);
  return found ? must(tree.children[found.recipient]).id : null;
}
