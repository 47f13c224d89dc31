import { useEffect, useMemo, useState } from "preact/hooks";
import type { getDiff, listVersions, restoreVersion } from "../../workers/targets/contract.ts";
import { api, type Problem } from "../api.ts";
import { may } from "../auth/session.ts";
import { count, exactMoney, moment, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, Drawer } from "../ui/dialog.tsx";
import { resource } from "../ui/resource.ts";
import { Badge, EmptyState, ErrorState, Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import type { Plan, PlanModel, Row } from "./model.ts";
import { asInTree } from "./tree-order.ts";

type PublishProps = {
  readonly model: PlanModel;
  readonly plan: Plan;
  readonly rows: readonly Row[];
  /** How many units carry another number than those below them together. */
  readonly gaps: number;
  readonly onClose: () => void;
};

/** What publishing changes and what follows from it, before it is done. */
export function PublishDialog({ model, plan, rows, gaps, onClose }: PublishProps) {
  const w = words("targets").publish;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const number = plan.published + 1;
  const publish = async () => {
    setBusy(true);
    const published = await model.publish();
    setBusy(false);
    if (published === null) return setProblem(model.problem.value);
    toast(w.done(published), { tone: "good" });
    onClose();
  };
  return (
    <Dialog
      open
      wide
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={isBusy} onClick={() => void publish()}>
            {w.go}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>
          <strong>{w.lead(number)}</strong>{" "}
          {w.consequence(rows.length, plan.rules.basis?.periods.length ?? 0)}
        </p>
        {plan.published > 0 && <p>{w.closes(plan.published)}</p>}
        <p class="muted">{w.immutable}</p>
        {gaps > 0 && (
          <Note tone="warn" icon="warn">
            {w.gaps(gaps)}
          </Note>
        )}
        {plan.published === 0 ? <p class="muted">{w.first}</p> : <Diff plan={plan} tree={rows} />}
        {problem && <ErrorState inline problem={problem} />}
      </div>
    </Dialog>
  );
}

function Diff({ plan, tree }: { readonly plan: Plan; readonly tree: readonly Row[] }) {
  const w = words("targets").publish;
  const diff = useMemo(
    () =>
      resource(() =>
        api<typeof getDiff>("GET", "/plans/:planId/diff", {
          params: { planId: plan.id },
          query: { from: `${plan.published}`, to: "0" },
        }),
      ),
    [plan.id, plan.draft],
  );
  useEffect(() => void diff.load(), [diff]);
  return (
    <When of={diff}>
      {({ items, unchanged }) =>
        items.length === 0 ? (
          <p class="muted">{w.diffNone}</p>
        ) : (
          <>
            <p>{w.changed(items.length, unchanged)}</p>
            <Table
              caption={w.diff}
              dense
              maxHeight="40vh"
              rows={asInTree(items, tree)}
              rowKey={({ subject }) => subject}
              columns={[
                { id: "name", head: words("targets").tree.name, names: true, cell: nameOf },
                {
                  id: "before",
                  head: w.before,
                  numeric: true,
                  cell: (row) => shown(row.before, plan),
                },
                {
                  id: "after",
                  head: w.after,
                  numeric: true,
                  cell: (row) => shown(row.after, plan),
                },
              ]}
            />
          </>
        )
      }
    </When>
  );
}

function shown(amount: string | null, plan: Plan): string {
  return amount === null ? words("targets").tree.none : exactMoney(amount, plan.currency);
}

type VersionsProps = {
  readonly model: PlanModel;
  readonly plan: Plan;
  readonly onClose: () => void;
};

/** What was published, when, with the hash of its numbers. */
export function VersionsDrawer({ model, plan, onClose }: VersionsProps) {
  const w = words("targets").versions;
  const [problem, setProblem] = useState<Problem | null>(null);
  const list = useMemo(
    () =>
      resource(() =>
        api<typeof listVersions>("GET", "/plans/:planId/versions", { params: { planId: plan.id } }),
      ),
    [plan.id],
  );
  useEffect(() => void list.load(), [list]);
  const restore = async (number: number) => {
    const answer = await api<typeof restoreVersion>("POST", "/plans/:planId/restore", {
      params: { planId: plan.id },
      version: model.version(),
      body: { number },
    });
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.restored(number));
    await model.state.load();
    onClose();
  };
  return (
    <Drawer open title={w.title} onClose={onClose}>
      <When of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w.none} icon="clock" />
          ) : (
            <ol class="versions">
              {items.map((version) => (
                <li key={version.number} class="version">
                  <div class="row row-between">
                    <strong>{w.number(version.number)}</strong>
                    {version.number === plan.published && <Badge tone="good">{w.current}</Badge>}
                  </div>
                  <p class="muted small">
                    {moment(version.at)} · {money(version.amount, plan.currency)} · {w.recipients}{" "}
                    {count(version.recipients)}
                  </p>
                  <p class="small muted" title={version.hash}>
                    {w.hash} <code>{version.hash.slice(0, 16)}</code>
                  </p>
                  {may("targets.allocate") && (
                    <Button size="s" icon="undo" onClick={() => void restore(version.number)}>
                      {w.restore}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </When>
      {problem && <ErrorState inline problem={problem} />}
    </Drawer>
  );
}
