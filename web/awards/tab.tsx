import { useEffect, useMemo, useState } from "preact/hooks";
import { may, me } from "../auth/session.ts";
import { calendar, loadCalendar, periodName, rule as fiscalRule } from "../calendar/model.ts";
import { periodOf } from "../../workers/calendar/periods.ts";
import { day as dayOf } from "../../workers/lib/day.ts";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { later } from "../reports/later.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { classes } from "../ui/classes.ts";
import { Badge, EmptyState, Note, Skeleton } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { GivenList } from "./given-list.tsx";
import { awardsModel, type Rule } from "./model.ts";
import { RankingDrawer } from "./ranking-drawer.tsx";
import "./awards.css";

const RuleForm = later(() => import("./rule-form.tsx").then((m) => m.RuleForm));
const HandForm = later(() => import("./hand-form.tsx").then((m) => m.HandForm));
const ScoresDrawer = later(() => import("./scores-drawer.tsx").then((m) => m.ScoresDrawer));

/** What is given for what, who holds it, and what was ever given. */
export function AwardsTab() {
  const w = words("awards");
  const model = useMemo(awardsModel, []);
  const [adding, setAdding] = useState<Rule | "rule" | "hand" | null>(null);
  const [open, setOpen] = useQuery("award");
  const [scoring, setScoring] = useState<Rule | null>(null);
  useEffect(() => {
    void loadCalendar();
    void model.rules.load();
    void model.given.load();
  }, [model]);
  if (calendar.value === null) return <Skeleton lines={6} />;
  const reload = () => {
    void model.rules.load();
    void model.given.load();
  };
  const close = () => setAdding(null);
  const add = may("awards.give") && (
    <Button kind="primary" icon="plus" onClick={() => setAdding("rule")}>
      {w.add}
    </Button>
  );
  return (
    <div class="stack">
      <div class="awards-bar">
        <p class="muted awards-lead">{w.lead}</p>
        <div class="row">
          {may("awards.give") && <Button onClick={() => setAdding("hand")}>{w.giveByHand}</Button>}
          {add}
        </div>
      </div>
      <When of={model.rules} waiting={<Skeleton lines={6} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="boards" title={w.empty.title} action={add}>
              {w.empty.text}
            </EmptyState>
          ) : (
            <ul class="awards-rules">
              {items.map((rule) => (
                <li key={rule.id}>
                  <RuleCard
                    rule={rule}
                    onOpen={() => setOpen(rule.id)}
                    onChange={() => setAdding(rule)}
                    onScore={() => setScoring(rule)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </When>
      <Card title={w.parts.given} flush>
        <When of={model.given} waiting={<Skeleton lines={4} />}>
          {({ items }) => <GivenList items={items} />}
        </When>
      </Card>
      {open !== "" && (
        <RankingDrawer key={open} rule={open} onClose={() => setOpen("")} onGiven={reload} />
      )}
      {adding === "hand" ? (
        <HandForm onClose={close} onGiven={reload} />
      ) : (
        adding && (
          <RuleForm
            {...(adding === "rule" ? {} : { rule: adding })}
            onClose={close}
            onSaved={reload}
          />
        )
      )}
      {scoring && <ScoresDrawer rule={scoring} onClose={() => setScoring(null)} />}
    </div>
  );
}

type RuleProps = {
  readonly rule: Rule;
  readonly onOpen: () => void;
  readonly onChange: () => void;
  readonly onScore: () => void;
};

function RuleCard({ rule, onOpen, onChange, onScore }: RuleProps) {
  const w = words("awards");
  const { document, last, metric, sample, retired } = rule;
  const { basis, window } = document;
  const isChinese = language.value === "zh";
  const by =
    basis.by === "peers" ? w.rule.peers : ((isChinese ? metric?.nameZh : metric?.nameEn) ?? "–");
  const judged = basis.by === "peers" || document.cooperation;
  const lastName = last && periodName(periodOf(fiscalRule(), window, dayOf(last.from)));
  return (
    <section class={classes("awards-card", sample && "sample", retired && "is-retired")}>
      <div class="row row-between">
        <h2>{document.name[language.value]}</h2>
        <Badge tone={document.kind === "team" ? "accent" : "neutral"}>
          {w.kind[document.kind]}
        </Badge>
      </div>
      <p class="small muted">{w.rule.by(by, w.form.windows[window], document.places)}</p>
      {document.cooperation && <p class="small muted">{w.rule.cooperation}</p>}
      <p class="small muted">{freezesText(document)}</p>
      <p class="awards-gives">{document.gives[language.value]}</p>
      <p class="small muted">
        {retired ? w.rule.retired : lastName ? w.rule.last(lastName) : w.rule.never}
        {sample ? ` · ${w.sample}` : ""}
      </p>
      {rule.late && (
        <Note tone="warn">
          {w.rule.late(
            periodName(periodOf(fiscalRule(), window, dayOf(rule.late.from))),
            day(rule.late.on),
          )}
        </Note>
      )}
      <div class="row awards-actions">
        <Button onClick={onOpen}>{w.rule.open}</Button>
        {may("awards.give") && (
          <Button
            kind="quiet"
            label={w.rule.changeOf(document.name[language.value])}
            onClick={onChange}
          >
            {w.rule.change}
          </Button>
        )}
        {judged && me().person !== null && may("awards.score") && (
          <Button kind="quiet" onClick={onScore}>
            {w.rule.score}
          </Button>
        )}
      </div>
    </section>
  );
}

function freezesText({ freezes = 0 }: Rule["document"]): string {
  const w = words("awards").rule;
  return freezes === "by_hand" ? w.byHand : freezes === 0 ? w.atEnd : w.daysAfter(freezes);
}
