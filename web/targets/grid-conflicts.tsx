import { exact } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/state.tsx";
import { withoutZeros } from "./decimal.ts";
import type { GridModel } from "./grid-model.ts";
import type { CellConflict } from "./grid-table.ts";

/** Cells that two people changed at once: both values, and whose shall stand. */
export function ConflictList({ model }: { readonly model: GridModel }) {
  const w = words("grid");
  const conflicts = model.conflicts.value;
  if (conflicts.length === 0) return null;
  const shown = (amount: string | null) => (amount === null ? "–" : exact(withoutZeros(amount)));
  const told = ({ name, column, was, mine, theirs }: CellConflict) =>
    w.conflict({
      place: `${name} · ${model.nameOfColumn(column)}`,
      was: shown(was),
      mine: shown(mine),
      theirs: shown(theirs),
    });
  return (
    <Note tone="warn" icon="warn">
      <p>{w.conflicts}</p>
      <ul class="grid-conflicts">
        {conflicts.map((each) => (
          <li key={each.subject + each.column}>
            <span>
              {told(each)} {each.reason && w.because(each.reason)}
            </span>
            <span class="row">
              <Button size="s" onClick={() => model.decide(each, "mine")}>
                {w.mine}
              </Button>
              <Button size="s" onClick={() => model.decide(each, "theirs")}>
                {w.theirs}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Note>
  );
}
