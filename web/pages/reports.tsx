import { useEffect, useMemo, useState } from "preact/hooks";
import type { Period } from "../../workers/calendar/periods.ts";
import { me } from "../auth/session.ts";
import { calendar, loadCalendar, periodName } from "../calendar/model.ts";
import { FiscalSwitcher, useFiscalPeriod } from "../calendar/view.tsx";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Drill, type Drilled } from "../reports/drill.tsx";
import { attainmentModel, loadMetrics, metrics, nameOf } from "../reports/model.ts";
import type { Attainment, Child } from "../reports/model.ts";
import { choices, placeModel, type Place } from "../reports/subject.ts";
import { Tree } from "../reports/tree.tsx";
import { ChildBars, Heat, Parts, Progress, sourceText, Tiles } from "../reports/view.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { Select } from "../ui/field.tsx";
import { When } from "../ui/resource.tsx";
import { EmptyState, ErrorState, Skeleton } from "../ui/state.tsx";
import { UnitSwitcher, type UnitChoice } from "../ui/switchers.tsx";
import { useQuery } from "../ui/url.ts";

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
    void place.go(unit, { scopeUnit, prefersSample: tenant.sample === "ready" });
  }, [unit, scopeUnit, tenant.sample]);
  const way = place.way.value;
  const units = way.state === "here" ? choices(way.place, way.roots) : [];
  return (
    <Page title={w.title} lead={w.lead} actions={<Switchers units={units} />} width="wide">
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

function Switchers({ units }: { readonly units: readonly UnitChoice[] }) {
  const { today } = me();
  const w = words("reports");
  const [metric, setMetric] = useQuery("metric", "revenue");
  const name = language.value === "zh" ? "nameZh" : "nameEn";
  return (
    <>
      {units.length > 1 && <UnitSwitcher units={units} />}
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
  const [, setUnit] = useQuery("unit");
  return (
    <nav aria-label={words("common").unit}>
      <ol class="crumbs">
        {place.above.map(({ id, name }) => (
          <li key={id}>
            <a
              href={hrefOf("/reports", { unit: id })}
              onClick={(event) => {
                event.preventDefault();
                setUnit(id, true);
              }}
            >
              {name}
            </a>
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
        lead={`${period} · ${sourceText(of)}`}
      >
        <Tiles of={of} period={period} onOpen={() => setOpen(own)} />
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
