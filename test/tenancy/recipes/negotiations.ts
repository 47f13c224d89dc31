import { newId } from "../../../workers/lib/id.ts";
import type { Recipe } from "../isolation-recipes.ts";

const fresh = () => newId(Date.now());

export const recipes: Readonly<Record<string, Recipe>> = {
  openRound: {
    body: () => ({ id: fresh(), deadline: "2099-12-31" }),
    own: [409, "the plan's draft is frozen by the round that is open"],
  },
  listRounds: {},
  getRound: {},
  changeRound: { body: () => ({ deadline: "2099-12-31" }) },
  closeRound: { body: () => ({}) },
  cancelRound: { body: () => ({}) },
  signGap: {
    body: () => ({ gap: "1.00" }),
    own: [409, "the fixture's children carry what the unit shares out"],
  },
  createRoundTicket: { body: () => ({}) },
  getThread: {},
  listThreads: {},
  listWaiting: {},
  makeMove: { body: () => ({ kind: "counter", amount: "1.00", reason: "M" }) },
  decideThreads: {
    body: (at) => ({
      decisions: [
        {
          subject: at("body.decisions.0.subject", "person"),
          version: 1,
          move: { kind: "reject", reason: "M" },
        },
      ],
    }),
  },
};
