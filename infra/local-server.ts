import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "./serve.ts";

/** The whole product on a port and a storage of its own: for the bench and for fault tests. */
export type LocalServer = {
  readonly base: string;
  /** The folder of the embedded storage. */
  readonly state: string;
  /** SIGKILL to everything that runs: no handler runs, nothing is flushed. */
  readonly kill: () => Promise<void>;
  /** Starts again on the same storage and port; returns when it answers. */
  readonly restart: () => Promise<void>;
  /** Ends it and removes the storage. */
  readonly dispose: () => Promise<void>;
};

/** Starts the server on a free port with empty storage. One at a time: STATE is the process's. */
export async function localServer(main?: string): Promise<LocalServer> {
  const state = mkdtempSync(join(tmpdir(), "fairlead-"));
  process.env["STATE"] = state;
  const port = await freePort();
  const serving = { port, ...(main === undefined ? {} : { main }) };
  let running = await serve(serving);
  return {
    base: running.base,
    state,
    kill: () => running.kill(),
    restart: async () => {
      running = await serve(serving);
    },
    dispose: async () => {
      await running.kill();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
