import { useEffect, useMemo, useState } from "preact/hooks";
import { ChangesLater } from "../adjustments/changes-later.tsx";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { CardText } from "../../workers/targets/card-text.ts";
import type { getCard } from "../../workers/targets/contract.ts";
import type { MethodRule } from "../../workers/targets/plan.ts";
import { api } from "../api.ts";
import { may, me } from "../auth/session.ts";
import { monthName } from "../calendar/model.ts";
import { day, exactMoney, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field, Switch } from "../ui/field.tsx";
import { Figure } from "../ui/figure.tsx";
import { resource } from "../ui/resource.ts";
import { ErrorState, Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { CardLines, type ShownLine } from "./card-lines.tsx";
import type { Plan, PlanModel, Row } from "./model.ts";
import { plainDecimal, withoutZeros } from "./decimal.ts";
import { lastDay } from "./interval.ts";
import { factorName } from "./factor-name.ts";

export type CardBody = AnswerOf<typeof getCard>;

/** One version's card: absent is what is published, "0" the draft. */
export function cardOf(planId: string, subject: string, version?: string) {
  return resource(() =>
    api<typeof getCard>("GET", "/plans/:planId/cards/:subject", {
      params: { planId, subject },
      query: version === undefined ? {} : { version },
    }),
  );
}

type Props = {
  readonly model: PlanModel;
  readonly plan: Plan;
  readonly row: Row;
  /** Made here while rules are being edited. */
  readonly preview: CardText | null;
  readonly onClose: () => void;
};

/** Why a recipient has its number, and the way to change it by hand. */
export function RowDrawer({ model, plan, row, preview, onClose }: Props) {
  const w = words("targets");
  return (
    <Drawer open wide title={w.row.title(nameOf(row))} onClose={onClose}>
      <div class="stack stack-l">
        {preview ? (
          <Explained
            card={{ ...preview, subject: row.subject }}
            currency={plan.currency}
            name={nameOf(row)}
            isTop={row.parent === null}
          />
        ) : (
          <Stored model={model} row={row} />
        )}
        {plan.published > 0 && <ChangesLater subject={row.subject} plan={plan.id} />}
        {may("targets.allocate") && !preview && (
          <Change key={`${row.subject} ${row.version}`} model={model} row={row} plan={plan} />
        )}
      </div>
    </Drawer>
  );
}

function Stored({ model, row }: { readonly model: PlanModel; readonly row: Row }) {
  const card = useMemo(() => cardOf(model.planId, row.subject, "0"), [row.subject, row.version]);
  useEffect(() => void card.load(), [card]);
  return <When of={card}>{(body) => <CardView card={body} name={nameOf(row)} />}</When>;
}

/** A card as the API tells it, with its months. */
export function CardView({ card, name }: { readonly card: CardBody; readonly name: string }) {
  const w = words("targets");
  return (
    <>
      <Explained card={card} currency={card.currency} name={name} isTop={card.parent === null} />
      {card.months.length > 0 && (
        <details class="card-months">
          <summary>{w.row.months}</summary>
          <Table
            caption={w.row.months}
            dense
            rows={card.months}
            rowKey={({ key }) => key}
            columns={[
              {
                id: "month",
                head: w.row.month,
                names: true,
                cell: monthName,
              },
              {
                id: "amount",
                head: w.tree.amount,
                numeric: true,
                cell: ({ amount }) => exactMoney(amount, card.currency),
              },
            ]}
          />
        </details>
      )}
    </>
  );
}

type ExplainedProps = {
  readonly card: {
    readonly number: string;
    readonly lines: readonly ShownLine[];
    readonly subject: string;
    readonly parent?: CardBody["parent"] | undefined;
    readonly history?: CardBody["history"];
  };
  readonly currency: string | null;
  readonly name: string;
  readonly isTop: boolean;
};

function Explained({ card, currency, name, isTop }: ExplainedProps) {
  const w = words("targets");
  const { account } = me().account;
  const whoIs = (by: string) => (by === account ? w.card.me : w.card.somebody);
  const { number, lines, parent, history } = card;
  const shared = parent ? w.card.of(money(parent.shared, currency)) : null;
  const source = history ? w.rules.source.history(day(history.from), lastDay(history.until)) : null;
  return (
    <div class="stack">
      <Figure
        size="l"
        label={w.tree.amount}
        value={<span class="num">{exactMoney(number, currency)}</span>}
        period={shared}
        source={source}
      />
      {lines.length > 0 ? (
        <CardLines of={{ name, number, currency, lines, whoIs }} words={w.card} />
      ) : (
        <Note>{isTop ? w.card.top : w.card.nothing}</Note>
      )}
    </div>
  );
}

type ChangeProps = { readonly model: PlanModel; readonly row: Row; readonly plan: Plan };

function Change({ model, row, plan }: ChangeProps) {
  const w = words("targets").row;
  const [amount, setAmount] = useState(withoutZeros(row.amount ?? ""));
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const send = async () => {
    setMissing(reason.trim() === "");
    if (reason.trim() === "") return;
    const done = await model.saveRow(row, { amount: plainDecimal(amount), reason });
    if (done) toast(w.saved);
  };
  return (
    <section class="stack divider">
      {row.parent !== null && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <h3>{w.change}</h3>
          <div class="row-change">
            <Field
              label={w.amount}
              value={amount}
              onInput={setAmount}
              inputMode="decimal"
              numeric
            />
            <Field
              label={w.reason}
              hint={w.reasonHint}
              error={isMissing ? w.needsReason : null}
              value={reason}
              onInput={setReason}
              maxLength={500}
            />
          </div>
          <div class="row row-between">
            <Switch
              label={w.locked}
              checked={row.inputs.locked}
              onChange={(locked) => void model.saveRow(row, { locked })}
            />
            <Button kind="primary" type="submit" busy={model.busy.value}>
              {w.save}
            </Button>
          </div>
        </form>
      )}
      <Inputs model={model} row={row} plan={plan} />
      {model.problem.value && <ErrorState inline problem={model.problem.value} />}
    </section>
  );
}

