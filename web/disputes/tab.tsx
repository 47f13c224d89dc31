import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/field.tsx";
import { EmptyState, Skeleton } from "../ui/state.tsx";
import { isTyping } from "../ui/typing.ts";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import type { Doing } from "./actions.tsx";
import { Corrections } from "./corrections.tsx";
import { DisputeDrawer } from "./drawer.tsx";
import { DisputeList } from "./list.tsx";
import { type Filter, listModel } from "./model.ts";
import "./disputes.css";

const FILTERS: readonly Filter[] = ["live", "late", "mine", "all"];
const isFilter = (text: string): text is Filter => FILTERS.some((each) => each === text);

/** Disputes of the company, and the corrections of pay that come of them or are entered by hand. */
export function DisputesTab() {
  const w = words("disputes");
  const [part, setPart] = useQuery("part", "disputes");
  return (
    <div class="stack">
      <p class="muted disputes-lead">{w.lead}</p>
      <Choice
        legend={w.parts.label}
        hideLegend
        name="disputes-part"
        value={part === "corrections" ? "corrections" : "disputes"}
        options={[
          { value: "disputes", label: w.parts.disputes },
          { value: "corrections", label: w.parts.corrections },
        ]}
        onChange={setPart}
      />
      {part === "corrections" ? <Corrections /> : <Disputes />}
    </div>
  );
}

function Disputes() {
  const w = words("disputes");
  const [asked, setFilter] = useQuery("state", "live");
  const [open, setOpen] = useQuery("dispute");
  const [doing, setDoing] = useState<Doing | null>(null);
  const filter = isFilter(asked) ? asked : "live";
  const newest = useRef(filter);
  newest.current = filter;
  const model = useMemo(() => listModel(() => newest.current), []);
  useEffect(() => void model.state.load(), [filter]);
  const items = model.items.value;
  const [at, setAt] = useState(0);
  useKeys(open === "", (key) => {
    const item = items[Math.min(at, items.length - 1)];
    if (key === "j" || key === "k") {
      const to = Math.max(0, Math.min(items.length - 1, at + (key === "j" ? 1 : -1)));
      setAt(to);
      focusRow(items[to]?.id);
    } else if (item && (key === "a" || key === "r")) {
      setDoing(key === "a" ? "accept" : "reject");
      setOpen(item.id);
    } else return false;
    return true;
  });
  return (
    <div class="stack">
      <div class="disputes-bar">
        <Choice
          legend={w.filters.label}
          hideLegend
          name="disputes-filter"
          value={filter}
          options={FILTERS.map((value) => ({ value, label: w.filters[value] }))}
          onChange={(to) => setFilter(to)}
        />
        {items.length > 0 && <p class="small muted disputes-keys">{w.keys}</p>}
      </div>
      <When of={model.state} waiting={<Skeleton lines={6} />}>
        {() =>
          items.length === 0 ? (
            <EmptyState icon="inbox" title={w.empty.title}>
              {filter === "all" ? w.empty.text : w.empty.filtered}
            </EmptyState>
          ) : (
            <DisputeList
              items={items}
              here={open || (items[at]?.id ?? null)}
              onOpen={(id) => {
                setDoing(null);
                setAt(items.findIndex((each) => each.id === id));
                setOpen(id);
              }}
            />
          )
        }
      </When>
      {model.next.value !== null && <Button onClick={() => void model.more()}>{w.more}</Button>}
      {open !== "" && (
        <DisputeDrawer
          key={open}
          id={open}
          {...(doing === null ? {} : { doing })}
          onMoved={() => void model.state.load()}
          onClose={() => setOpen("")}
        />
      )}
    </div>
  );
}

function focusRow(id: string | undefined): void {
  if (id) document.querySelector<HTMLElement>(`[data-dispute="${id}"]`)?.focus();
}

/** Single letters outside text fields; `act` says whether it took the key. */
function useKeys(active: boolean, act: (key: string) => boolean): void {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (!isTyping(event) && act(event.key.toLowerCase())) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
