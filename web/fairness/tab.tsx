import { useEffect, useMemo } from "preact/hooks";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { factorName } from "../targets/factor-name.ts";
import { Rules } from "../targets/rules-view.tsx";
import type { PlanTabProps } from "../targets/tab.ts";
import { Card } from "../ui/card.tsx";
import { Choice, Select } from "../ui/field.tsx";
import { EmptyState, Progress, Skeleton } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { GROUPINGS, groupsOf } from "./groups.ts";
import { Groups } from "./groups-view.tsx";
import { fairnessModel, type FairnessFacts, type FairnessModel, type Judged } from "./model.ts";
import { PeopleDrawer } from "./people-view.tsx";
import { Scenarios } from "./scenarios-view.tsx";
import { FairStrip, SHOWS } from "./strip-view.tsx";
import { FIGURES, Tiles, type FigureId } from "./tiles.tsx";
import { WhyDrawer } from "./why-view.tsx";
import "./fairness.css";

/** How fair the plan is, beside the weights that make it so; every figure opens to its people. */
export function FairnessTab({ model, page }: PlanTabProps) {
  const fair = useMemo(() => fairnessModel(model), [model]);
  useEffect(() => fair.dispose, [fair]);
  // A plan that comes a level at a time is read with its rows, and again when its numbers moved.
  const rowsOf = page.whole ? null : page.plan.draft;
  useEffect(
    () => void (rowsOf === null && fair.known.peek() ? null : fair.facts.load()),
    [fair, rowsOf],
  );
  const w = words("fairness");
  const hasNumbers =
    !page.whole || page.rows.some(({ kind, amount }) => kind === "person" && amount !== null);
  if (!hasNumbers && !model.isEdited.value) {
    return <EmptyState title={w.noNumbers} icon="info" />;
  }
  return (
    <div class="stack stack-l">
      <p class="muted">{w.lead}</p>
      <div class="plan-split">
        {may("targets.allocate") && <Rules model={model} plan={page.plan} />}
        <div class="stack stack-l fair-panel">
          <When of={fair.facts} waiting={<Skeleton lines={8} label={w.loading} />}>
            {(facts) => <Panel fair={fair} facts={facts} model={model} page={page} />}
          </When>
        </div>
      </div>
    </div>
  );
}

type PanelProps = PlanTabProps & { readonly fair: FairnessModel; readonly facts: FairnessFacts };

function Panel({ fair, facts, page, model }: PanelProps) {
  const w = words("fairness");
  const working = fair.working.value;
  const judged = fair.judged.value;
  if (working.state === "working") {
    const { done, of } = working;
    return <Progress label={w.computing} value={done} max={of} detail={w.computed(done, of)} />;
  }
  if (!judged) return <Skeleton lines={8} label={w.loading} />;
  const before = model.shown.value?.isPreview ? (fair.kept.value?.panel ?? null) : null;
  return (
    <Figured fair={fair} facts={facts} page={page} model={model} judged={judged} before={before} />
  );
}

type FiguredProps = PanelProps & {
  readonly judged: Judged;
  readonly before: Judged["panel"] | null;
};

function Figured({ fair, facts, page, model, judged, before }: FiguredProps) {
  const w = words("fairness");
  const [by, setBy] = useChoice("by", GROUPINGS);
  const [shows, setShows] = useChoice("shows", SHOWS);
  const [figure, setFigure] = useQuery("figure");
  const [who, setWho] = useQuery("who");
  const names = useMemo(() => namesOf(page), [page]);
  const groups = useMemo(
    () => groupsOf(by, page, facts, judged.expected),
    [by, page, facts, judged.expected],
  );
  const opened = FIGURES.find((id) => id === figure);
  const person = judged.expected.get(who);
  return (
    <>
      {fair.isBehind.value && <p role="status">{w.updating}…</p>}
      <Tiles now={judged.panel} before={before} onOpen={(id: FigureId) => setFigure(id, true)} />
      <Card>
        <div class="stack">
          <div class="row fair-controls">
            <Choice
              legend={w.strip.shows}
              name="fair-shows"
              value={shows}
              onChange={setShows}
              options={SHOWS.map((value) => ({ value, label: w.figures[value] }))}
            />
            <Select
              label={w.groups.by}
              value={by}
              onChange={(value) => setBy(GROUPINGS.find((each) => each === value) ?? "region")}
              options={GROUPINGS.map((value) => ({ value, label: w.groups[value] }))}
            />
            {fair.sizes.value.length > 1 && (
              <Select
                label={w.sizeLabel}
                value={fair.size.value}
                onChange={fair.choose}
                options={fair.sizes.value.map((value) => ({ value, label: factorName(value) }))}
              />
            )}
          </div>
          <FairStrip
            judged={judged}
            shows={shows}
            groups={groups}
            names={names}
            onOpen={(id) => setWho(id, true)}
          />
        </div>
      </Card>
      <Card title={w.groups.title} flush>
        <Groups judged={judged} plan={page.plan} groups={groups} />
      </Card>
      <p class="muted small">{w.asOf(day(facts.asOf))}</p>
      <Scenarios model={model} page={page} fair={fair} judged={judged} names={names} />
      {opened && !person && (
        <PeopleDrawer
          figure={opened}
          judged={judged}
          plan={page.plan}
          names={names}
          onPerson={(id) => setWho(id, true)}
          onClose={() => setFigure("")}
        />
      )}
      {person && (
        <WhyDrawer
          expected={person}
          plan={page.plan}
          name={names.get(who) ?? ""}
          unitName={(unit) => names.get(unit) ?? ""}
          onClose={() => setWho("")}
        />
      )}
    </>
  );
}

function useChoice<const T extends string>(
  name: string,
  all: readonly [T, ...T[]],
): [T, (value: T) => void] {
  const [text, set] = useQuery(name, all[0]);
  return [all.find((each) => each === text) ?? all[0], (value) => set(value)];
}

function namesOf({ rows }: PlanTabProps["page"]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [row.subject, nameOf(row)]));
}
