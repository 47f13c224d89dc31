import { useEffect, useMemo, useState } from "preact/hooks";
import type { subjectAdjustments } from "../../workers/adjustments/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { api } from "../api.ts";
import { day, exactMoney, moment, money } from "../format.ts";
import { loadWords, words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Card } from "../ui/card.tsx";
import { resource } from "../ui/resource.ts";
import { Table } from "../ui/table.tsx";
import { periodText, whoText } from "./text.ts";
import "./adjustments.css";

type Changed = AnswerOf<typeof subjectAdjustments>["items"][number];
type ChangesProps = {
  readonly subject: string;
  /** Only those of one plan. */
  readonly plan?: string;
};

/**
 * What was changed of a subject's targets, who asked, why, and who approved: for whoever carries
 * them. It loads its own words, and draws nothing where nothing was changed.
 */
export function Changes({ subject, plan }: ChangesProps) {
  const [ready, setReady] = useState(false);
  const list = useMemo(
    () =>
      resource(() =>
        api<typeof subjectAdjustments>("GET", "/subjects/:subject/adjustments", {
          params: { subject },
        }),
      ),
    [subject],
  );
  useEffect(() => {
    void loadWords(["adjustments", "calendar"]).then(() => setReady(true));
    void list.load();
  }, [list]);
  const now = list.value.value;
  const items = now.state === "ready" ? now.body.items : [];
  const own = items.filter((each) => plan === undefined || each.plan.id === plan);
  if (!ready || own.length === 0) return null;
  return (
    <Card title={words("adjustments").changes.title}>
      <ol class="adjust-course">
        {own.map((each) => (
          <li key={`${each.id} ${each.number}`}>
            <Change change={each} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Change({ change }: { readonly change: Changed }) {
  const w = words("adjustments");
  const { from, before, after, part, below, reason, plan, periods } = change;
  const start = periods.find((each) => each.from === from);
  const since = start ? periodText(start) : day(from);
  const shown = (text: string) => money(text, plan.currency);
  const to = change.names.map((each) => nameOf(each)).at(-1) ?? "";
  const flowed = w.changes.flowed;
  return (
    <div class="stack stack-s">
      <p>
        <strong>
          {part === "moved" && before === after
            ? w.changes.moved(since, to)
            : w.changes.line(since, shown(before), shown(after))}
        </strong>{" "}
        <span class="small muted">
          {part === "below" ? flowed.below(w.below[below]) : flowed[part]}
        </span>
      </p>
      <p>
        {w.changes.why}: {w.trigger[change.trigger]} · {reason}
      </p>
      <p class="small muted">
        {w.changes.by(whoText({ ...change.askedBy, by: "" }), moment(change.appliedAt))}
        {change.approvedBy.map((who) => ` · ${w.changes.approved(whoText({ ...who, by: "" }))}`)}
      </p>
      {change.cells.length > 0 && <Cells change={change} />}
    </div>
  );
}

function Cells({ change: { cells, periods, plan } }: { readonly change: Changed }) {
  const w = words("adjustments");
  const name = (key: string) => {
    const known = periods.find((each) => each.key === key);
    return known ? periodText(known) : key;
  };
  return (
    <details>
      <summary>{w.changes.months}</summary>
      <Table
        caption={w.changes.caption}
        rows={cells}
        rowKey={({ key }) => key}
        dense
        columns={[
          { id: "at", head: w.resources.period, names: true, cell: ({ key }) => name(key) },
          {
            id: "before",
            head: w.radius.before,
            numeric: true,
            cell: ({ before }) => exactMoney(before, plan.currency),
          },
          {
            id: "after",
            head: w.radius.after,
            numeric: true,
            cell: ({ after }) => exactMoney(after, plan.currency),
          },
        ]}
      />
    </details>
  );
}
