import { useLocation } from "preact-iso/router";
import type { ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { Problem } from "../api.ts";
import { may } from "../auth/session.ts";
import { day, money } from "../format.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Badge, EmptyState, ErrorState, Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { KeptNote } from "./kept-note.tsx";
import { type ListedPlan, plansList, startPlan } from "./list.ts";

/** What a plan is called is kept in both languages, whoever begins it. */
const BLANK_NAME = { zh: "新激励方案", en: "New incentive plan" };

/** Every incentive plan, and the templates to begin another with. */
export function PlansTab() {
  const w = words("payplans").list;
  const list = useMemo(plansList, []);
  useEffect(() => void list.load(), [list]);
  const [asked, setAsked] = useQuery("new");
  const change = may("incentives.change");
  return (
    <When of={list}>
      {({ items }) => {
        const isEmpty = items.length === 0;
        const isOpen = change && (asked !== "" || isEmpty);
        return (
          <div class="stack stack-l">
            {change && <KeptNote />}
            {isEmpty ? (
              <EmptyState icon="incentives" title={w.emptyTitle} example={w.emptyExample}>
                {w.emptyText}
              </EmptyState>
            ) : (
              <>
                {change && (
                  <div class="row row-end">
                    <Button
                      kind={isOpen ? "plain" : "primary"}
                      icon={isOpen ? "close" : "plus"}
                      expanded={isOpen}
                      onClick={() => setAsked(isOpen ? "" : "1")}
                    >
                      {isOpen ? w.close : w.create}
                    </Button>
                  </div>
                )}
                {!isOpen && <Plans items={items} />}
              </>
            )}
            {isOpen && <Start />}
            {isOpen && !isEmpty && <Plans items={items} />}
          </div>
        );
      }}
    </When>
  );
}

type Gallery = ComponentType<{ onChoose: (template: PlanJson) => void; busy?: boolean }>;

/** Templates come with the engine that draws them, when somebody begins a plan. */
function Start() {
  const w = words("payplans").list;
  const { route } = useLocation();
  const [shown, setShown] = useState<{ readonly Gallery: Gallery } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const parts = [import("../incentives/gallery.tsx"), loadWords(["builder"])] as const;
    void Promise.all(parts).then(([{ TemplateGallery }]) => setShown({ Gallery: TemplateGallery }));
  }, []);
  const start = async (from: Parameters<typeof startPlan>[0]) => {
    setBusy(true);
    const made = await startPlan(from);
    setBusy(false);
    if ("problem" in made) return setProblem(made.problem);
    route(`/incentives/plans/${made.id}`);
  };
  return (
    <section class="stack" aria-busy={isBusy}>
      <div class="row row-between">
        <h2>{w.choose}</h2>
        <Button kind="quiet" busy={isBusy} onClick={() => void start({ name: BLANK_NAME })}>
          {w.blank}
        </Button>
      </div>
      {problem && <ErrorState problem={problem} inline />}
      {shown ? (
        <shown.Gallery busy={isBusy} onChoose={({ key }) => void start({ template: key })} />
      ) : (
        <Skeleton lines={6} />
      )}
    </section>
  );
}

function Plans({ items }: { readonly items: readonly ListedPlan[] }) {
  const w = words("payplans").list;
  return (
    <Table
      caption={w.caption}
      cards
      rows={items}
      rowKey={({ id }) => id}
      rowClass={({ sample }) => sample && "sample"}
      columns={[
        {
          id: "name",
          head: w.name,
          names: true,
          cell: ({ id, name }) => <a href={`/incentives/plans/${id}`}>{name[language.value]}</a>,
        },
        { id: "state", head: w.state, cell: (plan) => <State plan={plan} /> },
        {
          id: "holds",
          head: w.holds,
          cell: ({ holdsFrom }) => (holdsFrom === null ? w.none : day(holdsFrom)),
        },
        { id: "people", head: w.people, numeric: true, cell: ({ people }) => people },
        {
          id: "accepted",
          head: w.accepted,
          cell: ({ published, people, accepted }) =>
            published === 0 || people === 0 ? (
              w.none
            ) : (
              <Badge tone={accepted === people ? "good" : "warn"}>{w.of(accepted, people)}</Badge>
            ),
        },
        {
          id: "budget",
          head: w.budget,
          numeric: true,
          cell: ({ budget, currency }) => (budget === null ? w.none : money(budget, currency)),
        },
      ]}
    />
  );
}

function State({ plan }: { readonly plan: ListedPlan }) {
  const w = words("payplans").list;
  if (plan.archived) return <Badge>{w.archived}</Badge>;
  if (plan.published === 0) return <Badge>{w.draft}</Badge>;
  return <Badge tone="good">{w.version(plan.published)}</Badge>;
}
