import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import type * as contracts from "../../workers/strategy/okr-contract.ts";
import { api, type Answer } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type OkrList = AnswerOf<typeof contracts.listObjectives>;
export type Objective = OkrList["items"][number];
export type KeyResult = Objective["keyResults"][number];
export type ObjectiveBody = RequestOf<typeof contracts.createObjective>["body"];
export type OkrModel = ReturnType<typeof okrModel>;

export function okrModel() {
  const state = resource(() => api<typeof contracts.listObjectives>("GET", "/strategy/objectives"));
  async function after<Body>(asked: Promise<Answer<Body>>): Promise<Answer<Body>> {
    const answer = await asked;
    if (answer.ok) await state.load();
    return answer;
  }
  return {
    state,
    add: (body: ObjectiveBody, key: string) =>
      after(api<typeof contracts.createObjective>("POST", "/strategy/objectives", { body, key })),
    set: ({ id, version }: Objective, body: RequestOf<typeof contracts.changeObjective>["body"]) =>
      after(
        api<typeof contracts.changeObjective>("PATCH", "/strategy/objectives/:objectiveId", {
          params: { objectiveId: id },
          body,
          version,
        }),
      ),
    checkIn: (objective: Objective, of: KeyResult, said: { value: string; note: string | null }) =>
      after(
        api<typeof contracts.checkIn>(
          "POST",
          "/strategy/objectives/:objectiveId/key-results/:keyResultId/check-ins",
          {
            params: { objectiveId: objective.id, keyResultId: of.id },
            body: said,
            version: of.version,
          },
        ),
      ),
  };
}

/** What was said of one key result, the newest first. */
export function checkInResource(objectiveId: string, keyResultId: string) {
  return resource(() =>
    api<typeof contracts.listCheckIns>(
      "GET",
      "/strategy/objectives/:objectiveId/key-results/:keyResultId/check-ins",
      { params: { objectiveId, keyResultId } },
    ),
  );
}

export type Placed = { readonly objective: Objective; readonly depth: number };

/**
 * Objectives in tree order: each below what it serves. One whose superior is not in the list (ended,
 * or not the reader's to see) stands at the top.
 */
export function inTree(items: readonly Objective[]): readonly Placed[] {
  const shown = new Set(items.map(({ id }) => id));
  const below = (parent: string | null, depth: number): Placed[] =>
    items
      .filter(
        (each) => (each.parent !== null && shown.has(each.parent) ? each.parent : null) === parent,
      )
      .flatMap((objective) => [{ objective, depth }, ...below(objective.id, depth + 1)]);
  return below(null, 0);
}
