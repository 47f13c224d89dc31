import { day, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Table } from "../ui/table.tsx";
import type { Basis } from "./model.ts";
import { periodText } from "./text.ts";

type Named = { readonly id: string; readonly name: string; readonly nameEn: string | null };
type BasisProps = {
  readonly basis: Basis;
  readonly names: readonly Named[];
  readonly currency: string | null;
};

/** The numbers behind a request, as the server knew them when it was made. */
export function BasisView({ basis, names, currency }: BasisProps) {
  const w = words("adjustments").basis;
  const name = (id: string) => {
    const known = names.find((each) => each.id === id);
    return known ? nameOf(known) : "–";
  };
  const measured = (of: { target: string; actual: string | null } | null) =>
    of === null
      ? "–"
      : w.of(of.actual === null ? w.none : money(of.actual, currency), money(of.target, currency));
  if (basis.subjects.length === 0) return null;
  return (
    <div class="stack stack-s">
      <h3>{w.title}</h3>
      <p class="small muted">
        {w.lead(day(basis.on), basis.number)} · {w.actualOfTarget}
      </p>
      <Table
        caption={w.title}
        rows={basis.subjects}
        rowKey={({ subject }) => subject}
        dense
        columns={[
          { id: "who", head: w.subject, names: true, cell: ({ subject }) => name(subject) },
          {
            id: "last",
            head: w.last,
            numeric: true,
            cell: ({ last }) => (
              <span title={last ? periodText(last) : undefined}>{measured(last)}</span>
            ),
          },
          { id: "date", head: w.toDate, numeric: true, cell: ({ toDate }) => measured(toDate) },
          { id: "open", head: w.open, numeric: true, cell: ({ open }) => money(open, currency) },
        ]}
      />
    </div>
  );
}
