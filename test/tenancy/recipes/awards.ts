import { newId } from "../../../workers/lib/id.ts";
import type { At, Recipe } from "../isolation-recipes.ts";

const fresh = () => newId(Date.now());
const words = { zh: "M", en: "M" };
const document = (at: At) => ({
  ...{ format: "fairlead-award/1", kind: "honour", name: words, gives: words, of: "person" },
  ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
  unit: at("body.document.unit", "unit"),
  basis: { by: "metric", metric: at("body.document.basis.metric", "metric"), read: "sum" },
});
const days = { from: "2026-02-01", until: "2026-03-01" };

export const recipes: Readonly<Record<string, Recipe>> = {
  listAwardRules: {},
  createAwardRule: {
    body: (at) => ({ id: fresh(), code: `m${fresh()}`.slice(0, 40), document: document(at) }),
  },
  changeAwardRule: { body: (at) => ({ document: document(at) }) },
  getAwardRanking: { query: { from: "2026-02-01" } },
  getPeerScores: {
    query: { from: "2026-02-01" },
    own: [422, "the fixture's rule ranks by a metric"],
  },
  scorePeers: {
    body: (at) => ({
      ...{
        from: "2026-02-01",
        scores: [{ person: at("body.scores.0.person", "person"), score: 3 }],
      },
    }),
    own: [422, "the fixture's rule ranks by a metric"],
  },
  freezeAwardRanking: { body: () => ({ id: fresh(), from: "2026-02-01" }) },
  giveAward: {
    body: (at) => ({
      ...{ id: fresh(), kind: "growth", title: words, gives: words, ...days },
      subject: at("body.subject", "subject"),
    }),
  },
  listAwards: {},
  getAward: {},
};
