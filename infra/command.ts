import { spawn } from "node:child_process";
import { ROOT } from "./paths.ts";

type Ran = { readonly code: number; readonly output: string };

/** Runs a command of the project to its end; its output is returned, and shown when `show` is set. */
export function run(
  command: string,
  args: readonly string[],
  { show = false, env = {} }: { show?: boolean; env?: Record<string, string> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout?.on("data", (part: Buffer) => (output += part.toString()));
    child.stderr?.on("data", (part: Buffer) => (output += part.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** As `run`, but a failure ends the script with what the command said. */
export async function must(command: string, args: readonly string[]): Promise<string> {
  const { code, output } = await run(command, args);
  if (code === 0) return output;
  console.error(output);
  console.error(`${command} ${args.join(" ")} ended with ${code}.`);
  process.exit(1);
}
