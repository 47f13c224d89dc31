import { useEffect, useMemo, useState } from "preact/hooks";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { listVersions, restoreVersion } from "../../workers/targets/contract.ts";
import { api, type Problem } from "../api.ts";
import { may, me } from "../auth/session.ts";
import { count, moment, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Select } from "../ui/field.tsx";
import { resource } from "../ui/resource.ts";
import { Badge, EmptyState, ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { Diff } from "./diff-view.tsx";
import type { Plan } from "./model.ts";
import type { PlanTabProps } from "./tab.ts";

type Version = AnswerOf<typeof listVersions>["items"][number];

/** What was published, when and by whom, with the fingerprint of its numbers; any two compared. */
export function HistoryTab({ model, page }: PlanTabProps) {
  const w = words("targets").versions;
  const { plan } = page;
  const list = useMemo(
    () =>
      resource(() =>
        api<typeof listVersions>("GET", "/plans/:planId/versions", { params: { planId: plan.id } }),
      ),
    [plan.id, plan.published],
  );
  useEffect(() => void list.load(), [list]);
  return (
    <When of={list}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={w.none} icon="clock" />
        ) : (
          <div class="stack stack-l">
            <Compared items={items} page={page} model={model} />
            <Versions items={items} page={page} model={model} />
          </div>
        )
      }
    </When>
  );
}

type ListProps = PlanTabProps & { readonly items: readonly Version[] };

function Compared({ items, page }: ListProps) {
  const w = words("plan").history;
  const { plan } = page;
  const newest = items[0]?.number ?? 0;
  const [from, setFrom] = useQuery("from", `${newest}`);
  const [to, setTo] = useQuery("to", "0");
  const options = [
    { value: "0", label: w.draft },
    ...items.map(({ number }) => ({
      value: `${number}`,
      label: words("targets").versions.number(number),
    })),
  ];
  return (
    <Card title={w.compare} lead={w.pick}>
      <div class="stack">
        <div class="row-change">
          <Select label={w.from} value={from} onChange={setFrom} options={options} />
          <Select label={w.to} value={to} onChange={setTo} options={options} />
        </div>
        <Diff plan={plan} tree={page.rows} from={Number(from)} to={Number(to)} />
      </div>
    </Card>
  );
}

function Versions({ items, page, model }: ListProps) {
  const w = words("targets").versions;
  const [problem, setProblem] = useState<Problem | null>(null);
  const { plan } = page;
  const restore = async (number: number) => {
    const answer = await api<typeof restoreVersion>("POST", "/plans/:planId/restore", {
      params: { planId: plan.id },
      version: model.version(),
      body: { number },
    });
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    toast(w.restored(number));
    await model.state.load();
  };
  return (
    <Card title={words("plan").history.title}>
      <ol class="versions">
        {items.map((version) => (
          <li key={version.number} class="version">
            <Line version={version} plan={plan} onRestore={restore} />
          </li>
        ))}
      </ol>
      {problem && <ErrorState inline problem={problem} />}
    </Card>
  );
}

type LineProps = {
  readonly version: Version;
  readonly plan: Plan;
  readonly onRestore: (number: number) => Promise<void>;
};

function Line({ version, plan, onRestore }: LineProps) {
  const w = words("targets").versions;
  const h = words("plan").history;
  return (
    <>
      <div class="row row-between">
        <strong>{w.number(version.number)}</strong>
        {version.number === plan.published && <Badge tone="good">{w.current}</Badge>}
      </div>
      <p class="muted small">
        {moment(version.at)} · {money(version.amount, plan.currency)} · {w.recipients}{" "}
        {count(version.recipients)}
        {version.by === me().account.account && ` · ${h.by} ${h.me}`}
      </p>
      <p class="small muted" title={version.hash}>
        {w.hash} <code>{version.hash.slice(0, 16)}</code>
      </p>
      {may("targets.allocate") && (
        <Button size="s" icon="undo" onClick={() => void onRestore(version.number)}>
          {w.restore}
        </Button>
      )}
    </>
  );
}
