import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Menu } from "../ui/menu.tsx";
import { Badge, EmptyState } from "../ui/state.tsx";
import { When } from "../ui/when.tsx";
import { Again } from "./again.tsx";
import { Editor } from "./editor.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { creditingModel, type Crediting, type CreditRule, type Rules, type Span } from "./model.ts";
import { type Called, calledIn, sentenceOf } from "./sentence.ts";
import { hasEnded, nameNow, spanNow } from "./span-now.ts";
import "./crediting.css";

type Open = { readonly what: "edit" | "end"; readonly rule: CreditRule | null } | null;

/** Whose an entry is beyond its own participant: the rules in order, and crediting again. */
export function CreditingPanel() {
  const model = useMemo(creditingModel, []);
  const [open, setOpen] = useState<Open>(null);
  useEffect(() => void model.rules.load(), []);
  const w = words("crediting");
  const mayChange = may("crediting.change");
  const close = () => {
    model.forget();
    setOpen(null);
  };
  const add = mayChange && (
    <Button kind="primary" icon="plus" onClick={() => setOpen({ what: "edit", rule: null })}>
      {w.add}
    </Button>
  );
  return (
    <div class="stack stack-l">
      <div class="row row-between crediting-top">
        <p class="muted crediting-lead">{w.lead}</p>
        {add}
      </div>
      <When of={model.rules}>
        {(rules) =>
          rules.items.length === 0 ? (
            <EmptyState title={w.none} icon="people" example={w.example}>
              {w.noneText}
            </EmptyState>
          ) : (
            <RuleList rules={rules} mayChange={mayChange} onOpen={setOpen} />
          )
        }
      </When>
      {mayChange && <Again model={model} />}
      <Opened model={model} open={open} close={close} />
    </div>
  );
}

type OpenedProps = { readonly model: Crediting; readonly open: Open; readonly close: () => void };

function Opened({ model, open, close }: OpenedProps) {
  if (open?.what === "edit") return <Editor model={model} rule={open.rule} onClose={close} />;
  if (open?.rule) return <EndDialog model={model} rule={open.rule} onClose={close} />;
  return null;
}

type ListProps = {
  readonly rules: Rules;
  readonly mayChange: boolean;
  readonly onOpen: (open: Open) => void;
};

function RuleList({ rules, mayChange, onOpen }: ListProps) {
  const w = words("crediting");
  const called = calledIn(rules.names);
  return (
    <ol class="crediting-list" aria-label={w.caption}>
      {rules.items.map((rule, at) => (
        <li key={rule.id}>
          <RuleCard
            rule={rule}
            at={at}
            called={called}
            actions={
              mayChange &&
              !hasEnded(rule) && (
                <Menu
                  label={w.actions(nameNow(rule))}
                  items={[
                    {
                      ...{ id: "change", label: w.change },
                      onChoose: () => onOpen({ what: "edit", rule }),
                    },
                    {
                      ...{ id: "end", label: w.end, danger: true },
                      onChoose: () => onOpen({ what: "end", rule }),
                    },
                  ]}
                />
              )
            }
          />
        </li>
      ))}
    </ol>
  );
}

type CardProps = {
  readonly rule: CreditRule;
  readonly at: number;
  readonly called: Called;
  readonly actions: ComponentChildren;
};

function RuleCard({ rule, at, called, actions }: CardProps) {
  const w = words("crediting");
  const shown = spanNow(rule);
  const others = rule.spans.filter((span) => span !== shown);
  if (!shown) return null;
  return (
    <Card
      level={2}
      sample={rule.sample}
      title={
        <span class="crediting-title">
          <span class="muted">{w.rank(at + 1)}</span> {shown.name}
        </span>
      }
      aside={
        <>
          {hasEnded(rule) && <Badge>{w.ended}</Badge>}
          {rule.sample && <Badge>{w.sample}</Badge>}
          {actions}
        </>
      }
    >
      <p class="crediting-sentence">{sentenceOf(shown, called)}</p>
      <p class="muted crediting-when">{spanText(shown)}</p>
      {others.length > 0 && (
        <ul class="plain-list crediting-others">
          {others.map((span) => (
            <li key={span.from}>
              <span class="muted">
                {span.from > shown.from ? w.later : w.earlier} · {spanText(span)}
              </span>{" "}
              {sentenceOf(span, called)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function spanText({ from, until }: Span): string {
  const w = words("crediting");
  if (until === null) return w.since(day(from, "long"));
  return w.between(day(from, "long"), day(addDays(dayOf(until), -1), "long"));
}