/** What people enter for the method at hand: its own values, or those of the factors. */
function enteredIn({ rules }: Plan): readonly { readonly key: string }[] {
  const own = METHOD_INPUTS[rules.method?.kind ?? "factors"];
  if (own) return own.map((key) => ({ key }));
  return rules.factors.filter(({ source }) => source === "entered");
}

const METHOD_INPUTS: Readonly<Partial<Record<MethodRule["kind"], readonly string[]>>> = {
  given: ["share"],
  growth: ["growth"],
  capacity: ["heads", "productivity", "ramp"],
  value: ["base", "value"],
};

function inputName(key: string): string {
  const own: Readonly<Record<string, string>> = words("plan").method.values;
  return own[key] ?? factorName(key);
}

/** Factor values that people enter, and bounds. History and head count come from the data. */
function Inputs({ model, row, plan }: ChangeProps) {
  const w = words("targets").row;
  const entered = enteredIn(plan);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(entered.map(({ key }) => [key, row.inputs.values[key] ?? ""])),
  );
  const [min, setMin] = useState(withoutZeros(row.inputs.min ?? ""));
  const [max, setMax] = useState(withoutZeros(row.inputs.max ?? ""));
  const orNull = (text: string) => (plainDecimal(text) === "" ? null : plainDecimal(text));
  const send = async () => {
    const body = {
      values: Object.fromEntries(Object.entries(values).map(([key, text]) => [key, orNull(text)])),
      ...(row.parent === null ? {} : { min: orNull(min), max: orNull(max) }),
    };
    if (await model.saveRow(row, body)) toast(w.inputsSaved);
  };
  return (
    <details class="card-months">
      <summary>{w.own}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="row-change">
          {entered.map(({ key }) => (
            <Field
              key={key}
              label={inputName(key)}
              value={values[key] ?? ""}
              onInput={(text) => setValues({ ...values, [key]: text })}
              inputMode="decimal"
              numeric
            />
          ))}
          {row.parent !== null && (
            <>
              <Field label={w.min} value={min} onInput={setMin} inputMode="decimal" numeric />
              <Field label={w.max} value={max} onInput={setMax} inputMode="decimal" numeric />
            </>
          )}
        </div>
        <div class="row row-end">
          <Button type="submit" busy={model.busy.value}>
            {w.saveInputs}
          </Button>
        </div>
      </form>
    </details>
  );
}
