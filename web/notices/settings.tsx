import { useEffect, useMemo } from "preact/hooks";
import { me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { Choice, Switch } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { noticeModel, type Wishes } from "./model.ts";

/** Own mails: at once, once a day, and the language of both. Every switch holds at once. */
export function NoticeSettings() {
  const w = words("notices").settings;
  const model = useMemo(noticeModel, []);
  useEffect(() => void model.held.load(), []);
  const change = async (body: Parameters<typeof model.change>[0]) => {
    if (await model.change(body)) toast(words("common").saved);
  };
  return (
    <Card title={w.title} lead={w.lead(me().account.email)}>
      <div class="stack settings-form">
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
        <When of={model.held}>
          {(wishes) => <Wished wishes={wishes} change={(body) => void change(body)} />}
        </When>
      </div>
    </Card>
  );
}

type Change = Parameters<ReturnType<typeof noticeModel>["change"]>[0];
type Props = { readonly wishes: Wishes; readonly change: (body: Change) => void };

function Wished({ wishes, change }: Props) {
  const w = words("notices").settings;
  return (
    <div class="stack">
      <Switch
        label={w.atOnce}
        hint={w.atOnceHint}
        checked={wishes.atOnce}
        onChange={(atOnce) => change({ atOnce })}
      />
      <Switch
        label={w.digest}
        hint={w.digestHint(wishes.digestAt)}
        checked={wishes.digest}
        onChange={(digest) => change({ digest })}
      />
      <Choice
        legend={w.language}
        name="notice-language"
        value={wishes.language ?? "company"}
        options={[
          { value: "company", label: w.languages.company },
          { value: "zh", label: w.languages.zh },
          { value: "en", label: w.languages.en },
        ]}
        onChange={(to) => change({ language: to === "company" ? null : to })}
      />
      <p class="small muted">
        {w.quiet(wishes.quiet.from, wishes.quiet.until, me().tenant.timeZone)}
      </p>
    </div>
  );
}
