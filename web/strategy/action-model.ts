import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { formatRate, parseRate } from "../../workers/lib/rate.ts";
import type * as contracts from "../../workers/strategy/action-contract.ts";
import { api, type Answer } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type Action = AnswerOf<typeof contracts.listActions>["items"][number];
export type ActionRead = AnswerOf<typeof contracts.getAction>;
export type ActionBody = RequestOf<typeof contracts.createAction>["body"];
export type ActionModel = ReturnType<typeof actionModel>;

export function actionModel() {
  const state = resource(() => api<typeof contracts.listActions>("GET", "/strategy/actions"));
  async function after<Body>(asked: Promise<Answer<Body>>): Promise<Answer<Body>> {
    const answer = await asked;
    if (answer.ok) await state.load();
    return answer;
  }
  return {
    state,
    add: (body: ActionBody, key: string) =>
      after(api<typeof contracts.createAction>("POST", "/strategy/actions", { body, key })),
    set: ({ id, version }: Action, body: RequestOf<typeof contracts.changeAction>["body"]) =>
      after(
        api<typeof contracts.changeAction>("PATCH", "/strategy/actions/:actionId", {
          params: { actionId: id },
          body,
          version,
        }),
      ),
  };
}

/** One action target by the weeks of this month. */
export function actionResource(actionId: string) {
  return resource(() =>
    api<typeof contracts.getAction>("GET", "/strategy/actions/:actionId", { params: { actionId } }),
  );
}

/** An exact fraction for reading: "10/13" is 0.77, "13" is 13. */
export function decimalOf(exact: string, places = 2): string {
  const value = parseRate(exact);
  return value === null ? exact : formatRate(value, places);
}

/** The same as a percentage: "10/13" is 76.9%. */
export function percentOf(exact: string): string {
  const value = parseRate(exact);
  return value === null ? exact : `${formatRate({ num: value.num * 100n, den: value.den }, 1)}%`;
}
