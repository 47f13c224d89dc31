import { useEffect, useMemo } from "preact/hooks";
import { isDay } from "../../workers/lib/day.ts";
import { may, me } from "../auth/session.ts";
import { CalendarPanel } from "../calendar/panel.tsx";
import { CreditingPanel } from "../crediting/view.tsx";
import { entriesModel } from "../entries/model.ts";
import { EntryLog } from "../entries/view.tsx";
import { importList } from "../imports/list-model.ts";
import { Imports } from "../imports/list.tsx";
import { RunningNote } from "../imports/running.tsx";
import { wizard } from "../imports/model.ts";
import { ImportWizard } from "../imports/view.tsx";
import { words } from "../messages/messages.ts";
import { MetricList } from "../metrics/view.tsx";
import { metricsModel } from "../metrics/model.ts";
import { peopleModel } from "../people/model.ts";
import { PeopleAndTeams } from "../people/view.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { NoPermission } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useQuery } from "../ui/url.ts";

const TABS = ["people", "metrics", "entries", "crediting", "imports", "calendar"] as const;
/** What files bring. */
const FROM_FILES: readonly string[] = ["people", "metrics", "entries"];

/** What the company knows: people and teams, metrics, entries, and the files they came from. */
export function Data() {
  if (may("imports.run")) return <Tabbed />;
  return (
    <Page title={words("data").title}>
      <NoPermission />
    </Page>
  );
}

function Tabbed() {
  const w = words("data");
  const [asked, setTab] = useQuery("tab", "people");
  const tab = TABS.find((each) => each === asked) ?? "people";
  // All tabs do not fit a phone: the open one is moved into sight.
  useEffect(() => {
    const open = document.querySelector('.tabs [role="tab"][aria-selected="true"]');
    open?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [tab]);
  return (
    <Page
      title={w.title}
      lead={w.lead}
      width="wide"
      actions={
        FROM_FILES.includes(tab) && (
          <ButtonLink icon="upload" href={`/data?tab=imports&kind=${tab}`}>
            {w.importFile}
          </ButtonLink>
        )
      }
    >
      <Tabs
        label={w.tabsLabel}
        tabs={TABS.map((id) => ({ id, label: w.tabs[id] }))}
        value={tab}
        onChange={(to) => setTab(to, true)}
      >
        {tab === "people" && <PeopleTab />}
        {tab === "metrics" && <MetricsTab />}
        {tab === "entries" && <EntriesTab />}
        {tab === "crediting" && <CreditingPanel />}
        {tab === "imports" && <ImportsTab />}
        {tab === "calendar" && <CalendarPanel />}
      </Tabs>
    </Page>
  );
}

function PeopleTab() {
  const people = useMemo(peopleModel, []);
  const [unit, setUnit] = useQuery("unit");
  const [on, setOn] = useQuery("on");
  const known = isDay(on) ? on : "";
  useEffect(() => void people.go(unit, known), [unit, known]);
  return (
    <PeopleAndTeams
      people={people}
      goTo={(to) => setUnit(to, true)}
      goOn={(day) => (day === "" || isDay(day)) && setOn(day === me().today ? "" : day)}
      mayChange={may("org.change")}
    />
  );
}

function MetricsTab() {
  const metrics = useMemo(metricsModel, []);
  return <MetricList metrics={metrics} mayChange={may("metrics.change")} />;
}

function EntriesTab() {
  const entries = useMemo(entriesModel, []);
  return (
    <div class="stack">
      <RunningNote />
      <EntryLog entries={entries} mayRecord={may("entries.record")} />
    </div>
  );
}

function ImportsTab() {
  const [kind] = useQuery("kind", "entries");
  const list = useMemo(importList, []);
  const flow = useMemo(() => wizard(() => void list.all.load()), []);
  useEffect(() => {
    if (kind === "people" || kind === "units" || kind === "metrics") void flow.setKind(kind);
  }, []);
  return (
    <div class="stack stack-l">
      <ImportWizard wizard={flow} />
      <Imports list={list} />
    </div>
  );
}
