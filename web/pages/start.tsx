import { useLocation } from "preact-iso/router";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { may } from "../auth/session.ts";
import { count } from "../format.ts";
import { keptPlan } from "../incentives/kept-plan.ts";
import { words } from "../messages/messages.ts";
import { sampleModel } from "../sample/model.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Badge, ErrorState, Note, Progress } from "../ui/state.tsx";
import "./start.css";

/** The first page after sign-up: look around in the sample, bring a file, or begin empty. */
export function Start() {
  const w = words("auth");
  const { route } = useLocation();
  const model = useMemo(sampleModel, []);
  useEffect(() => void model.refresh(), []);
  const now = model.sample.value;
  const ready = now?.state === "ready" && !model.busy.value;
  const openSample = () =>
    void model.load().then((loaded) => loaded && route(`/boards/${loaded.board}`));
  return (
    <Page title={w.startTitle} lead={w.startLead}>
      {may("incentives.change") && keptPlan() && (
        <Note icon="incentives">
          {w.keptPlan} <a href="/incentives">{w.keptPlanAction}</a>
        </Note>
      )}
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <div class="starts">
        <Way
          first
          icon="boards"
          title={w.sampleTitle}
          badge={<Badge tone="accent">{ready ? w.sampleReady : w.recommended}</Badge>}
          text={
            <>
              <b>{w.sampleName}</b> — {w.sampleText}
            </>
          }
        >
          {model.busy.value && now ? (
            <Progress
              label={w.sampleLoading}
              value={now.entries}
              max={now.entriesExpected}
              detail={w.sampleCount(count(now.entries), count(now.entriesExpected))}
            />
          ) : ready ? (
            <div class="row">
              <ButtonLink kind="primary" href={`/boards/${now.board}`}>
                {w.sampleSee}
              </ButtonLink>
              <ButtonLink href={`/targets/${now.plan}`}>{w.sampleSeePlan}</ButtonLink>
            </div>
          ) : (
            <Button kind="primary" size="l" busy={model.busy.value} onClick={openSample}>
              {w.sampleAction}
            </Button>
          )}
        </Way>
        <Way icon="upload" title={w.fileTitle} text={w.fileText}>
          <ButtonLink href="/data?tab=imports">{w.fileAction}</ButtonLink>
        </Way>
        <Way icon="people" title={w.emptyTitle} text={w.emptyText}>
          <ButtonLink href="/data?tab=people">{w.emptyAction}</ButtonLink>
        </Way>
      </div>
    </Page>
  );
}

type WayProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly text: ComponentChildren;
  readonly badge?: ComponentChildren;
  readonly first?: boolean;
  readonly children: ComponentChildren;
};

function Way({ icon, title, text, badge, first, children }: WayProps) {
  return (
    <section class={first ? "way way-first" : "way"}>
      <span class="way-mark">
        <Icon name={icon} size={first ? 26 : 22} />
      </span>
      <div class="way-body">
        <div class="row">
          <h2>{title}</h2>
          {badge}
        </div>
        <p class="muted">{text}</p>
        <div class="way-do">{children}</div>
      </div>
    </section>
  );
}
