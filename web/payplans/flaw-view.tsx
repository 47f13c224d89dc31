import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { currencySign, exact, percent } from "../format.ts";
import { valueAt } from "../incentives/edit.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import type { PlanFlaw, PlanWarning } from "./model.ts";
import { partOf } from "./publish.ts";

type FlawProps = { readonly flaws: readonly PlanFlaw[]; readonly plan: PlanJson };

/** Codes whose remedy lies with the people of the plan, not with its words. */
const OF_PEOPLE = ["incentives/quota_missing_for", "incentives/variable_missing_for"];

/** What refuses publication: each in a sentence, with its place and the way there. */
export function Flaws({ flaws, plan }: FlawProps) {
  const w = words("payplans").publish;
  const { pathname } = location;
  if (flaws.length === 0)
    return (
      <p class="payplan-fine">
        <Icon name="check" /> {w.fine}
      </p>
    );
  return (
    <section class="stack stack-s">
      <h3 class="payplan-bad">{w.flaws(flaws.length)}</h3>
      <p class="muted">{w.flawsHint}</p>
      <ul class="payplan-list">
        {flaws.map((flaw) => (
          <li key={`${flaw.pointer} ${flaw.code}`} class="payplan-flaw">
            <Icon name="warn" />
            <div>
              <p>{missingOf(flaw, plan)?.text ?? flaw.messages[language.value]}</p>
              <p class="muted">{placeOf(plan, flaw.pointer)}</p>
            </div>
            <Missing flaw={flaw} plan={plan} />
            {OF_PEOPLE.includes(flaw.code) ? (
              <ButtonLink size="s" href={`${pathname}?tab=people`}>
                {w.toPeople}
              </ButtonLink>
            ) : (
              <ButtonLink size="s" href={`${pathname}?at=${encodeURIComponent(flaw.pointer)}`}>
                {w.toBuild}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type MissingProps = { readonly flaw: PlanFlaw; readonly plan: PlanJson };

/** The way to make what the company does not have yet. */
function Missing({ flaw, plan }: MissingProps) {
  const missing = missingOf(flaw, plan);
  return missing ? (
    <ButtonLink size="s" href={missing.href}>
      {missing.action}
    </ButtonLink>
  ) : null;
}

/** What the plan names and the company lacks, in the reader's words; null for any other flaw. */
function missingOf({ code, pointer }: PlanFlaw, plan: PlanJson) {
  const w = words("payplans").publish;
  switch (code) {
    case "incentives/tenant_metric_unknown": {
      const metric = plan.metrics[Number(pointer.split("/")[2])];
      const name = metric?.name[language.value] ?? "";
      return { text: w.noMetric(name), action: w.toMetrics, href: "/data?tab=metrics" };
    }
    case "incentives/dimension_unknown": {
      const name = textAt(plan, `${pointer}/dimension`);
      return { text: w.noDimension(name), action: w.toImports, href: "/data?tab=imports" };
    }
    case "incentives/board_unknown": {
      const board = textAt(plan, pointer);
      return { text: w.noBoard(board), action: w.toAwards, href: "/incentives?tab=awards" };
    }
    default:
      return null;
  }
}

function textAt(plan: PlanJson, pointer: string): string {
  const found = valueAt(plan, pointer);
  return typeof found === "string" ? found : "";
}

type WarningProps = { readonly warnings: readonly PlanWarning[]; readonly plan: PlanJson };

/** What does not stop anybody and should be known: every warning with its numbers. */
export function Warnings({ warnings, plan }: WarningProps) {
  const w = words("payplans").publish;
  if (warnings.length === 0) return null;
  return (
    <section class="stack stack-s">
      <h3>{w.warnings(warnings.length)}</h3>
      <p class="muted">{w.warningsHint}</p>
      <ul class="payplan-list">
        {warnings.map((warning, at) => (
          <li key={at} class="payplan-warning">
            <Icon name="info" />
            <div>
              <p>{warningText(warning, plan)}</p>
              {warning.pointer !== "" && <p class="muted">{placeOf(plan, warning.pointer)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The warning's sentence with its figures as a reader writes them: money grouped, shares in percent. */
function warningText({ messages, figures, unit }: PlanWarning, plan: PlanJson): string {
  let text = messages[language.value];
  for (const [key, value] of Object.entries(figures)) {
    const shown =
      key === "components" || key === "metric"
        ? named(plan, value)
        : shownFigure(value, unit, plan.currency);
    if (shown !== value) text = text.replace(value, shown);
  }
  return text;
}

/** Components and metrics as the reader knows them, told by their keys. */
function named({ components, metrics }: PlanJson, keys: string): string {
  const name = (key: string) =>
    [...components, ...metrics].find((each) => each.key === key)?.name[language.value] ?? key;
  return keys
    .split(", ")
    .map(name)
    .join(language.value === "zh" ? "、" : ", ");
}

function shownFigure(value: string, unit: PlanWarning["unit"], currency: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
  if (unit === "percent") return percent(value, 0);
  return unit === "money" ? `${currencySign(currency)}${exact(value)}` : value;
}

/** Where a pointer leads, in the reader's words: the component it stands in, else the whole plan. */
function placeOf(plan: PlanJson, pointer: string): string {
  const { component } = partOf(pointer);
  const name = component === null ? null : plan.components[component]?.name;
  return name ? name[language.value] : plan.name[language.value];
}
