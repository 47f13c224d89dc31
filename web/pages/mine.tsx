import { useLocation } from "preact-iso/router";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Period } from "../../workers/calendar/periods.ts";
import { ChangesLater } from "../adjustments/changes-later.tsx";
import { me } from "../auth/session.ts";
import { calendar, loadCalendar, periodName } from "../calendar/model.ts";
import { FiscalSwitcher, useFiscalPeriod } from "../calendar/view.tsx";
import { percent } from "../format.ts";
import { Earnings } from "../earnings/later.ts";
import { words } from "../messages/messages.ts";
import { Proposal } from "../negotiations/proposal.tsx";
import { Drill } from "../reports/drill-later.ts";
import { attainmentModel, minus, nameOf, toneOf, type Attainment } from "../reports/model.ts";
import { sourceText } from "../reports/about.tsx";
import { PaceBadge, Progress, ProgressBullet } from "../reports/progress.tsx";
import { samplePerson } from "../reports/sample-person.ts";
import { Why } from "../reports/why.tsx";
import { TargetSteps } from "../reports/target-steps.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { Amount, Figure } from "../ui/figure.tsx";
import { EmptyState, Note, Skeleton } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";

/** My target, where I stand against time, and why it is that number. `?person=` shows a colleague. */
export function Mine() {
  const { person, tenant, today } = me();
  const w = words("reports").mine;
  const [asked] = useQuery("person");
  const period = useFiscalPeriod(today, "quarter");
  const subject = asked || person;
  useEffect(() => void loadCalendar(), []);
  const seesOthers = tenant.me.reach !== "own";
  if (!subject)
    return (
      <Page title={w.title} width="read">
        <EmptyState
          icon="mine"
          title={w.notLinkedTitle}
          action={
            seesOthers && (
              <div class="row">
                {tenant.sample === "ready" && <SamplePerson />}
                <ButtonLink href="/reports">{w.toReports}</ButtonLink>
              </div>
            )
          }
        >
          {seesOthers ? w.notLinked : w.notLinkedText}
        </EmptyState>
      </Page>
    );
  return calendar.value === null ? (
    <Page title={w.title}>
      <Skeleton lines={6} />
    </Page>
  ) : (
    <Standing key={subject} subject={subject} period={period} />
  );
}

/** Somebody of the sample company, for a look at what a person who sells sees. */
function SamplePerson() {
  const { route } = useLocation();
  const open = async () => {
    const found = await samplePerson();
    if (found !== null) route(`/mine?person=${found}`);
  };
  return (
    <Button kind="primary" onClick={() => void open()}>
      {words("reports").mine.samplePerson}
    </Button>
  );
}

function Standing({ subject, period }: { readonly subject: string; readonly period: Period }) {
  const { today, person } = me();
  const w = words("reports").mine;
  const model = useMemo(attainmentModel, []);
  useEffect(() => {
    model.ask({ subject, period: period.key, by: period.kind === "year" ? "week" : "day" });
  }, [subject, period.key]);
  const now = model.value.value;
  const found = now.state === "ready" ? now.body : now.last;
  const isMe = subject === person;
  const title = isMe || !found ? w.title : w.of(nameOf(found.subject));
  return (
    <Page title={title} actions={<FiscalSwitcher today={today} />}>
      <Proposal subject={subject} />
      <When of={model} waiting={<Skeleton lines={8} />}>
        {(of) => <Mineness of={of} period={periodName(period)} />}
      </When>
    </Page>
  );
}

function Mineness({ of, period }: { readonly of: Attainment; readonly period: string }) {
  const w = words("reports").mine;
  const [isOpen, setOpen] = useState(false);
  const { figures, subject } = of;
  return (
    <div class="stack">
      <Card sample={subject.sample} class="mine-hero">
        <div class="stack">
          <Hero of={of} period={period} onOpen={() => setOpen(true)} />
          <TargetSteps figures={figures} metric={of.metric} />
          {figures.target === null ? (
            figures.steps === null && (
              <Note>
                <b>{w.noTarget}</b> {w.noTargetText}
              </Note>
            )
          ) : (
            <>
              <ProgressBullet of={of} />
              <Why of={of} />
            </>
          )}
        </div>
      </Card>
      <Card title={w.more}>
        <Rest of={of} period={period} />
      </Card>
      {subject.kind === "person" && maySeePay(subject.id) && (
        <Earnings person={subject.id} name={nameOf(subject)} />
      )}
      <ChangesLater subject={subject.id} />
      {of.series.length > 1 && figures.target !== null && (
        <div class="only-desk">
          <Card>
            <Progress of={of} period={period} />
          </Card>
        </div>
      )}
      {isOpen && (
        <Drill of={{ ...subject, of, figures, days: of.window }} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}

/** Pay is secret: one's own, and everybody's to those who pay. The server decides again. */
function maySeePay(person: string): boolean {
  const { tenant, person: own } = me();
  return person === own || tenant.me.reach === "all";
}

type HeroProps = { readonly of: Attainment; readonly period: string; readonly onOpen: () => void };

function Hero({ of, period, onOpen }: HeroProps) {
  const w = words("reports");
  const { figures, metric, data } = of;
  const { target, attainment } = figures;
  return (
    <div class="mine-top">
      <Figure
        size="hero"
        label={w.figure.attainment}
        value={attainment === null ? w.none : percent(attainment)}
        tone={toneOf(figures)}
        period={period}
        source={w.source}
        at={data.at}
        onOpen={onOpen}
        note={<PaceBadge figures={figures} currency={metric.currency} scale={metric.scale} />}
      />
      <div class="row mine-pair">
        <Figure
          size="l"
          label={w.figure.target}
          value={target === null ? w.none : <Amount value={target} currency={metric.currency} />}
        />
        <Figure
          size="l"
          label={w.figure.actual}
          value={<Amount value={figures.actual} currency={metric.currency} />}
        />
      </div>
    </div>
  );
}

function Rest({ of, period }: { readonly of: Attainment; readonly period: string }) {
  const w = words("reports");
  const { figures, metric } = of;
  const { currency, scale } = metric;
  const shown = (value: string | null) =>
    value === null ? w.none : <Amount value={value} currency={currency} />;
  const left = figures.target === null ? null : minus(figures.target, figures.actual, scale);
  const beyond = left?.startsWith("-") ?? false;
  return (
    <div class="stack">
      <div class="tiles report-tiles">
        <Figure
          label={beyond ? w.mine.exceeded : w.mine.remaining}
          value={shown(left === null ? null : left.replace("-", ""))}
        />
        <Figure
          label={w.figure.expected}
          value={shown(figures.expected)}
          note={figures.elapsed === null ? null : `${w.figure.elapsed} ${percent(figures.elapsed)}`}
        />
        <Figure label={w.figure.runRate} value={shown(figures.runRate)} />
        <Figure
          label={w.figure.required}
          value={shown(figures.required)}
          note={w.workingDays(figures.daysElapsed, figures.daysElapsed + figures.daysLeft)}
        />
      </div>
      <p class="muted small">
        {period} · {sourceText(of)}
      </p>
    </div>
  );
}
