import type { TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { classes } from "../ui/classes.ts";
import { Badge } from "../ui/state.tsx";
import { interval } from "../targets/interval.ts";
import { CoverageBar } from "./coverage-bar.tsx";
import { type Goal, type Initiative, metricName, type Strategy, type Theme } from "./model.ts";
import { SmartMarks } from "./smart-view.tsx";

export type Open = {
  readonly theme: (theme: Theme) => void;
  readonly goal: (goal: Goal) => void;
};
type Props = { readonly of: Strategy; readonly open: Open };

/**
 * Themes, the goals that serve them and the initiatives that bring these, from left to right; what
 * serves nothing stands below. Arrow keys walk it like a tree.
 */
export function StrategyMap({ of, open }: Props) {
  const w = words("strategy");
  const box = useRef<HTMLDivElement>(null);
  const themes = of.themes.filter(({ ended }) => !ended);
  const goals = of.goals.filter(({ ended }) => !ended);
  const orphans = goals.filter(({ id }) => of.review.orphans.goals.includes(id));
  return (
    <div class="map" ref={box} onKeyDown={(event) => walk(event, box.current)}>
      <ul class="map-themes" aria-label={w.map.title(themes.length, goals.length)}>
        {themes.map((theme) => (
          <li key={theme.id} class="map-band">
            <ThemeNode theme={theme} onOpen={() => open.theme(theme)} />
            <GoalNodes
              of={of}
              goals={goals.filter((goal) => goal.theme === theme.id)}
              open={open}
            />
          </li>
        ))}
        {orphans.length > 0 && (
          <li class="map-band map-orphans">
            <div class="map-node map-theme">
              <strong>{w.map.orphans}</strong>
              <span class="muted small">{w.map.orphansHint}</span>
            </div>
            <GoalNodes of={of} goals={orphans} open={open} />
          </li>
        )}
      </ul>
    </div>
  );
}

function ThemeNode({ theme, onOpen }: { readonly theme: Theme; readonly onOpen: () => void }) {
  const w = words("strategy");
  return (
    <button
      type="button"
      class={classes("map-node", "map-theme", theme.sample && "sample")}
      data-level="1"
      onClick={onOpen}
    >
      <Badge tone="accent">{w.kind[theme.kind]}</Badge>
      <strong>{nameOf(theme)}</strong>
      <span class="muted small">{interval(theme)}</span>
      <span class="muted small">{theme.owner ? nameOf(theme.owner) : w.theme.nobody}</span>
    </button>
  );
}

type NodesProps = Props & { readonly goals: readonly Goal[] };

function GoalNodes({ of, goals, open }: NodesProps) {
  const w = words("strategy");
  if (goals.length === 0) return <p class="map-none">{w.map.uncovered}</p>;
  return (
    <ul class="map-goals">
      {goals.map((goal) => (
        <li key={goal.id} class="map-row">
          <button
            type="button"
            class={classes("map-node", "map-goal", goal.sample && "sample")}
            data-level="2"
            onClick={() => open.goal(goal)}
          >
            <span class="map-head">
              <strong>{nameOf(goal)}</strong>
              <span class="num map-amount">{money(goal.amount, goal.currency)}</span>
            </span>
            <span class="muted small">
              {nameOf(goal.unit)} · {metricName(goal.metric)}
              {goal.growth && ` · ${goal.growth}`}
            </span>
            <span class="map-head">
              <SmartMarks smart={goal.smart} />
              {goal.findings.length > 0 && (
                <span class="small smart-count">{w.smart.count(goal.findings.length)}</span>
              )}
            </span>
          </button>
          <div class="map-initiatives">
            <InitiativeNodes goal={goal} of={of} open={open} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function InitiativeNodes({ goal, of, open }: Props & { readonly goal: Goal }) {
  const own = of.initiatives.filter((each) => each.goal === goal.id && !each.ended);
  return (
    <>
      {own.map((initiative) => (
        <button
          key={initiative.id}
          type="button"
          class={classes("map-node", "map-initiative", initiative.sample && "sample")}
          data-level="3"
          onClick={() => open.goal(goal)}
        >
          <span class="map-head">
            <span>{nameOf(initiative)}</span>
            <span class="num">{money(initiative.contribution, goal.currency)}</span>
          </span>
          <span class="muted small">{quantityOf(initiative)}</span>
        </button>
      ))}
      <CoverageBar goal={goal} count={own.length} />
    </>
  );
}

/** "1,000 New customers". */
export function quantityOf({ quantity, metric }: Initiative): string {
  return `${money(quantity, null)} ${metricName(metric)}`;
}

/** Up and down walk what is shown, left goes to what stands above, right to the first below. */
function walk(event: TargetedKeyboardEvent<HTMLDivElement>, box: HTMLElement | null): void {
  if (!box || !event.key.startsWith("Arrow")) return;
  const nodes = [...box.querySelectorAll<HTMLElement>("[data-level]")];
  const at = nodes.findIndex((node) => node === document.activeElement);
  const here = nodes[at];
  if (!here) return;
  const next = nextNode(event.key, nodes, at, Number(here.dataset["level"]));
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nextNode(key: string, nodes: readonly HTMLElement[], at: number, level: number) {
  const levelOf = (node: HTMLElement) => Number(node.dataset["level"]);
  if (key === "ArrowDown") return nodes[at + 1];
  if (key === "ArrowUp") return nodes[at - 1];
  if (key === "ArrowLeft") return nodes.slice(0, at).findLast((node) => levelOf(node) < level);
  const below = nodes[at + 1];
  return below && levelOf(below) > level ? below : undefined;
}
