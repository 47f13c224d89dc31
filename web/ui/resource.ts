import { signal, type ReadonlySignal } from "@preact/signals";
import type { Answer, Problem } from "../api.ts";

export type Loaded<Body> =
  | { readonly state: "loading"; readonly last: Body | null }
  | { readonly state: "ready"; readonly body: Body; readonly version: number }
  | { readonly state: "failed"; readonly problem: Problem; readonly last: Body | null };

export type Resource<Body> = {
  readonly value: ReadonlySignal<Loaded<Body>>;
  /** Fetches again; what was there stays on screen meanwhile. */
  readonly load: () => Promise<void>;
  /** Puts an answer in place without asking again, for example what a change returned. */
  readonly put: (body: Body, version?: number) => void;
};

/**
 * One answer of the API as state. A late answer of an older request never replaces a newer one.
 * `fetcher` reads whatever signals or fields it needs at the time it is called.
 */
export function resource<Body>(fetcher: () => Promise<Answer<Body>>): Resource<Body> {
  const value = signal<Loaded<Body>>({ state: "loading", last: null });
  let newest = 0;
  const held = () => {
    const now = value.peek();
    return now.state === "ready" ? now.body : now.last;
  };
  async function load() {
    newest += 1;
    const mine = newest;
    if (value.peek().state !== "ready") value.value = { state: "loading", last: held() };
    const answer = await fetcher();
    if (mine !== newest) return;
    value.value = answer.ok
      ? { state: "ready", body: answer.body, version: answer.version }
      : { state: "failed", problem: answer.problem, last: held() };
  }
  function put(body: Body, version = 0) {
    newest += 1;
    value.value = { state: "ready", body, version };
  }
  return { value, load, put };
}
