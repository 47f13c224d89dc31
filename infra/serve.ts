import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { migrateLocal } from "./migrate.ts";
import { bin, ROOT, stateFolder } from "./paths.ts";

export type Server = {
  readonly base: string;
  readonly process: ChildProcess;
  /** Ends it as an operator would. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would: the whole process group, at once. */
  readonly kill: () => Promise<void>;
};

type Serving = { readonly port: number; readonly main?: string };

const READY_WITHIN_MS = 90_000;

/**
 * The whole product on one port with embedded storage: assets, Worker, databases, objects, queue,
 * mailbox. PORT and STATE say where. The runtime runs in a process group of its own. `main` is another
 * door to the same Worker than the product's own.
 */
export async function serve({ port, main }: Serving): Promise<Server> {
  await migrateLocal();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(
    bin("wrangler"),
    [
      ...[
        "dev",
        ...(main === undefined ? [] : [main]),
        "--local",
        "--ip",
        "127.0.0.1",
        "--port",
        String(port),
      ],
      ...["--persist-to", stateFolder(), "--var", `BASE_URL:${base}`],
      ...["--inspector-port", "0", "--log-level", "error", "--show-interactive-dev-session=false"],
    ],
    { cwd: ROOT, env: process.env, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  // In a group of its own it would outlive a script that breaks off.
  const endWithUs = () => child.pid !== undefined && end(child.pid, "SIGKILL");
  process.on("exit", endWithUs);
  child.on("close", () => process.off("exit", endWithUs));
  const said: string[] = [];
  const listen = (part: Buffer) => {
    said.push(part.toString());
    if (process.env["VERBOSE"]) process.stderr.write(part);
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const signal = async (name: "SIGTERM" | "SIGKILL") => {
    if (child.pid !== undefined && child.exitCode === null) end(child.pid, name);
    await ended;
  };
  const server = {
    base,
    process: child,
    stop: () => signal("SIGTERM"),
    kill: () => signal("SIGKILL"),
  };
  await untilReady(server, said);
  return server;
}

/** The negative id is the group: the runtime is a grandchild and would outlive its parent. */
function end(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

async function untilReady(server: Server, said: readonly string[]): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (server.process.exitCode !== null) break;
    const answered = await fetch(`${server.base}/api/v1/health`).catch(() => null);
    if (answered?.ok) return;
    await wait(150);
  }
  await server.kill();
  throw new Error(`the server did not become ready:\n${said.join("").slice(-4000)}`);
}
