import { useEffect, useMemo, useState } from "preact/hooks";
import { newId } from "../../workers/lib/id.ts";
import { may } from "../auth/session.ts";
import { moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { PlanTabProps } from "../targets/tab.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Check, Field } from "../ui/field.tsx";
import { Amount } from "../ui/figure.tsx";
import { ErrorState, Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { Comparison, type Way } from "./compare-view.tsx";
import { judged as judge, type FairnessModel, type Judged } from "./model.ts";
import { COMPARED_MAX, scenariosModel, type Listed, type ScenariosModel } from "./scenarios.ts";

type Props = PlanTabProps & {
  readonly fair: FairnessModel;
  readonly judged: Judged;
  readonly names: ReadonlyMap<string, string>;
};

/** Ways of sharing the plan out, kept by name, held side by side, one of them made the draft. */
export function Scenarios({ model, page, fair, judged, names }: Props) {
  const w = words("fairness").scenarios;
  const kept = useMemo(() => scenariosModel(model), [model]);
  useEffect(() => void kept.list.load(), [kept]);
  const [text, setText] = useQuery("compare");
  const [saving, setSaving] = useState(false);
  const [taking, setTaking] = useState<Listed | null>(null);
  const chosen = text === "" ? [] : text.split(",").slice(0, COMPARED_MAX);
  useEffect(() => void kept.open(chosen), [text]);
  const toggle = (id: string, on: boolean) =>
    setText([...chosen.filter((each) => each !== id), ...(on ? [id] : [])].join(","));
  return (
    <Card
      title={w.title}
      lead={w.lead}
      aside={
        may("targets.allocate") && (
          <Button icon="plus" onClick={() => setSaving(true)}>
            {w.save}
          </Button>
        )
      }
    >
      <div class="stack">
        {kept.problem.value && !saving && !taking && (
          <ErrorState problem={kept.problem.value} inline />
        )}
        <When of={kept.list}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="muted">{w.empty}</p>
            ) : (
              <List
                items={items}
                plan={page.plan}
                chosen={chosen}
                toggle={toggle}
                take={setTaking}
              />
            )
          }
        </When>
        {chosen.length > 0 && (
          <Comparison
            ways={waysOf(kept, chosen, { model, page, fair, judged })}
            plan={page.plan}
            names={names}
          />
        )}
      </div>
      {saving && <SaveDialog kept={kept} onClose={() => setSaving(false)} />}
      {taking && <TakeDialog kept={kept} scenario={taking} onClose={() => setTaking(null)} />}
    </Card>
  );
}

/** The draft (or its preview) first, then the chosen ones as far as they have come. */
function waysOf(
  { opened }: ScenariosModel,
  chosen: readonly string[],
  { model, page, fair, judged }: Omit<Props, "names">,
): Way[] {
  const rows = model.shown.value?.rows ?? page.rows;
  const amount = model.edit.value.amount ?? page.plan.amount;
  const draft: Way = { id: "draft", name: words("fairness").scenarios.draft, amount, rows, judged };
  const { scale } = page.plan.metric;
  const others = chosen.flatMap((id): Way[] => {
    const open = opened.value.get(id);
    if (!open) return [];
    const of = judge(open.rows, judged.expected, { scale, size: fair.size.value });
    const { name, amount: own } = open.scenario;
    return [{ id, name, amount: own, rows: open.rows, judged: of }];
  });
  return [draft, ...others];
}

type ListProps = {
  readonly items: readonly Listed[];
  readonly plan: PlanTabProps["page"]["plan"];
  readonly chosen: readonly string[];
  readonly toggle: (id: string, on: boolean) => void;
  readonly take: (scenario: Listed) => void;
};

function List({ items, plan, chosen, toggle, take }: ListProps) {
  const w = words("fairness").scenarios;
  const isFull = chosen.length >= COMPARED_MAX;
  return (
    <Table
      caption={w.caption}
      rows={items}
      rowKey={({ id }) => id}
      rowClass={({ sample }) => sample && "sample"}
      dense
      columns={[
        {
          id: "name",
          head: w.name,
          names: true,
          cell: ({ id, name }) => (
            <Check
              label={name}
              {...(isFull && !chosen.includes(id) ? { hint: w.compareMax } : {})}
              checked={chosen.includes(id)}
              disabled={isFull && !chosen.includes(id)}
              onChange={(on) => toggle(id, on)}
            />
          ),
        },
        {
          id: "amount",
          head: words("targets").list.amount,
          numeric: true,
          cell: ({ amount }) => <Amount value={amount} currency={plan.currency} />,
        },
        { id: "made", head: w.made, numeric: true, cell: ({ at }) => moment(at) },
        {
          id: "take",
          head: <span class="sr-only">{w.take}</span>,
          numeric: true,
          cell: (each) =>
            may("targets.allocate") && (
              <Button size="s" onClick={() => take(each)}>
                {w.take}
              </Button>
            ),
        },
      ]}
    />
  );
}

type DialogProps = { readonly kept: ScenariosModel; readonly onClose: () => void };

function SaveDialog({ kept, onClose }: DialogProps) {
  const w = words("fairness").scenarios;
  const [name, setName] = useState("");
  const [id] = useState(() => newId<"scenario">(Date.now()));
  const save = async () => {
    if (!(await kept.save(id, name.trim()))) return;
    toast(w.saved);
    onClose();
  };
  const isEdited = kept.plan.isEdited.value;
  return (
    <Dialog
      open
      title={w.saveTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button
            kind="primary"
            busy={kept.busy.value}
            disabled={name.trim() === "" || (isEdited && !kept.plan.canPreview.value)}
            onClick={() => void save()}
          >
            {w.save}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") void save();
        }}
      >
        <Field label={w.name} value={name} onInput={setName} maxLength={120} autoFocus required />
        <Note>{isEdited ? w.savedEdit : w.savedDraft}</Note>
        {kept.problem.value && <ErrorState problem={kept.problem.value} inline />}
      </form>
    </Dialog>
  );
}

function TakeDialog({ kept, scenario, onClose }: DialogProps & { readonly scenario: Listed }) {
  const w = words("fairness").scenarios;
  const take = async () => {
    if (!(await kept.take(scenario.id))) return;
    toast(w.taken);
    onClose();
  };
  return (
    <Dialog
      open
      title={w.takeTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={kept.busy.value} onClick={() => void take()}>
            {w.take}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{w.takeText(scenario.name)}</p>
        {kept.problem.value && <ErrorState problem={kept.problem.value} inline />}
      </div>
    </Dialog>
  );
}
