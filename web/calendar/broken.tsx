import { messageOf, type FieldProblem, type Problem } from "../api.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { ErrorState, Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";

/** One interval that would lose its period, as the server lists it. */
type Flaw = FieldProblem & {
  readonly value: string;
  readonly plan: string | null;
  readonly metric: string;
  readonly level: string;
  readonly targets: number;
  readonly subjects: readonly { readonly id: string; readonly name: string }[];
};

const NAMES_SHOWN = 6;

/** Why a change was refused: every target it would leave without its period. */
export function Broken({ problem }: { readonly problem: Problem }) {
  const w = words("fiscal");
  const rows = (problem.errors ?? []).filter(isBroken);
  if (rows.length === 0) return <ErrorState problem={problem} inline />;
  return (
    <div class="stack" role="alert">
      <Note tone="bad">{messageOf(problem, language.value)}</Note>
      <Table
        caption={w.broken.caption}
        dense
        maxHeight="320px"
        rows={rows}
        rowKey={({ value, plan, metric, level }) => `${value} ${plan} ${metric} ${level}`}
        columns={[
          { id: "period", head: w.period, names: true, cell: ({ value }) => value },
          { id: "plan", head: w.broken.plan, cell: ({ plan }) => plan ?? w.broken.noPlan },
          { id: "metric", head: w.broken.metric, cell: ({ metric }) => metric },
          { id: "targets", head: w.broken.targets, numeric: true, cell: ({ targets }) => targets },
          { id: "whose", head: w.broken.whose, width: "14em", cell: (flaw) => named(flaw) },
        ]}
      />
    </div>
  );
}

function named({ subjects, targets }: Flaw): string {
  const w = words("fiscal");
  const names = subjects.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = targets - names.length;
  return names.join(w.listJoin) + (more > 0 ? w.broken.more(more) : "");
}

function isBroken(flaw: FieldProblem): flaw is Flaw {
  return "subjects" in flaw && Array.isArray(flaw.subjects) && "targets" in flaw;
}
