import { useMemo } from "preact/hooks";
import { me, may } from "../auth/session.ts";
import { dayAt } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Choice, Field, Select } from "../ui/field.tsx";
import { Badge, ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { companyModel } from "./model.ts";

export function CompanySettings() {
  const w = words("settings");
  const model = useMemo(companyModel, []);
  const mine = may("tenant.change");
  return (
    <div class="stack">
      <TrialCard />
      <Card title={w.tabs.company}>
        <form
          class="stack settings-form"
          onSubmit={(event) => {
            event.preventDefault();
            void model.save().then((saved) => saved && toast(words("common").saved));
          }}
        >
          {model.problem.value && <ErrorState problem={model.problem.value} inline />}
          <Field
            label={w.companyName}
            value={model.fields.name.value}
            disabled={!mine}
            required
            maxLength={120}
            onInput={(text) => (model.fields.name.value = text)}
          />
          <Choice
            legend={w.locale}
            name="locale"
            value={model.fields.locale.value}
            options={[
              { value: "zh", label: w.locales.zh },
              { value: "en", label: w.locales.en },
            ]}
            onChange={(to) => (model.fields.locale.value = to)}
          />
          <p class="small muted">{w.localeHint}</p>
          <Select
            label={w.timeZone}
            hint={w.timeZoneHint}
            value={model.fields.timeZone.value}
            disabled={!mine}
            options={zones(model.fields.timeZone.value)}
            onChange={(zone) => (model.fields.timeZone.value = zone)}
          />
          <p>
            <span class="muted">{w.currency}</span> <b>{me().tenant.currency}</b>
          </p>
          {mine && (
            <div>
              <Button kind="primary" type="submit" busy={model.busy.value}>
                {words("common").save}
              </Button>
            </div>
          )}
        </form>
      </Card>
    </div>
  );
}

function TrialCard() {
  const w = words("settings");
  const { plan, trialDaysLeft, trialEndsAt } = me().tenant;
  if (plan === "paid") return <Card title={w.trialTitle} lead={w.trialPaid} />;
  const left = trialDaysLeft ?? 0;
  const ends = trialEndsAt === null ? "" : dayAt(trialEndsAt);
  return (
    <Card
      title={w.trialTitle}
      lead={left > 0 ? w.trialEnds(ends) : w.trialEnded}
      aside={<Badge tone={left > 7 ? "good" : "warn"}>{w.trialLeft(left)}</Badge>}
    >
      <progress
        class="trial-bar"
        value={30 - Math.min(30, left)}
        max={30}
        aria-label={w.trialTitle}
      />
    </Card>
  );
}

function zones(current: string) {
  const known = Intl.supportedValuesOf("timeZone");
  const all = known.includes(current) ? known : [current, ...known];
  return all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
