import { signal } from "@preact/signals";
import type {
  createPairing,
  createScreenTicket,
  readPairing,
  readScreenStandings,
} from "../../workers/boards/contract.ts";
import { api } from "../api.ts";
import type { Source } from "./model.ts";

/** A television either shows a code, or holds the token it was given for one. */
export type Tv =
  | { readonly state: "asking" }
  | { readonly state: "waiting"; readonly code: string; readonly expiresAt: number }
  | { readonly state: "paired"; readonly token: string };

const STORED_AS = "fairlead.screen";
const POLL_MS = 1_500;
/** After the server did not answer. */
const RETRY_MS = 5_000;

/** The television's side of pairing. The token outlives a power cut; only a refusal ends it. */
export function tvModel() {
  const kept = localStorage.getItem(STORED_AS);
  const tv = signal<Tv>(kept ? { state: "paired", token: kept } : { state: "asking" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const soon = (run: () => Promise<void>, ms: number) => {
    if (!stopped) timer = setTimeout(() => void run(), ms);
  };

  async function begin(): Promise<void> {
    const made = await api<typeof createPairing>("POST", "/tv/pairings", { body: {} });
    if (!made.ok) return soon(begin, RETRY_MS);
    const { code, secret, expiresAt } = made.body;
    tv.value = { state: "waiting", code, expiresAt };
    soon(() => wait(code, secret), POLL_MS);
  }

  async function wait(code: string, secret: string): Promise<void> {
    const params = { code };
    const answer = await api<typeof readPairing>("GET", "/tv/pairings/:code", {
      params,
      bearer: secret,
    });
    if (!answer.ok) {
      // The code is ten minutes old: show the next one. Anything else is a bad moment.
      if (answer.problem.code === "screens/unknown_code") return await begin();
      return soon(() => wait(code, secret), RETRY_MS);
    }
    if (answer.body.state === "waiting") return soon(() => wait(code, secret), POLL_MS);
    localStorage.setItem(STORED_AS, answer.body.token);
    tv.value = { state: "paired", token: answer.body.token };
  }

  return {
    tv,
    start(): () => void {
      stopped = false;
      if (tv.peek().state !== "paired") void begin();
      return () => {
        stopped = true;
        clearTimeout(timer);
      };
    },
    /** Somebody took this television off its board. */
    forget(): void {
      localStorage.removeItem(STORED_AS);
      tv.value = { state: "asking" };
      void begin();
    },
  };
}

/** A board as a paired television follows it. */
export function screenSource(token: string): Source {
  const body = { token };
  return {
    ticket: () => api<typeof createScreenTicket>("POST", "/tv/tickets", { body }),
    standings: () => api<typeof readScreenStandings>("POST", "/tv/standings", { body }),
  };
}
