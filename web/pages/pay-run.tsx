import { useEffect, useMemo } from "preact/hooks";
import type { PageProps } from "../app.tsx";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { useAskedHere } from "../incentives/asked-here.ts";
import { words } from "../messages/messages.ts";
import { inWords, periodName } from "../payruns/names.ts";
import "../payruns/payruns.css";
import { RunAdvances } from "../payruns/run-advances.tsx";
import { RunBlockers, RunRecord } from "../payruns/run-around.tsx";
import { RunKnown } from "../payruns/run-known.tsx";
import { type RunModel, runModel } from "../payruns/run-model.ts";
import { RunNext } from "../payruns/run-next.tsx";
import { RunPeople } from "../payruns/run-people.tsx";
import { RunTotals } from "../payruns/run-totals.tsx";
import { RunTrueUps } from "../payruns/run-true-ups.tsx";
import { StateLine } from "../payruns/state-steps.tsx";
import type { Row, Run } from "../payruns/wire.ts";
import { Page } from "../ui/card.tsx";
import { Badge, NoPermission, Skeleton } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useQuery } from "../ui/url.ts";
import { EyeToggle } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";

/** One plan's pay period on its way from open to paid. */
export function PayRunPage({ params }: PageProps) {
  const w = words("payruns");
  if (!may("incentives.see"))
    return (
      <Page title={w.periods.period}>
        <NoPermission />
      </Page>
    );
  return <OneRun runId={params["runId"] ?? ""} />;
}

function OneRun({ runId }: { readonly runId: string }) {
  const model = useMemo(() => runModel(runId), [runId]);
  useEffect(() => {
    void model.load();
    return model.leave;
  }, [model]);
  const w = words("payruns");
  const now = model.state.value.value;
  const run = now.state === "ready" ? now.body : now.last;
  return (
    <Page
      title={run ? w.run.title(periodName(run)) : w.periods.period}
      lead={run ? <Lead run={run} /> : undefined}
      actions={<EyeToggle label={w.hideAmounts} />}
      width="wide"
    >
      <When of={model.state} waiting={<Skeleton lines={10} />}>
        {(body) => <Whole run={body} model={model} />}
      </When>
    </Page>
  );
}

function Lead({ run }: { readonly run: Run }) {
  const w = words("payruns").run;
  return (
    <span class="row run-lead">
      <a href="/incentives?tab=periods">{w.back}</a>
      <a href={`/incentives/plans/${run.plan.id}`}>{inWords(run.plan.name)}</a>
      <span>{w.versions(run.versions.join(", "))}</span>
      {run.payDate && <span>{w.due(day(run.payDate))}</span>}
      {run.onePerson && <Badge tone="warn">{w.record.one}</Badge>}
    </span>
  );
}

function Whole({ run, model }: { readonly run: Run; readonly model: RunModel }) {
  const rows = model.rows.value;
  return (
    <div class={run.sample ? "stack run-sample" : "stack"}>
      <StateLine run={run} />
      <RunNext run={run} model={model} />
      <RunAdvances run={run} model={model} />
      {rows === null ? (
        <Skeleton lines={8} />
      ) : (
        run.calculation > 0 && <Result run={run} rows={rows} model={model} />
      )}
    </div>
  );
}

type ResultProps = {
  readonly run: Run;
  readonly rows: readonly Row[];
  readonly model: RunModel;
};

function Result({ run, rows, model }: ResultProps) {
  const w = words("payruns").run;
  const [tab, setTab] = useQuery("tab", "people");
  const [at] = useQuery("at");
  const trueUps = useAskedHere(at === "true-ups");
  const isClosed = run.state === "locked" || run.state === "paid";
  const tabs = [
    { id: "people", label: w.tabs.people },
    ...(isClosed ? [{ id: "known", label: w.tabs.known }] : []),
    { id: "record", label: w.tabs.record },
  ];
  const save = async (shown: readonly Row[]) => {
    const { savePeople } = await import("../payruns/people-file.ts");
    await savePeople(run, shown, w);
  };
  return (
    <>
      <RunTotals run={run} rows={rows} />
      <RunBlockers run={run} />
      {run.trueUpApprovals.lines.length > 0 && (
        <div ref={trueUps} tabIndex={-1}>
          <RunTrueUps run={run} model={model} />
        </div>
      )}
      <Tabs label={w.tabs.label} tabs={tabs} value={tab} onChange={(to) => setTab(to, true)}>
        {tab === "known" && isClosed ? (
          <RunKnown run={run} model={model} />
        ) : tab === "record" ? (
          <RunRecord run={run} rows={rows} model={model} />
        ) : (
          <RunPeople
            run={run.id}
            caption={w.list.caption(periodName(run))}
            rows={rows}
            onFile={(shown) => void save(shown)}
          />
        )}
      </Tabs>
    </>
  );
}
