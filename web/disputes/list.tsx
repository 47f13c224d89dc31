import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { classes } from "../ui/classes.ts";
import { Badge } from "../ui/state.tsx";
import { Veiled } from "../ui/veil.tsx";
import type { Dispute } from "./model.ts";
import { placeText, signedMoney, TONES, whoText } from "./text.ts";
import "./disputes.css";

export function DisputeState({ of }: { readonly of: Pick<Dispute, "state" | "late"> }) {
  const w = words("disputes");
  return (
    <>
      <Badge tone={TONES[of.state]}>{w.state[of.state]}</Badge>
      {of.late && (
        <Badge tone="bad" icon="clock">
          {w.late}
        </Badge>
      )}
    </>
  );
}

type ListProps = {
  readonly items: readonly Dispute[];
  /** The one that is open or chosen by keys. */
  readonly here: string | null;
  readonly onOpen: (id: string) => void;
  /** On a statement or on one's own page the name says nothing new. */
  readonly nameless?: boolean;
};

/** Disputes as rows that open: who, which step, what they claim, and how far it is. */
export function DisputeList({ items, here, onOpen, nameless }: ListProps) {
  return (
    <ul class="disputes" aria-label={words("disputes").caption}>
      {items.map((item) => (
        <li key={item.id} class={classes("disputes-item", item.sample && "sample")}>
          <button
            type="button"
            class={classes("disputes-row", here === item.id && "is-here")}
            data-dispute={item.id}
            onClick={() => onOpen(item.id)}
          >
            <Row item={item} nameless={nameless ?? false} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Row({ item, nameless }: { readonly item: Dispute; readonly nameless: boolean }) {
  const w = words("disputes");
  const { place, amount, currency, owner, state } = item;
  const period = w.detail.period(place.plan.name[language.value], day(place.from, "month"));
  const name = nameOf({ name: item.personName, nameEn: item.personNameEn });
  const live = state === "open" || state === "answered";
  return (
    <>
      <span class="disputes-main">
        <strong>{nameless ? placeText(item) : name}</strong>
        <span class="disputes-said">{nameless ? item.text : placeText(item)}</span>
        <span class="small muted">
          {period}
          {item.sample ? ` · ${w.sample}` : ""}
        </span>
      </span>
      <span class="disputes-claim num">
        {amount === null ? (
          <span class="small muted">{w.noClaim}</span>
        ) : (
          <Veiled>{signedMoney(amount, currency)}</Veiled>
        )}
      </span>
      <span class="disputes-state">
        <span class="row">
          <DisputeState of={item} />
        </span>
        {live && (
          <span class="small muted">
            {owner ? w.owner(whoText(owner)) : w.nobody} · {w.due(day(item.dueOn, "short"))}
          </span>
        )}
      </span>
    </>
  );
}
