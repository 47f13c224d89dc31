import { useState } from "preact/hooks";
import { parseMinor } from "../../workers/lib/money.ts";
import type { Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { periodName } from "../calendar/model.ts";
import { currencySign } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { metrics, nameOf, type Unit } from "../reports/model.ts";
import { ProposalLater } from "../strategy/proposal-later.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { AmountField } from "../ui/amount-field.tsx";
import { Field, Select } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { makePlan, yearsAround, type MonthsMode } from "./plans.ts";
import { plainDecimal } from "./decimal.ts";

type Props = {
  readonly roots: readonly Unit[];
  readonly onMade: (planId: string) => void;
  readonly onClose: () => void;
};

const MODES: readonly MonthsMode[] = ["working_days", "equal", "calendar_days", "history"];

/** One amount is all that must be typed; the rest has a sensible beginning. */
export function CreateDialog({ roots, onMade, onClose }: Props) {
  const w = words("targets");
  const { today, tenant } = me();
  const years = yearsAround(today);
  const [yearKey, setYear] = useState(years[1]?.key ?? "");
  const year = years.find(({ key }) => key === yearKey) ?? years[0];
  const usual = year ? w.create.usualName(periodName(year)) : "";
  const [name, setName] = useState<string | null>(null);
  const [amount, setAmount] = useState("");
  const [unit, setUnit] = useState(firstRoot(roots, tenant.sample === "ready"));
  const [metric, setMetric] = useState("revenue");
  const [months, setMonths] = useState<MonthsMode>("working_days");
  const [error, setError] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const metricId = metrics.value.find(({ code }) => code === metric)?.id;
  const sign = metric === "revenue" ? currencySign(tenant.currency) : undefined;

  const send = async () => {
    const parsed = parseMinor(plainDecimal(amount), 6);
    if (!parsed.ok || parsed.value <= 0n || !year) return setError(w.create.noAmount);
    setError(null);
    setBusy(true);
    const asked = { name: name ?? usual, amount: plainDecimal(amount), unit, metric, year, months };
    const made = await makePlan(asked);
    setBusy(false);
    if ("problem" in made) return setProblem(made.problem);
    onMade(made.id);
  };
  return (
    <Dialog
      open
      title={w.create.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={isBusy} onClick={() => void send()}>
            {w.create.go}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <AmountField
          label={w.create.amount}
          hint={w.create.amountHint}
          value={amount}
          onInput={setAmount}
          error={error}
          size="l"
          autoFocus
          currency={sign ? tenant.currency : null}
          {...(sign ? { prefix: sign } : {})}
        />
        {year && metricId !== undefined && unit !== "" && (
          <ProposalLater
            unit={unit}
            metric={metricId}
            from={year.from}
            until={year.until}
            onTake={setAmount}
          />
        )}
        <Select
          label={w.create.unit}
          value={unit}
          onChange={setUnit}
          options={roots.map((root) => ({ value: root.id, label: nameOf(root) }))}
        />
        <div class="row-change">
          <Select
            label={w.create.year}
            value={yearKey}
            onChange={setYear}
            options={years.map((each) => ({ value: each.key, label: periodName(each) }))}
          />
          <Select
            label={w.create.metric}
            value={metric}
            onChange={setMetric}
            options={metrics.value.map((each) => ({
              value: each.code,
              label: language.value === "zh" ? each.nameZh : each.nameEn,
            }))}
          />
        </div>
        <Select
          label={w.create.months}
          value={months}
          onChange={(to) => setMonths(MODES.find((each) => each === to) ?? "equal")}
          options={MODES.map((value) => ({ value, label: w.months[value] }))}
        />
        <Field label={w.create.name} value={name ?? usual} onInput={setName} maxLength={120} />
        {problem && <ErrorState inline problem={problem} />}
        <button type="submit" class="sr-only" tabIndex={-1} aria-hidden="true">
          {w.create.go}
        </button>
      </form>
    </Dialog>
  );
}

/** The sample's tree while it is what there is to see, else the company's own. */
function firstRoot(roots: readonly Unit[], sampleIsReady: boolean): string {
  const wanted = roots.find(({ sample }) => sample === sampleIsReady) ?? roots[0];
  return wanted?.id ?? "";
}
