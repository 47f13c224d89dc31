import { useEffect, useMemo, useState } from "preact/hooks";
import type { Period } from "../../workers/calendar/periods.ts";
import { may, me } from "../auth/session.ts";
import { calendar, loadCalendar, periodName } from "../calendar/model.ts";
import { FiscalSwitcher, useFiscalPeriod } from "../calendar/view.tsx";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import type { Drilled } from "../reports/entries.ts";
import { Drill } from "../reports/drill-later.ts";
import { attainmentModel, loadMetrics, metrics, nameOf } from "../reports/model.ts";
import type { Attainment, Child } from "../reports/model.ts";
import { DivergenceNote } from "../reports/parting.ts";
import { RunningNote } from "../reports/running.ts";
import { choices, placeModel, type Place, type UnitChoice } from "../reports/subject.ts";
import { Tree } from "../reports/tree.tsx";
import { ChildBars, Heat, Parts } from "../reports/compare.tsx";
import { About } from "../reports/about.tsx";
import { Progress, Tiles } from "../reports/progress.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { Select } from "../ui/field.tsx";
import { EmptyState, ErrorState, Skeleton } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";

/** Targets and actuals of a unit and the level below it, down to the entries. */
export function Reports() {
  const { today, tenant } = me();
  const w = words("reports");
  const [unit] = useQuery("unit");
  const period = useFiscalPeriod(today, "quarter");
  const place = useMemo(placeModel, []);
  const { scopeUnit } = tenant.me;
  useEffect(() => {
    void loadCalendar();
    void loadMetrics();
  }, []);
  useEffect(() => {
    if (tenant.me.reach === "own") return;
    void place.go(unit, { scopeUnit });
  }, [unit, scopeUnit, tenant.sample]);
  const way = place.way.value;
  const units = way.state === "here" ? choices(way.place, way.roots) : [];
  const chosen = way.state === "here" ? way.place.unit.unit.id : "";
  if (tenant.me.reach === "own")
    return (
      <Page title={w.title}>
        <EmptyState
          icon="mine"
          title={w.ownTitle}
          action={
            <ButtonLink kind="primary" href="/mine">
              {w.home.mine}
            </ButtonLink>
          }
        >
          {w.ownText}
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title={w.title}
      lead={w.lead}
      actions={<Switchers units={units} chosen={chosen} />}
      width="wide"
    >
      {may("imports.read") && <RunningNote />}
      <DivergenceNote />
      {way.state === "failed" && <ErrorState problem={way.problem} />}
      {way.state === "nowhere" && <Nothing />}
      {way.state === "here" && calendar.value !== null ? (
        <Report key={way.place.unit.unit.id} place={way.place} period={period} />
      ) : (
        way.state === "asking" && <Skeleton lines={8} />
      )}
    </Page>
  );
}

type UnitsProps = { readonly units: readonly UnitChoice[]; readonly chosen: string };

/** The way up, this unit and the level below, in `?unit=`. */
function UnitSelect({ units, chosen }: UnitsProps) {
  const [, setUnit] = useQuery("unit");
  return (
    <div class="switcher">
      <select
        class="switcher-select"
        aria-label={words("common").unit}
        value={chosen}
        onChange={(event) => setUnit(event.currentTarget.value, true)}
      >
        {units.map(({ id, name, depth }) => (
          <option key={id} value={id} selected={id === chosen}>
            {"\u2003".repeat(depth) + name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Switchers({ units, chosen }: UnitsProps) {
  const { today } = me();
  const w = words("reports");
  const [metric, setMetric] = useQuery("metric", "revenue");
  const name = language.value === "zh" ? "nameZh" : "nameEn";
  return (
    <>
      {units.length > 1 && <UnitSelect units={units} chosen={chosen} />}
      <FiscalSwitcher today={today} />
      {metrics.value.length > 1 && (
        <Select
          label={w.metric}
          hideLabel
          value={metric}
          onChange={setMetric}
          options={metrics.value.map((each) => ({ value: each.code, label: each[name] }))}
        />
      )}
    </>
  );
}

function Nothing() {
  const w = words("reports").empty;
  return (
    <EmptyState
      title={w.title}
      action={
        <ButtonLink kind="primary" href="/start">
          {w.action}
        </ButtonLink>
      }
    >
      {w.text}
    </EmptyState>
  );
}

function Report({ place, period }: { readonly place: Place; readonly period: Period }) {
  const [metric] = useQuery("metric", "revenue");
  const table = useMemo(attainmentModel, []);
  const line = useMemo(attainmentModel, []);
  const subject = place.unit.unit.id;
  useEffect(() => {
    table.ask({ subject, metric, period: period.key, by: "month" });
    line.ask({ subject, metric, period: period.key, by: period.kind === "year" ? "week" : "day" });
  }, [subject, metric, period.key]);
  const name = periodName(period);
  return (
    <div class="stack stack-l">
      {place.above.length > 0 && <Crumbs place={place} />}
      <When of={table} waiting={<Skeleton lines={8} />}>
        {(of) => <Level of={of} period={name} progress={<Line of={line} period={name} />} />}
      </When>
    </div>
  );
}

function Line({ of, period }: { of: ReturnType<typeof attainmentModel>; period: string }) {
  return <When of={of}>{(found) => <Progress of={found} period={period} />}</When>;
}

function Crumbs({ place }: { readonly place: Place }) {
  return (
    <nav aria-label={words("common").unit}>
      <ol class="crumbs">
        {place.above.map((each) => (
          <li key={each.id}>
            <a href={hrefOf("/reports", { unit: each.id })}>{nameOf(each)}</a>
          </li>
        ))}
        <li aria-current="page">{nameOf(place.unit.unit)}</li>
      </ol>
    </nav>
  );
}

type LevelProps = {
  readonly of: Attainment;
  readonly period: string;
  readonly progress: preact.ComponentChildren;
};

function Level({ of, period, progress }: LevelProps) {
  const [open, setOpen] = useState<Drilled | null>(null);
  const own: Drilled = { ...of.subject, of, figures: of.figures, days: of.window };
  return (
    <>
      <Card
        sample={of.subject.sample}
        title={nameOf(of.subject)}
        lead={<About of={of} period={period} />}
      >
        <Tiles of={of} onOpen={() => setOpen(own)} />
      </Card>
      <Card>{progress}</Card>
      {of.children.length > 0 && (
        <Card flush title={words("reports").home.children}>
          <Tree
            of={of}
            period={period}
            hrefOf={childHref}
            onRows={(child) => setOpen({ ...child, of, figures: child.figures, days: child })}
          />
        </Card>
      )}
      <Heat of={of} period={period} />
      <div class="report-split">
        <ChildBars of={of} period={period} />
        <Parts of={of} />
      </div>
      {open && <Drill of={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function childHref({ kind, id }: Child): string {
  return kind === "unit" ? hrefOf("/reports", { unit: id }) : hrefOf("/mine", { person: id });
}

/** The same view elsewhere: period and metric stay in the URL. */
function hrefOf(path: string, changes: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(location.search);
  params.delete("unit");
  for (const [name, value] of Object.entries(changes)) params.set(name, value);
  return `${path}?${params.toString()}`;
}
