import { useEffect, useMemo, useState } from "preact/hooks";
import { day as asDay } from "../../workers/lib/day.ts";
import { id as asId, newId } from "../../workers/lib/id.ts";
import type { Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { exactMoney } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { FileDrop } from "../ui/file-drop.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { Note, Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { Veiled } from "../ui/veil.tsx";
import { inWords, isNothing, periodName } from "./names.ts";
import {
  type Fault,
  type OpeningField,
  placeOf,
  type ReadOpenings,
  readOpenings,
  sumsOf,
} from "./opening-rows.ts";
import {
  type OpeningsModel,
  type Plan,
  type PlanFacts,
  planFacts,
  runningOn,
} from "./openings-model.ts";

type Props = {
  readonly model: OpeningsModel;
  readonly plans: readonly Plan[];
  readonly onClose: () => void;
};
type Chosen = { readonly name: string } & (
  { readonly refused: string } | { readonly read: ReadOpenings }
);

/** A whole company's opening balances from one file: all of it, or nothing with every fault named. */
export function OpeningsFile({ model, plans, onClose }: Props) {
  const w = words("paysettings").openings;
  const key = useMemo(() => newId<"payOpening">(nowMs.peek()), []);
  const [plan, setPlan] = useState(plans[0]?.id ?? "");
  const [facts, setFacts] = useState<PlanFacts | null>(null);
  const [from, setFrom] = useState("");
  const [note, setNote] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => {
    let isHere = true;
    setFacts(null);
    void planFacts(plan).then((found) => {
      if (!isHere || !found) return;
      setFacts(found);
      setFrom(found.begins[0]?.from ?? "");
    });
    return () => void (isHere = false);
  }, [plan]);
  const running = facts && from !== "" ? runningOn(facts.versions, from) : [];
  const currency = plans.find(({ id }) => id === plan)?.currency ?? "";
  // Another plan or period reads the same file anew.
  useEffect(() => {
    if (!file || !facts) return;
    let isHere = true;
    setChosen(null);
    model.problem.value = null;
    void opened(file, { members: facts.members, running, currency }).then((found) => {
      if (isHere) setChosen(found);
    });
    return () => void (isHere = false);
  }, [file, facts, from]);
  const template = async () => {
    const { saveTemplate } = await import("./opening-file.ts");
    await saveTemplate(facts?.members ?? [], running, w.file);
  };
  const read = chosen && "read" in chosen ? chosen.read : null;
  const isReady = read !== null && read.faults.length === 0 && from !== "";
  const save = async () => {
    if (!isReady) return;
    const body = { id: key, plan: asId<"incentivePlan">(plan), from: asDay(from), note };
    if (!(await model.enter({ ...body, rows: [...read.rows] }))) return;
    toast(w.done.enter);
    onClose();
  };
  const problem = model.problem.value;
  const told = read && problem ? faultsOf(problem, read.lines) : [];
  return (
    <FormDrawer
      wide
      title={w.file.title}
      save={w.save}
      busy={model.busy.value === "enter"}
      ready={isReady}
      problem={told.length > 0 ? null : problem}
      onSave={save}
      onClose={onClose}
    >
      <Note>{w.second}</Note>
      {plans.length > 1 && (
        <Select
          label={w.plan}
          value={plan}
          options={plans.map(({ id, name }) => ({ value: id, label: inWords(name) }))}
          onChange={setPlan}
        />
      )}
      {facts === null ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <Select
            label={w.from}
            hint={w.fromHint}
            value={from}
            options={facts.begins.map((each) => ({ value: each.from, label: periodName(each) }))}
            onChange={setFrom}
          />
          <p>
            {w.file.lead}{" "}
            <Button size="s" icon="download" onClick={() => void template()}>
              {w.file.template}
            </Button>
          </p>
          <FileDrop
            label={chosen ? w.file.another : w.file.choose}
            hint={chosen?.name ?? w.file.hint}
            accept=".xlsx,.csv,.txt,text/csv"
            busy={file !== null && chosen === null}
            onFile={setFile}
          />
          {chosen && "refused" in chosen && (
            <Note tone="bad" icon="warn">
              {chosen.refused}
            </Note>
          )}
          {read && <Found read={read} told={told} />}
          <Field label={w.note} value={note} rows={2} maxLength={500} onInput={setNote} />
        </>
      )}
    </FormDrawer>
  );
}

async function opened(file: File, known: Parameters<typeof readOpenings>[2]): Promise<Chosen> {
  const { readFile, titlesOfBoth } = await import("./opening-file.ts");
  const [sheet, titles] = await Promise.all([readFile(file), titlesOfBoth()]);
  return sheet.ok
    ? { name: file.name, read: readOpenings(sheet.value, titles, known) }
    : { name: file.name, refused: sheet.error.messages[language.value] };
}

type Told = {
  readonly line: number;
  readonly field: OpeningField | null;
  readonly value: string;
  readonly text: string;
};

/** What the server found in rows of the file, at its lines. */
function faultsOf(problem: Problem, lines: ReadOpenings["lines"]): Told[] {
  const { faults } = words("paysettings").openings.file;
  return (problem.errors ?? []).map(({ pointer, code, value, messages }) => ({
    ...placeOf(pointer, lines),
    // A file says windows by their last day, which is what the sentence here speaks of.
    ...(code === "pay_opening/window"
      ? { value: "", text: faults.window("") }
      : { value: typeof value === "string" ? value : "", text: messages[language.value] }),
  }));
}

type FoundProps = {
  readonly read: ReadOpenings;
  readonly told: readonly Told[];
};

/** What the file comes to; or every fault with its line, column, value and what to do. */
function Found({ read, told }: FoundProps) {
  const w = words("paysettings").openings.file;
  const own = read.faults.map((fault) => ({ ...fault, text: sentence(fault) }));
  const faults = [...own, ...told].sort((a, b) => a.line - b.line);
  return (
    <div class="stack">
      {read.unread.length > 0 && <p class="muted">{w.unread(read.unread.join(", "))}</p>}
      {faults.length > 0 ? (
        <>
          <Note tone="bad" icon="warn">
            {w.faulty(faults.length)}
          </Note>
          <Table
            caption={w.faulty(faults.length)}
            columns={[
              { id: "line", head: w.heads.line, cell: ({ line }) => line || "–" },
              {
                ...{ id: "column", head: w.heads.column },
                cell: ({ field }) => (field ? w.titles[field] : "–"),
              },
              { id: "value", head: w.heads.value, cell: ({ value }) => value || "–" },
              { id: "text", head: w.heads.text, cell: ({ text }) => text },
            ]}
            rows={faults.slice(0, SHOWN)}
            rowKey={(each) => `${each.line} ${each.field} ${each.text}`}
            maxHeight="40vh"
            dense
            cards
          />
        </>
      ) : (
        <Note tone="good" icon="check">
          <Veiled>{sumsText(read)}</Veiled>
        </Note>
      )}
    </div>
  );
}

/** More faults than this say nothing new. */
const SHOWN = 200;

function sentence({ code, beside }: Fault): string {
  return words("paysettings").openings.file.faults[code](beside);
}

/** People, and the sums that are brought along in each currency. */
function sumsText(read: ReadOpenings): string {
  const w = words("paysettings").openings;
  return [
    w.file.people(read.rows.length),
    ...sumsOf(read).flatMap(({ currency, ...sums }) =>
      (["debt", "draw", "paid"] as const).flatMap((each) =>
        isNothing(sums[each]) ? [] : [`${w[each]} ${exactMoney(sums[each], currency)}`],
      ),
    ),
  ].join(" · ");
}
