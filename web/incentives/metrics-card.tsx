import { useEffect, useState } from "preact/hooks";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { ToldPart } from "../../workers/incentives/sentences/plan.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import { metricKey } from "../../workers/metrics/plan-key.ts";
import {
  type CompanyMetric,
  planMetric,
  renamedMetric,
} from "../../workers/payplans/plan-metric.ts";
import { api } from "../api.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/state.tsx";
import type { Asked } from "./asked.ts";
import type { BuilderModel } from "./builder-model.ts";
import { PartBody, RuleMenu } from "./component-card.tsx";

type Props = {
  readonly model: BuilderModel;
  readonly part: ToldPart;
  readonly asked: Asked | null;
};

/** What the plan counts: each metric may give its place to another of the company's, or more may come. */
export function MetricsCard({ model, part, asked }: Props) {
  const w = words("builder").metrics;
  const [known, setKnown] = useState<readonly CompanyMetric[] | null>(null);
  useEffect(() => {
    let late = false;
    void api<typeof listMetrics>("GET", "/metrics").then((answer) => {
      if (!late && answer.ok) setKnown(answer.body.items);
    });
    return () => {
      late = true;
    };
  }, []);
  const plan = model.plan.value;
  const free = (known ?? []).filter(
    ({ code }) => !plan.metrics.some(({ key }) => key === metricKey(code)),
  );
  const offers = (onChoose: (metric: CompanyMetric) => void) =>
    free.map((metric) => ({
      id: metric.code,
      label: language.value === "zh" ? metric.nameZh : metric.nameEn,
      onChoose: () => onChoose(metric),
    }));
  return (
    <section class="plan-card plan-card-whole" aria-label={w.title}>
      <header class="plan-card-head">
        <h2>{w.title}</h2>
      </header>
      <PartBody model={model} part={part} asked={asked}>
        {known && <Strangers plan={plan} known={known} />}
        <div class="row">
          {plan.metrics.map(({ key, name }) => (
            <RuleMenu
              key={key}
              sign="⇄"
              label={w.swap(name[language.value])}
              items={offers((metric) => model.change(swapped(plan, key, metric)))}
            />
          ))}
          <RuleMenu
            label={w.add}
            items={offers((metric) => model.change(withMetric(plan, metric)))}
          />
          {plan.metrics
            .filter(({ key }) => !isUsed(plan, key))
            .map(({ key, name }) => (
              <Button
                key={key}
                kind="quiet"
                size="s"
                icon="trash"
                onClick={() => model.change(withoutMetric(plan, key))}
              >
                {w.remove(name[language.value])}
              </Button>
            ))}
        </div>
      </PartBody>
    </section>
  );
}

type StrangerProps = { readonly plan: PlanJson; readonly known: readonly CompanyMetric[] };

/** Metrics that the company does not have: nothing could ever be counted. */
function Strangers({ plan, known }: StrangerProps) {
  const w = words("builder").metrics;
  const keys = new Set(known.map(({ code }) => metricKey(code)));
  const strange = plan.metrics.filter(({ key }) => !keys.has(key));
  if (strange.length === 0) return null;
  const names = strange.map(({ name }) => name[language.value]);
  return (
    <Note tone="warn" icon="warn">
      {w.strange(names.join(language.value === "zh" ? "、" : ", "))}
    </Note>
  );
}

function withMetric(plan: PlanJson, metric: CompanyMetric): PlanJson {
  return { ...plan, metrics: [...plan.metrics, planMetric(metric)] };
}

function withoutMetric(plan: PlanJson, key: string): PlanJson {
  return { ...plan, metrics: plan.metrics.filter((each) => each.key !== key) };
}

/** Another metric in the place of one, wherever the plan names it. */
function swapped(plan: PlanJson, from: string, metric: CompanyMetric): PlanJson {
  const made = planMetric(metric);
  const renamed = renamedMetric(plan, from, made.key);
  return {
    ...renamed,
    metrics: renamed.metrics.map((each) => (each.key === made.key ? made : each)),
  };
}

function isUsed(plan: PlanJson, key: string): boolean {
  return JSON.stringify({ ...plan, metrics: [] }).includes(JSON.stringify(key));
}
