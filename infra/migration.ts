import { run } from "./command.ts";
import { bin } from "./paths.ts";

/**
 * `npm run migration -- control|tenant name`: drafts the next migration from the drizzle schema. Finish
 * it by hand: STRICT, WITHOUT ROWID, triggers of append-only tables; the schema test holds both.
 */
const [kind = "", name = ""] = process.argv.slice(2);
if (!["control", "tenant"].includes(kind) || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Say which database and a name: npm run migration -- tenant add_reviews");
  process.exit(1);
}
const { code } = await run(
  bin("drizzle-kit"),
  [
    "generate",
    "--dialect",
    "sqlite",
    "--schema",
    `db/schema/${kind}`,
    "--out",
    `.state/draft-${kind}`,
    "--name",
    name,
  ],
  { show: true },
);
console.error(`The draft is in .state/draft-${kind}; copy what is new into db/migrations/${kind}.`);
process.exit(code);
