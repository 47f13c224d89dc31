import { useEffect, useMemo } from "preact/hooks";
import type { Period } from "../../workers/calendar/periods.ts";
import { may, me } from "../auth/session.ts";
import { calendar, loadCalendar, periodName } from "../calendar/model.ts";
import { FiscalSwitcher, useFiscalPeriod } from "../calendar/view.tsx";
import { dayAt } from "../format.ts";
import { words } from "../messages/messages.ts";
import { WaitingList } from "../notices/waiting.ts";
import { Checklist } from "../reports/checklist.tsx";
import { attainmentModel, nameOf, type Attainment } from "../reports/model.ts";
import { WaitingNote } from "../negotiations/waiting.ts";
import { DivergenceNote } from "../reports/parting.ts";
import { RunningNote } from "../reports/running.ts";
import { placeModel } from "../reports/subject.ts";
import { ChildBars, ratedOf } from "../reports/compare.tsx";
import { About } from "../reports/about.tsx";
import { ProgressBullet, Tiles } from "../reports/progress.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { EmptyState, ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { When } from "../ui/when.tsx";

/** What is left to set up, the figures that matter, and what stays of the trial. */
export function Home() {
  const { account, tenant, today } = me();
  const w = words("reports").home;
  const period = useFiscalPeriod(today, "quarter");
  useEffect(() => void loadCalendar(), []);
  return (
    <Page
      title={w.hello(account.name || (account.email.split("@")[0] ?? ""))}
      lead={w.lead(tenant.name)}
      actions={<FiscalSwitcher today={today} />}
    >
      <div class="home-split">
        <div class="stack">
          {may("imports.read") && <RunningNote />}
          {may("targets.plan") && <DivergenceNote />}
          {may("negotiations.answer") && <WaitingNote />}
          <WaitingList />
          {calendar.value === null ? <Skeleton lines={8} /> : <Now period={period} />}
        </div>
        <div class="stack">
          {may("targets.change") && <Checklist />}
          <Trial />
        </div>
      </div>
    </Page>
  );
}

function Now({ period }: { readonly period: Period }) {
  const { tenant, person } = me();
  const place = useMemo(placeModel, []);
  const model = useMemo(attainmentModel, []);
  const { reach, scopeUnit } = tenant.me;
  useEffect(() => {
    if (reach !== "own") void place.go("", { scopeUnit });
  }, [reach, scopeUnit, tenant.sample]);
  const way = place.way.value;
  const subject = reach === "own" ? person : way.state === "here" ? way.place.unit.unit.id : null;
  useEffect(() => {
    if (subject) model.ask({ subject, period: period.key, by: "month" });
  }, [subject, period.key]);
  if (way.state === "failed") return <ErrorState problem={way.problem} />;
  if (!subject && reach === "own") return <NotLinked />;
  if (!subject) return way.state === "asking" ? <Skeleton lines={6} /> : <Nothing />;
  return (
    <When of={model} waiting={<Skeleton lines={8} />}>
      {(of) =>
        of.figures.entries === 0 && of.figures.target === null && of.data.day === null ? (
          <Nothing />
        ) : (
          <Figures of={of} period={periodName(period)} />
        )
      }
    </When>
  );
}

function Figures({ of, period }: { readonly of: Attainment; readonly period: string }) {
  const w = words("reports").home;
  const { subject } = of;
  const href = subject.kind === "unit" ? `/reports?unit=${subject.id}` : "/mine";
  return (
    <div class="stack">
      {subject.sample && <Note icon="sample">{w.sampleNote}</Note>}
      <Card
        sample={subject.sample}
        title={nameOf(subject)}
        lead={<About of={of} period={period} />}
        aside={
          <ButtonLink size="s" href={href}>
            {subject.kind === "unit" ? w.see : w.mine}
          </ButtonLink>
        }
      >
        <div class="stack stack-l">
          <Tiles of={of} />
          <ProgressBullet of={of} />
        </div>
      </Card>
      {ratedOf(of).length > 0 && (
        <Card>
          <ChildBars of={of} period={period} />
        </Card>
      )}
    </div>
  );
}

/** Somebody who sees the own figures alone and is not yet known as a person who sells. */
function NotLinked() {
  const w = words("reports").mine;
  return (
    <EmptyState icon="mine" title={w.notLinkedTitle}>
      {w.notLinkedText}
    </EmptyState>
  );
}

function Nothing() {
  const w = words("reports").home;
  return (
    <EmptyState
      icon="reports"
      title={w.nothingTitle}
      action={
        <ButtonLink kind="primary" href="/start">
          {w.startHere}
        </ButtonLink>
      }
    >
      {w.nothing}
    </EmptyState>
  );
}

function Trial() {
  const { tenant } = me();
  const w = words("reports").home;
  const { trialDaysLeft, trialEndsAt } = tenant;
  if (trialDaysLeft === null || trialEndsAt === null) return null;
  return (
    <Card title={w.trialTitle}>
      <div class="trial-figure">
        <b class="num">{w.trialLeft(trialDaysLeft)}</b>
        <p class="muted small">{w.trialUntil(dayAt(trialEndsAt))}</p>
      </div>
    </Card>
  );
}
