import { dayAt } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { whoDid } from "./names.ts";
import { type Did, type Run, STATES, type State } from "./wire.ts";

/** How far a run is, in six small marks and one word: for lists. */
export function StateMarks({ state }: { readonly state: State | null }) {
  const w = words("payruns");
  const at = state === null ? -1 : STATES.indexOf(state);
  return (
    <span class="run-marks">
      <span class="run-marks-dots" aria-hidden="true">
        {STATES.map((each, index) => (
          <i key={each} class={index <= at ? "is-done" : undefined} />
        ))}
      </span>
      <span>{state === null ? w.periods.notBegun : w.states[state]}</span>
      {state !== null && <span class="sr-only">{w.stateOf(at + 1, STATES.length)}</span>}
    </span>
  );
}

/** The life of a run as a line of steps: what is done says by whom and when. */
export function StateLine({ run }: { readonly run: Run }) {
  const w = words("payruns");
  const at = STATES.indexOf(run.state);
  const did: Readonly<Record<State, Did>> = {
    open: null,
    calculated: run.calculated,
    in_review: run.submitted,
    approved: run.approved,
    locked: run.locked,
    paid: run.paid,
  };
  return (
    <ol class="run-line" aria-label={w.run.steps}>
      {STATES.map((state, index) => {
        const look = index < at ? "is-done" : index === at ? "is-now" : "is-ahead";
        return (
          <li key={state} class={look} aria-current={index === at ? "step" : undefined}>
            <span class="run-line-mark" aria-hidden="true">
              {index < at || run.state === "paid" ? <Icon name="check" size={14} /> : index + 1}
            </span>
            <span class="run-line-name">{w.states[state]}</span>
            <span class="run-line-who">{index <= at ? <Who did={did[state]} /> : null}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Who({ did }: { readonly did: Did }) {
  if (!did) return null;
  return (
    <>
      {whoDid(did)} <span class="nowrap">{dayAt(did.at)}</span>
    </>
  );
}
