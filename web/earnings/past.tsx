import { day, exactMoney } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { Badge, Skeleton } from "../ui/state.tsx";
import { Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import type { earningsModel, Past } from "./model.ts";

type Props = {
  readonly of: ReturnType<typeof earningsModel>["past"];
  readonly person: string;
};

/** Statements of closed periods, the newest first, each opening to its lines. */
export function PastStatements({ of, person }: Props) {
  const w = words("earnings").statements;
  return (
    <Card title={w.title}>
      <When of={of} waiting={<Skeleton lines={3} />}>
        {({ items }) =>
          shownOf(items).length === 0 ? (
            <p class="muted">{w.none}</p>
          ) : (
            <ul class="earnings-past">
              {shownOf(items).map((each) => (
                <li key={`${each.run} ${each.currency}`}>
                  <a
                    href={`/incentives/statements/${each.run}/${person}?currency=${each.currency}`}
                  >
                    <span class="earnings-past-period">
                      <strong>{day(each.from, "month")}</strong>
                      <span class="small muted">{each.plan.name[language.value]}</span>
                    </span>
                    <Badge tone={each.state === "paid" ? "good" : "neutral"}>
                      {w.state[each.state] ?? each.state}
                    </Badge>
                    <span class="num earnings-past-sum">
                      <Veiled>{exactMoney(each.pay, each.currency)}</Veiled>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </When>
    </Card>
  );
}

/** Who sees all pay is told of runs that are not out yet as well: they are no past. */
function shownOf(items: readonly Past[]): readonly Past[] {
  return items.filter(({ state }) => ["approved", "locked", "paid"].includes(state));
}
