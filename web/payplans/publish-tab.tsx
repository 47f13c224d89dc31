import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Select } from "../ui/field.tsx";
import { ErrorState, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { Costs } from "./cost-view.tsx";
import { DraftChanges } from "./draft-changes.tsx";
import { Flaws, Warnings } from "./flaw-view.tsx";
import type { PayplanPage } from "./model.ts";
import { type Checked, publishModel, type PublishModel } from "./publish.ts";
import type { IncentiveTabProps } from "./tab.ts";

/** What stands against the draft, what to know before, who will be asked; and then the publishing. */
export function PublishTab({ model, page }: IncentiveTabProps) {
  const w = words("payplans").publish;
  const { id, version } = page.plan;
  const publishing = useMemo(() => publishModel(id), [id]);
  useEffect(() => void publishing.checked.load(), [publishing, version]);
  return (
    <When
      of={publishing.checked}
      waiting={
        <Card title={w.title} lead={w.checking}>
          <Skeleton lines={6} label={w.checking} />
        </Card>
      }
    >
      {(answer) => {
        const checked = { ...answer, flaws: flawsToTell(answer, page, publishing) };
        return (
          <div class="stack stack-l">
            <Card
              title={w.title}
              lead={w.lead}
              aside={
                <Button size="s" onClick={() => void publishing.checked.load()}>
                  {w.again}
                </Button>
              }
            >
              <div class="stack">
                <Flaws flaws={checked.flaws} plan={page.plan.document} />
                <Warnings warnings={checked.warnings} plan={page.plan.document} />
              </div>
            </Card>
            <Costs checked={checked} model={model} page={page} />
            <Publishing publishing={publishing} checked={checked} model={model} page={page} />
          </div>
        );
      }}
    </When>
  );
}

/** How a version takes over from the one before is asked only once there is something to publish. */
const TAKES_OVER = ["incentives/change_unstated", "incentives/versions_apart"];

function flawsToTell({ flaws }: Checked, { changed }: PayplanPage, { from }: PublishModel) {
  const isIdle = !changed && from.value === "";
  return isIdle ? flaws.filter(({ code }) => !TAKES_OVER.includes(code)) : flaws;
}

type Props = IncentiveTabProps & {
  readonly publishing: PublishModel;
  readonly checked: Checked;
};

function Publishing({ publishing, checked, model, page }: Props) {
  const w = words("payplans").publish;
  const { plan } = page;
  const from = publishing.from.value || checked.from;
  const newest = page.versions.at(-1);
  const [again, setAgain] = useState(false);
  if (!page.changed && newest && !again)
    return (
      <Card title={w.upToDate(newest.number)} lead={w.since(day(newest.from))}>
        <div class="stack">
          <p>{w.unchanged}</p>
          {may("incentives.publish") && !plan.archived && (
            <div class="row">
              <Button kind="quiet" onClick={() => setAgain(true)}>
                {w.otherDay}
              </Button>
            </div>
          )}
        </div>
      </Card>
    );
  const isSame = !page.changed && newest?.from === from;
  const blocked = checked.flaws.length > 0 || !checked.begins.includes(from) || isSame;
  const choose = (to: string) => {
    publishing.from.value = to;
    void publishing.checked.load();
  };
  const publish = async () => {
    const done = await publishing.publish(from, plan.version);
    if (!done) return;
    toast(w.done(done.version.number, done.asked));
    await model.reload();
    await publishing.checked.load();
  };
  return (
    <Card title={w.next(plan.published + 1)}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked) void publish();
        }}
      >
        <p>{checked.people > 0 ? w.asks(checked.people) : w.asksNobody}</p>
        {plan.published > 0 && <p>{w.again2}</p>}
        <p class="muted">{w.immutable}</p>
        {!page.changed && <Note>{w.sameText}</Note>}
        {page.changed && newest && (
          <DraftChanges plan={plan.id} draft={plan.document} number={newest.number} />
        )}
        {checked.begins.length === 0 ? (
          <Note tone="warn">{w.none}</Note>
        ) : (
          <div class="payplan-from">
            <Select
              label={w.from}
              value={from}
              onChange={choose}
              options={checked.begins.map((each) => ({ value: each, label: day(each) }))}
            />
          </div>
        )}
        {publishing.problem.value && <ErrorState problem={publishing.problem.value} inline />}
        {may("incentives.publish") ? (
          <div class="row row-end">
            <Button
              kind="primary"
              type="submit"
              busy={publishing.busy.value}
              disabled={blocked || plan.archived}
            >
              {w.go}
            </Button>
          </div>
        ) : (
          <Note icon="lock">{w.noPermission}</Note>
        )}
      </form>
    </Card>
  );
}
