import { useEffect, useState } from "preact/hooks";
import { day as toDay } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import type { Problem } from "../api.ts";
import { readAmount } from "../amount-text.ts";
import { me } from "../auth/session.ts";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Check, Select } from "../ui/field.tsx";
import { ErrorState, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { PayplanPage } from "./model.ts";
import { type Candidate, type PeopleModel, type Place, places, type Variable } from "./people.ts";
import { TermFields } from "./term-fields.tsx";
import { termKeys } from "./terms.ts";

type Props = {
  readonly model: PeopleModel;
  readonly page: PayplanPage;
  readonly onClose: () => void;
};
type Found = { readonly items: readonly Candidate[]; readonly positions: readonly string[] };

/** Whom to put on the plan, from which day, and with which terms; who is busy elsewhere is shown first. */
export function AssignDrawer({ model, page, onClose }: Props) {
  const w = words("payplans").assign;
  const { plan } = page;
  const [units, setUnits] = useState<readonly Place[]>([]);
  const [unit, setUnit] = useState("");
  const [position, setPosition] = useState("");
  const [from, setFrom] = useState(firstDay(page));
  const [until, setUntil] = useState("");
  const [instead, setInstead] = useState(false);
  const [variables, setVariables] = useState<readonly Variable[]>(() => termKeys(plan.document));
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void places().then(setUnits);
  }, []);
  useEffect(() => {
    if (from === "") return setFound(null);
    let late = false;
    const query = {
      from,
      ...(until === "" ? {} : { until }),
      ...(unit === "" ? {} : { unit }),
      ...(position === "" ? {} : { position }),
    };
    void model.candidates(query).then((answer) => {
      if (late) return;
      if (answer.ok) setFound(answer.body);
      setProblem(answer.ok ? null : answer.problem);
    });
    return () => {
      late = true;
    };
  }, [unit, position, from, until]);
  const free = (found?.items ?? []).filter(
    ({ on }) => on === null || (instead && on.plan === plan.id),
  );
  const busy = (found?.items ?? []).filter((each) => !free.includes(each));
  const go = async () => {
    const done = await model.assign({
      from: toDay(from),
      until: until === "" ? null : toDay(until),
      people: free.map(({ person }) => ({ person: id(person) })),
      terms: { variables: variables.flatMap(said) },
      instead,
    });
    if (!done) return;
    toast(w.done(done.assigned));
    onClose();
  };
  const shown = model.problem.value ?? problem;
  return (
    <Drawer
      open
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button
            kind="primary"
            busy={model.busy.value}
            disabled={free.length === 0 || from === ""}
            onClick={() => void go()}
          >
            {w.go(free.length)}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (free.length > 0) void go();
        }}
      >
        <div class="payplan-pair">
          <Select
            label={w.unit}
            value={unit}
            onChange={setUnit}
            options={[
              { value: "", label: w.anyUnit },
              ...units.map((each) => ({
                value: each.id,
                label: `${"　".repeat(each.depth)}${nameOf(each)}`,
              })),
            ]}
          />
          <Select
            label={w.position}
            value={position}
            onChange={setPosition}
            options={[
              { value: "", label: w.anyPosition },
              ...(found?.positions ?? []).map((each) => ({ value: each, label: each })),
            ]}
          />
        </div>
        <div class="payplan-pair">
          <DateField
            label={w.from}
            value={from}
            onInput={setFrom}
            error={from === "" ? w.needsDate : null}
          />
          <DateField label={w.until} aside={w.optional} value={until} onInput={setUntil} />
        </div>
        <TermFields currency={plan.currency} value={variables} onChange={setVariables} />
        <Check label={w.instead} checked={instead} onChange={setInstead} />
        {shown && <ErrorState problem={shown} inline />}
        {found === null && !shown ? (
          <Skeleton lines={3} />
        ) : (
          <Meant plan={plan.id} free={free} busy={busy} isNobody={found?.items.length === 0} />
        )}
      </form>
    </Drawer>
  );
}

/** Only what was filled in, as a plain decimal. */
function said(variable: Variable): Variable[] {
  if (variable.amount.trim() === "" || variable.key === "") return [];
  const read = readAmount(variable.amount);
  return [{ ...variable, amount: read.ok ? read.plain : variable.amount }];
}

/** A draft begins on its own day, a published plan on its newest version's. */
function firstDay({ plan, versions }: PayplanPage): string {
  return versions.at(-1)?.from ?? (plan.from > me().today ? plan.from : me().today);
}

/** Names of a list that are shown before "and so on". */
const SHOWN = 12;

type MeantProps = {
  readonly plan: string;
  readonly free: readonly Candidate[];
  readonly busy: readonly Candidate[];
  readonly isNobody: boolean;
};

function Meant({ plan, free, busy, isNobody }: MeantProps) {
  const w = words("payplans").assign;
  const elsewhere = busy.filter(({ on }) => on?.plan !== plan);
  const here = busy.length - elsewhere.length;
  if (isNobody) return <p class="muted">{w.nobody}</p>;
  return (
    <section class="stack stack-s" aria-live="polite">
      <h3>{w.free(free.length)}</h3>
      <p class="muted payplan-names">
        {free
          .slice(0, SHOWN)
          .map((each) => nameOf(each))
          .join(language.value === "zh" ? "、" : ", ")}
        {free.length > SHOWN && ` +${free.length - SHOWN}`}
      </p>
      {here > 0 && <p class="muted">{w.here(here)}</p>}
      {elsewhere.length > 0 && (
        <>
          <h3>{w.busy(elsewhere.length)}</h3>
          <ul class="payplan-busy muted">
            {elsewhere.slice(0, SHOWN).map((each) => (
              <li key={each.person}>
                {each.on && w.busyOn(nameOf(each), each.on.name[language.value], day(each.on.from))}
              </li>
            ))}
            {elsewhere.length > SHOWN && <li>+{elsewhere.length - SHOWN}</li>}
          </ul>
        </>
      )}
    </section>
  );
}
