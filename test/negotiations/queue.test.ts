// Goal: what is sent from a manager's queue is what the manager chose. Method: the queue's model with
// the network handed in as a function; what waits moves between the choice and the confirm.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { queueModel } from "../../web/negotiations/queue-model.ts";

let asked = { amount: "900.00", version: 2 };
let sent: unknown[] = [];

const open = { items: [{ round: { id: "r" } }, { round: { id: "s" } }], next: null };
const waiting = () => ({
  items: [
    {
      round: { id: "r", metric: { scale: 2 } },
      thread: {
        ...{ subject: "anna", first: "1000.00", offer: "1000.00", asked: asked.amount },
        version: asked.version,
      },
    },
  ],
  next: null,
});

beforeEach(() => {
  asked = { amount: "900.00", version: 2 };
  sent = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const isPost = init.method === "POST";
    if (typeof init.body === "string") sent.push(JSON.parse(init.body));
    const results = [{ subject: "anna", done: false, code: "version/stale", version: null }];
    const body = isPost
      ? { done: 0, results }
      : url.includes("/rounds?open=true")
        ? open
        : waiting();
    const headers = { "content-type": "application/json" };
    return Promise.resolve(new Response(JSON.stringify(body), { headers }));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("a choice in the queue", () => {
  test("is sent with the version it was made on, whatever has been read since", async () => {
    const model = queueModel("team", false);
    await model.load();
    model.choose("grant");
    asked = { amount: "100.00", version: 3 };
    await model.state.load();
    await model.commit("", { to: "reserve" });
    expect(sent).toMatchObject([{ decisions: [{ subject: "anna", version: 2 }] }]);
    expect([...model.refused.value]).toEqual([["r anna", "version/stale"]]);
  });

  test("is dropped and said to be when the number moves before the confirm", async () => {
    const model = queueModel("team", false);
    await model.load();
    model.choose("propose");
    asked = { amount: "100.00", version: 3 };
    await model.load();
    expect(model.chosen.value.size).toBe(0);
    expect([...model.refused.value.keys()]).toEqual(["r anna"]);
    await model.commit("", { to: "reserve" });
    expect(sent).toEqual([]);
  });

  test("stays when nothing has moved", async () => {
    const model = queueModel("team", false);
    await model.load();
    model.choose("grant");
    await model.load();
    await model.commit("", { to: "reserve" });
    expect(sent).toMatchObject([{ decisions: [{ version: 2, move: { kind: "grant" } }] }]);
  });
});

test("the queue listens to every open round, also while nothing waits in it", async () => {
  const model = queueModel("anna", false);
  await Promise.all([model.load(), model.open.load()]);
  expect(model.items.value).toEqual([]);
  expect(model.rounds.value).toEqual(["r", "s"]);
});
