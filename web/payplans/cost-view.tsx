import { useState } from "preact/hooks";
import { readAmount } from "../amount-text.ts";
import { may } from "../auth/session.ts";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { day, exact, exactMoney, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { withoutZeros } from "../targets/decimal.ts";
import { Badge } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import type { Checked } from "./publish.ts";
import type { IncentiveTabProps } from "./tab.ts";

type Props = IncentiveTabProps & { readonly checked: Checked };

/** What a year costs at three attainments, beside what the company planned to spend. */
export function Costs({ checked, model, page }: Props) {
  const w = words("payplans").publish;
  const { currency } = page.plan;
  return (
    <Card
      title={w.cost}
      lead={w.costOver(day(checked.over.from), day(addDays(asDay(checked.over.until), -1)))}
    >
      <div class="stack">
        {checked.cost === null ? (
          <p class="muted">
            {checked.people === 0 ? w.noPeople : checked.flaws.length > 0 ? w.flawed : w.noCost}
          </p>
        ) : (
          <Table
            caption={w.costCaption}
            cards
            rows={checked.cost}
            rowKey={({ attainment }) => attainment}
            columns={[
              {
                id: "attainment",
                head: w.attainment,
                names: true,
                cell: ({ attainment }) => percent(attainment, 0),
              },
              {
                id: "amount",
                head: w.amount,
                numeric: true,
                cell: ({ amount }) => exactMoney(amount, currency),
              },
              {
                id: "budget",
                head: w.budgetOver,
                cell: ({ budget, over }) =>
                  budget === null ? (
                    "–"
                  ) : (
                    <span class="payplan-said">
                      {exactMoney(budget, currency)}
                      {over === null ? (
                        <Badge tone="good" icon="check">
                          {w.left}
                        </Badge>
                      ) : (
                        <Badge tone="warn" icon="warn">
                          {`${w.over} ${exactMoney(over, currency)}`}
                        </Badge>
                      )}
                    </span>
                  ),
              },
            ]}
          />
        )}
        {may("incentives.change") && !page.plan.archived && <Budget model={model} page={page} />}
      </div>
    </Card>
  );
}

function Budget({ model, page }: IncentiveTabProps) {
  const w = words("payplans").publish;
  const { currency } = page.plan;
  const budget = page.plan.budget === null ? null : withoutZeros(page.plan.budget);
  const [text, setText] = useState(budget === null ? "" : exact(budget));
  const read = readAmount(text);
  const plain = text.trim() === "" ? null : read.ok ? read.plain : text;
  const save = async () => {
    if (await model.setBudget(plain)) toast(w.budgetSaved);
  };
  return (
    <form
      class="payplan-budget"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <AmountField
        label={w.setBudget}
        hint={w.budgetHint}
        value={text}
        onInput={setText}
        currency={currency}
      />
      <Button type="submit" busy={model.busy.value} disabled={plain === budget}>
        {w.saveBudget}
      </Button>
    </form>
  );
}
