import { useEffect, useMemo } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { EmptyState, Skeleton } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { EyeToggle } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { inWords, periodName } from "./names.ts";
import "./payruns.css";
import { runModel, runsModel } from "./run-model.ts";
import { RunPeople } from "./run-people.tsx";
import { RunTotals } from "./run-totals.tsx";
import { StateMarks } from "./state-steps.tsx";
import type { RunShort } from "./wire.ts";

/** Everybody's statement of one pay period, whichever plan it is of. */
export function StatementsTab() {
  const runs = useMemo(runsModel, []);
  useEffect(() => void runs.load(), [runs]);
  const w = words("payruns");
  return (
    <When of={runs} waiting={<Skeleton lines={8} />}>
      {({ items }) => {
        const made = items.filter(({ state }) => state !== "open");
        return made.length === 0 ? (
          <EmptyState
            icon="file"
            title={w.statements.none.title}
            action={
              <ButtonLink href="/incentives?tab=periods">{w.statements.none.action}</ButtonLink>
            }
          >
            {w.statements.none.text}
          </EmptyState>
        ) : (
          <Chosen runs={made} />
        );
      }}
    </When>
  );
}

function Chosen({ runs }: { readonly runs: readonly RunShort[] }) {
  const w = words("payruns");
  const [asked, setAsked] = useQuery("run");
  const run = runs.find(({ id }) => id === asked) ?? runs[0];
  if (!run) return null;
  return (
    <div class="stack">
      <div class="run-bar">
        <Select
          label={w.statements.run}
          hideLabel
          value={run.id}
          onChange={(id) => setAsked(id)}
          options={runs.map((each) => ({
            value: each.id,
            label: `${periodName(each)} · ${inWords(each.plan.name)}`,
          }))}
        />
        <StateMarks state={run.state} />
        <a href={`/incentives/runs/${run.id}`}>{w.periods.open}</a>
        <EyeToggle label={w.hideAmounts} />
      </div>
      <People key={run.id} runId={run.id} />
    </div>
  );
}

function People({ runId }: { readonly runId: string }) {
  const model = useMemo(() => runModel(runId), [runId]);
  useEffect(() => {
    void model.load();
    return model.leave;
  }, [model]);
  const w = words("payruns").run;
  const rows = model.rows.value;
  return (
    <When of={model.state} waiting={<Skeleton lines={8} />}>
      {(run) =>
        rows === null ? (
          <Skeleton lines={8} />
        ) : (
          <>
            <RunTotals run={run} rows={rows} />
            <RunPeople
              run={run.id}
              caption={w.list.caption(periodName(run))}
              rows={rows}
              onFile={(shown) => {
                void import("./people-file.ts").then(({ savePeople }) => savePeople(run, shown, w));
              }}
            />
          </>
        )
      }
    </When>
  );
}
