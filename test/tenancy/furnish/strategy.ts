import { newId } from "../../../workers/lib/id.ts";
import { type Furnished, good } from "../isolation-fixtures.ts";

const fresh = () => newId(Date.now());
const year = { from: "2026-01-01", until: "2027-01-01" };

/** A theme with a goal and an initiative, an objective that was checked in once, an action target. */
export async function furnish({ company, canary, prime, ids }: Furnished) {
  const { api } = company;
  const [theme, goal, initiative, objective] = [fresh(), fresh(), fresh(), fresh()];
  const [keyResult, other, action] = [fresh(), fresh(), fresh()];
  const { unit, person } = ids;
  const metric = ids["metric"] ?? "";
  const named = { name: `${canary} strategy`, owner: person, ...year };
  good(await api.post("/strategy/themes", { id: theme, kind: "growth", ...named }), "theme");
  good(
    await api.post("/strategy/goals", { ...named, id: goal, theme, unit, metric, amount: prime }),
    "goal",
  );
  good(
    await api.post("/strategy/initiatives", {
      ...{ ...named, id: initiative, goal, metric },
      ...{ quantity: prime, contribution: prime },
    }),
    "initiative",
  );
  const scale = { name: canary, start: "0", target: prime };
  good(
    await api.post("/strategy/objectives", {
      ...{ ...named, id: objective, unit, theme },
      keyResults: [
        { id: keyResult, ...scale },
        { id: other, ...scale },
      ],
    }),
    "objective",
  );
  good(
    await api.post(
      `/strategy/objectives/${objective}/key-results/${keyResult}/check-ins`,
      { value: prime, note: canary },
      { version: 1 },
    ),
    "check-in",
  );
  good(
    await api.post("/strategy/actions", {
      ...{ id: action, unit, goal, ...year, resultMetric: metric, actionMetric: metric },
      ...{ result: canary, results: prime, action: canary, actions: prime, pace: "week" },
    }),
    "action",
  );
  return {
    ...{ theme, goal, initiative, objective },
    key_result: keyResult,
    action_target: action,
  };
}
