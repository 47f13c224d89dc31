import { exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Badge } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { Veiled } from "../ui/veil.tsx";
import { called, periodName } from "./names.ts";
import type { RunModel } from "./run-model.ts";
import { statementHref } from "./run-people.tsx";
import { openWords } from "./true-up-words.ts";
import type { Run } from "./wire.ts";

type Props = { readonly run: Run; readonly model: RunModel };

const TONES = { waiting: "warn", approved: "good", refused: "bad" } as const;

/** Lines that pay what is past anew under a new version: each wants a second person before the run does. */
export function RunTrueUps({ run, model }: Props) {
  const w = words("payruns").run.repriced;
  const { lines } = run.trueUpApprovals;
  const { approve, refuse } = openWords(run);
  const { done } = words("payruns").run;
  const decide = (decision: "approved" | "refused") =>
    void model.decideTrueUps(decision).then((made) => {
      if (made) toast(decision === "approved" ? done.approveTrueUps : done.refuseTrueUps);
    });
  const aside = (
    <span class="row">
      {refuse > 0 && (
        <Button busy={model.busy.value === "refuseTrueUps"} onClick={() => decide("refused")}>
          {w.refuse}
        </Button>
      )}
      {approve > 0 && (
        <Button
          kind="primary"
          busy={model.busy.value === "approveTrueUps"}
          onClick={() => decide("approved")}
        >
          {w.approve(approve)}
        </Button>
      )}
    </span>
  );
  return (
    <Card level={3} title={w.title} lead={w.lead} aside={aside} flush>
      <Table
        caption={w.title}
        dense
        cards
        maxHeight="40vh"
        rows={lines}
        rowKey={(row) =>
          [row.person, row.currency, row.component, row.window, row.origin].join(" ")
        }
        columns={[
          {
            ...{ id: "who", head: words("payruns").run.list.person, names: true },
            cell: (row) => <a href={statementHref(run.id, row)}>{called(row)}</a>,
          },
          {
            ...{ id: "window", head: w.window },
            cell: ({ window }) => windowName(window),
          },
          {
            ...{ id: "amount", head: w.amount, numeric: true },
            cell: ({ amount, currency }) => <Veiled>{exactMoney(amount, currency)}</Veiled>,
          },
          {
            ...{ id: "state", head: w.state },
            cell: ({ state }) => <Badge tone={TONES[state]}>{w.states[state]}</Badge>,
          },
        ]}
      />
    </Card>
  );
}

function windowName(window: string): string {
  const [, from, until] = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)/.exec(window) ?? [];
  return from && until ? periodName({ from, until }) : "–";
}
