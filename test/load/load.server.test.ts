// Goal: a customer's engineer loads a published data set with one command, gets the published
// figures back, and running it again changes nothing. Method: the command itself as a process, against
// the real server; without the data the test says so and checks nothing.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Loaded } from "../../infra/load/read-back.ts";
import { type LocalServer, localServer } from "../../infra/local-server.ts";
import { shardRows } from "../faults/storage.ts";

const DATA = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const SCRIPT = fileURLToPath(new URL("../../infra/load.ts", import.meta.url));
const present = existsSync(DATA);
if (!present) console.warn("published data is absent: the load of AdventureWorks is not checked");

let server: LocalServer;

/** Runs the command; its standard output must be one JSON object and nothing else. */
async function load(): Promise<Loaded> {
  const args = ["--set", "adventureworks", "--from", DATA, "--base", server.base, "--json"];
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const [out, said]: [string[], string[]] = [[], []];
  child.stdout.on("data", (data: Buffer) => out.push(data.toString()));
  child.stderr.on("data", (data: Buffer) => said.push(data.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(said.join(""));
  const answer: Loaded = JSON.parse(out.join(""));
  return answer;
}

test.runIf(!present)("published data is absent: not checked", () => {});

describe.runIf(present)("npm run load -- --set adventureworks", () => {
  let first: Loaded;

  beforeAll(async () => {
    server = await localServer();
    first = await load();
  }, 600_000);
  afterAll(() => server.dispose());

  test("answers the published counts and sums", () => {
    const { attainment, ...sums } = first;
    expect(sums).toEqual({
      people: 17,
      targets: 163,
      entries: 3_806,
      targetTotal: "95714000.00",
      entryTotal: "80487704.18",
    });
    expect(attainment).toHaveLength(163);
  });

  test("finds 8 of 163 person-periods at 100 % or more", () => {
    const reached = first.attainment.filter(({ attainment }) => Number(attainment) >= 1);
    expect(reached.map(({ person, from }) => `${person} ${from}`).toSorted()).toEqual([
      "280 2011-05-31",
      "280 2011-12-01",
      "280 2012-02-29",
      "280 2012-05-30",
      "280 2013-05-30",
      "283 2011-12-01",
      "283 2012-11-30",
      "283 2013-11-30",
    ]);
  });

  test("gives a quota, an actual to the fourth decimal and their exact quotient", () => {
    const one = first.attainment.find(
      ({ person, from }) => person === "280" && from === "2011-05-31",
    );
    expect(one).toMatchObject({ quota: "165000.0000", actual: "191328.4939" });
    expect(one?.attainment).toBe("1.159567");
  });

  test("changes nothing when it runs again", async () => {
    const state = () =>
      shardRows(server.state, "SELECT tenant, max(seq) AS seq FROM commits GROUP BY tenant");
    const before = state();
    expect(await load()).toEqual(first);
    expect(state()).toEqual(before);
  });
});
