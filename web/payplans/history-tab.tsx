import { useLocation } from "preact-iso/router";
import { useEffect, useMemo, useState } from "preact/hooks";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import type { discardIncentivePlan, getIncentiveVersion } from "../../workers/payplans/contract.ts";
import { api, type Problem } from "../api.ts";
import { may } from "../auth/session.ts";
import { day, moment } from "../format.ts";
import { PlanSentences } from "../incentives/sentences.tsx";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { resource } from "../ui/resource.ts";
import { Badge, EmptyState, ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { Changes } from "./changes-view.tsx";
import type { PlanVersion } from "./model.ts";
import type { IncentiveTabProps } from "./tab.ts";

/** Every published version with what it changed, and the ways back. */
export function HistoryTab({ model, page }: IncentiveTabProps) {
  const w = words("payplans").history;
  const newestFirst = page.versions.toReversed();
  const [asked, setAsked] = useState<PlanVersion | null>(null);
  return (
    <div class="stack stack-l">
      {newestFirst.length === 0 ? (
        <EmptyState icon="clock" title={w.emptyTitle}>
          {w.emptyText}
        </EmptyState>
      ) : (
        <>
          <p class="muted">{w.lead}</p>
          {newestFirst.map((version, at) => (
            <Version
              key={version.number}
              plan={page.plan.id}
              version={version}
              isOpen={at === 0}
              onRestore={
                may("incentives.change") && !page.plan.archived ? () => setAsked(version) : null
              }
            />
          ))}
        </>
      )}
      {may("incentives.change") && <Ways model={model} page={page} />}
      {asked && (
        <Restore model={model} page={page} version={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

type VersionProps = {
  readonly plan: string;
  readonly version: PlanVersion;
  readonly isOpen: boolean;
  readonly onRestore: (() => void) | null;
};

function Version({ plan, version, isOpen, onRestore }: VersionProps) {
  const w = words("payplans").history;
  const { number, from, until, at, byName, byNameEn, hash, replaced } = version;
  const [shown, setShown] = useState(isOpen);
  const when = moment(at);
  const by =
    byName === null ? w.byNobody(when) : w.by(nameOf({ name: byName, nameEn: byNameEn }), when);
  return (
    <Card
      title={w.version(number)}
      lead={`${w.holds(day(from), until === null ? null : day(addDays(asDay(until), -1)))} · ${by}`}
      aside={
        <div class="row">
          {replaced && <Badge tone="warn">{w.replaced}</Badge>}
          {onRestore && (
            <Button size="s" onClick={onRestore}>
              {w.restore}
            </Button>
          )}
        </div>
      }
    >
      <div class="stack">
        <p class="payplan-hash">
          <span class="muted">{w.hash}</span> <code>{hash}</code>
        </p>
        <details
          class="payplan-version"
          open={shown}
          onToggle={(event) => setShown(event.currentTarget.open)}
        >
          <summary>{w.changes}</summary>
          {shown && <Difference plan={plan} number={number} />}
        </details>
      </div>
    </Card>
  );
}

function Difference({ plan, number }: { readonly plan: string; readonly number: number }) {
  const w = words("payplans").history;
  const read = useMemo(
    () =>
      resource(() =>
        api<typeof getIncentiveVersion>(
          "GET",
          "/incentive-plans/:incentivePlanId/versions/:number",
          {
            params: { incentivePlanId: plan, number: String(number) },
            query: {},
          },
        ),
      ),
    [plan, number],
  );
  useEffect(() => void read.load(), [read]);
  return (
    <When of={read}>
      {({ against, changes, document }) => (
        <div class="stack">
          {against === null ? (
            <p class="muted">{w.first}</p>
          ) : (
            <>
              <p class="muted">{w.against(against)}</p>
              {changes.length === 0 ? (
                <p>{w.noChanges}</p>
              ) : (
                <Changes changes={changes} words={words("payplans").changes} />
              )}
            </>
          )}
          <details class="payplan-version" open={against === null}>
            <summary>{w.text}</summary>
            <PlanSentences plan={document} />
          </details>
        </div>
      )}
    </When>
  );
}

type RestoreProps = IncentiveTabProps & {
  readonly version: PlanVersion;
  readonly onClose: () => void;
};

function Restore({ model, version, onClose }: RestoreProps) {
  const w = words("payplans").history;
  const go = async () => {
    if (!(await model.restore(version.number))) return;
    toast(w.restored(version.number));
    onClose();
  };
  return (
    <Dialog
      open
      title={w.restoreTitle(version.number)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={model.busy.value} onClick={() => void go()}>
            {w.restoreGo}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{w.restoreLead}</p>
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      </div>
    </Dialog>
  );
}

/** Putting a plan away, and throwing a draft away that nobody ever saw. */
function Ways({ model, page }: IncentiveTabProps) {
  const w = words("payplans").history;
  const { route } = useLocation();
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { plan } = page;
  const discard = async () => {
    const answer = await api<typeof discardIncentivePlan>(
      "DELETE",
      "/incentive-plans/:incentivePlanId",
      { params: { incentivePlanId: plan.id } },
    );
    if (!answer.ok) return setProblem(answer.problem);
    toast(w.discarded);
    route("/incentives");
  };
  return (
    <div class="row row-end">
      {plan.published > 0 || plan.archived ? (
        <Button kind="quiet" onClick={() => void model.archive(!plan.archived)}>
          {plan.archived ? w.unarchive : w.archive}
        </Button>
      ) : (
        <Button kind="quiet" icon="trash" onClick={() => setAsked(true)}>
          {w.discard}
        </Button>
      )}
      {isAsked && (
        <Dialog
          open
          title={w.discardTitle}
          onClose={() => setAsked(false)}
          footer={
            <>
              <Button onClick={() => setAsked(false)}>{words("common").cancel}</Button>
              <Button kind="danger" onClick={() => void discard()}>
                {w.discardGo}
              </Button>
            </>
          }
        >
          <div class="stack">
            <p>{w.discardLead}</p>
            {problem && <ErrorState problem={problem} inline />}
          </div>
        </Dialog>
      )}
    </div>
  );
}
