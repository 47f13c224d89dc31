import { newId } from "../../../workers/lib/id.ts";
import type { Recipe } from "../isolation-recipes.ts";

const fresh = () => newId(Date.now());
const said = { body: () => ({ text: "M" }) };

export const recipes: Readonly<Record<string, Recipe>> = {
  listDisputes: {},
  listDisputeOwners: {},
  raiseDispute: {
    body: (at) => ({
      ...{ id: fresh(), run: at("body.run", "payRun"), person: at("body.person", "person") },
      ...{ currency: "CNY", pointer: "/lines/0", hash: "0".repeat(64), text: "M" },
    }),
    own: [403, "a key is nobody's payee"],
  },
  getDispute: {},
  answerDispute: said,
  replyDispute: { ...said, own: [403, "a key is nobody's payee"] },
  rejectDispute: said,
  assignDispute: { body: () => ({ dueOn: "2099-01-01" }) },
  acceptDispute: { body: () => ({ adjustment: fresh(), amount: "1.00" }) },
  withdrawDispute: { body: () => ({}), own: [403, "a key is nobody's payee"] },
  listPayAdjustments: {},
  proposePayAdjustment: {
    body: (at) => ({
      ...{ kind: "correction", id: fresh(), person: at("body.person", "person") },
      ...{ on: "2026-03-01", currency: "CNY", amount: "1.00", reason: "M" },
    }),
  },
  approvePayAdjustment: { body: () => ({}) },
  rejectPayAdjustment: { body: () => ({}) },
  withdrawPayAdjustment: { body: () => ({}) },
};
