import { useEffect, useMemo, useState } from "preact/hooks";
import { periodOf } from "../../workers/calendar/periods.ts";
import { me } from "../auth/session.ts";
import { periodName, rule as fiscalRule } from "../calendar/model.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Choice } from "../ui/field.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { type Rule, scoresModel } from "./model.ts";

const SCORES = ["1", "2", "3", "4", "5"] as const;

/** Colleagues of this period, each from 1 to 5; nobody judges themselves. */
export function ScoresDrawer({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const w = words("awards").scores;
  const period = periodOf(fiscalRule(), rule.document.window, me().today);
  const model = useMemo(() => scoresModel(rule.id, period.from), [rule.id, period.from]);
  const [given, setGiven] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => void model.scores.load(), [model]);
  const send = async () => {
    if (!(await model.send(given))) return;
    toast(w.done);
    onClose();
  };
  return (
    <FormDrawer
      title={w.title(rule.document.name[language.value], periodName(period))}
      save={w.send}
      busy={model.busy.value}
      ready={given.size > 0}
      problem={model.problem.value}
      onSave={send}
      onClose={onClose}
    >
      <p class="muted">{w.lead}</p>
      <When of={model.scores} waiting={<Skeleton lines={6} />}>
        {({ people, open }) =>
          !open ? (
            <Note>{w.closed}</Note>
          ) : people.length === 0 ? (
            <p class="muted">{w.none}</p>
          ) : (
            <div class="stack">
              {people.map((each) => (
                <Choice
                  key={each.person}
                  legend={nameOf(each)}
                  name={`score-${each.person}`}
                  value={String(given.get(each.person) ?? each.score ?? "")}
                  options={SCORES.map((value) => ({
                    value: value as string,
                    label: value,
                    hint: w.stars(Number(value)),
                  }))}
                  onChange={(value) => setGiven(new Map([...given, [each.person, Number(value)]]))}
                />
              ))}
            </div>
          )
        }
      </When>
    </FormDrawer>
  );
}
