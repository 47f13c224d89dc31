import type { Problem } from "../api.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState, Note } from "../ui/state.tsx";
import type { PlanModel, Row } from "./model.ts";
import { factorName } from "./factor-name.ts";

type Props = {
  readonly model: PlanModel;
  readonly rows: readonly Row[];
  readonly problem: Problem;
};

/** Where the tree cannot be shared out, by name, with the remedy beside it. */
export function Refusals({ model, rows, problem }: Props) {
  if (problem.code !== "plan/cannot_allocate") return <ErrorState inline problem={problem} />;
  const w = words("targets").tree;
  const places = (problem.errors ?? []).map((each) => ({
    ...each,
    row: rows.find(({ subject }) => each.pointer === `/rows/${subject}`),
  }));
  const byHead = hasHeadcount(model);
  const zero = places.filter(({ code }) => code === "allocation/zero_factor");
  // Where the top or several places have no history, one place after the other would be tedious.
  const isWide = zero.length > 1 || zero.some(({ row }) => row?.parent === null);
  return (
    <Note tone="bad" icon="warn">
      <ul class="refusals">
        {places.map(({ pointer, code, messages, row }) => (
          <li key={pointer + code}>
            <span>
              <strong>{row ? w.problem(nameOf(row)) : ""}</strong> {named(messages[language.value])}
            </span>
            {row && byHead && !isWide && code === "allocation/zero_factor" && (
              <Button size="s" busy={model.busy.value} onClick={() => void shareByHead(model, row)}>
                {w.byHead}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isWide && byHead && (
        <Button size="s" onClick={() => weighPeopleOnly(model)}>
          {w.allByHead}
        </Button>
      )}
    </Note>
  );
}

/** The server names a factor by its key; here it has a name. */
function named(text: string): string {
  return text.replace(/\b(history|potential|capability|headcount)\b/, factorName);
}

function hasHeadcount({ page }: PlanModel): boolean {
  return page.value?.plan.rules.factors.some(({ key }) => key === "headcount") ?? false;
}

/** This unit alone counts people; the plan's own weights stay for all others. */
async function shareByHead(model: PlanModel, row: Row): Promise<void> {
  if (await model.saveRow(row, { weights: { headcount: "1" } })) await model.allocate();
}

/** Only proposes: the numbers are seen before they are saved. */
function weighPeopleOnly({ edit, page, problem }: PlanModel): void {
  const factors = (page.value?.plan.rules.factors ?? []).map((each) => ({
    ...each,
    weight: each.key === "headcount" ? "1" : "0",
  }));
  edit.value = { ...edit.value, rules: { ...edit.value.rules, factors } };
  problem.value = null;
}
