import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The whole product as a process of its own, on its own storage: for the bench and fault tests. */
export type LocalServer = {
  readonly base: string;
  /** The folder of the embedded storage. */
  readonly state: string;
  /** SIGKILL to the process and everything it started: no handler runs, nothing is flushed. */
  readonly kill: () => Promise<void>;
  /** Starts again on the same storage and port; returns when it answers. */
  readonly restart: () => Promise<void>;
  /** Ends it and removes the storage. */
  readonly dispose: () => Promise<void>;
};

const SERVE = fileURLToPath(new URL("./serve.ts", import.meta.url));
const READY_MS = 90_000;

/** Starts the server on a free port with empty storage and waits until it is ready. */
export async function localServer(): Promise<LocalServer> {
  const state = mkdtempSync(join(tmpdir(), "fairlead-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let running = await launch({ port, state, base });
  const kill = () => killed(running);
  return {
    base,
    state,
    kill,
    restart: async () => {
      running = await launch({ port, state, base });
    },
    dispose: async () => {
      await kill();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

type Place = { readonly port: number; readonly state: string; readonly base: string };

async function launch({ port, state, base }: Place): Promise<ChildProcess> {
  const child = spawn(process.execPath, [SERVE], {
    env: { ...process.env, PORT: String(port), STATE: state },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // A group of its own, so that the kill reaches workerd too.
  });
  const said: string[] = [];
  child.stdout.on("data", (data: Buffer) => said.push(data.toString()));
  child.stderr.on("data", (data: Buffer) => said.push(data.toString()));
  const until = Date.now() + READY_MS;
  while (Date.now() < until && child.exitCode === null) {
    if (await answers(base)) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await killed(child);
  throw new Error(`The server did not start:\n${said.join("").slice(-2_000)}`);
}

async function answers(base: string): Promise<boolean> {
  const answer = await fetch(`${base}/api/v1/health`).catch(() => null);
  return answer?.ok ?? false;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGKILL");
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
