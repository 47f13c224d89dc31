// Goal: a script that is called wrongly says what is wrong and what to do, and has done nothing.
// Method: the scripts themselves, as a shell starts them.
import { describe, expect, test } from "vitest";
import { run } from "../../infra/command.ts";
import { inRoot } from "../../infra/paths.ts";

const script = (name: string, args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, [inRoot(`infra/${name}.ts`), ...args], { env });
const USAGE = /npm run release -- staging\|production/;

describe("a script that is called wrongly", () => {
  // prettier-ignore
  test.each([
    ["a release to nowhere",        "release", [],                                          USAGE],
    ["a release to elsewhere",      "release", ["laptop", "--dry-run"],                     USAGE],
    ["a release without databases", "release", ["staging"],                                 /infra\/README\.md/],
    ["the other one too",           "release", ["production"],                              /env\.production\.d1_databases/],
    ["a load of nothing",           "load",    [],                                          /--set and --from are needed[^]*Usage/],
    ["a load of an unknown set",    "load",    ["--set", "x", "--from", "."],               /no set "x"\. Known: adventureworks/],
    ["a load from nowhere",         "load",    ["--set", "adventureworks", "--from", "/no"], /\/no/],
    ["a load to no address",        "load",    ["--set", "adventureworks", "--from", ".", "--base", "x"], /x is not an address/],
    ["a load with an unknown flag", "load",    ["--sett", "x"],                             /--sett/],
  ])("%s names it", async (_, name, args, said) => {
    const { code, output } = await script(name, args);
    expect(output).toMatch(said);
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  test.each(["0", "70000", "http", "87.5"])("a start on PORT %s names it", async (PORT) => {
    const { code, output } = await script("start", [], { PORT });
    expect(output).toBe(`PORT must be a number from 1 to 65535, not "${PORT}".\n`);
    expect(code).toBe(1);
  });
});
