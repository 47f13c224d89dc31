import { parseArgs } from "node:util";

export type LoadArguments = {
  readonly set: string;
  readonly from: string;
  readonly base: string;
  readonly json: boolean;
};

const USAGE = `Usage: npm run load -- --set adventureworks --from <folder> [--base <url>] [--json]
  --set   which published data set: adventureworks
  --from  the folder that holds the data sets' folders
  --base  where Fairlead answers (default http://127.0.0.1:8787)
  --json  print one JSON object on standard output, and nothing else there`;

/** Reads the command line. Throws with the usage text when it cannot be read. */
export function readArguments(args: readonly string[]): LoadArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      set: { type: "string" },
      from: { type: "string" },
      base: { type: "string", default: "http://127.0.0.1:8787" },
      json: { type: "boolean", default: false },
    },
  });
  if (!values.set || !values.from) throw new Error(`--set and --from are needed.\n${USAGE}`);
  if (values.set !== "adventureworks") {
    throw new Error(`There is no set "${values.set}". Known: adventureworks.\n${USAGE}`);
  }
  if (!URL.canParse(values.base)) throw new Error(`--base ${values.base} is not an address.`);
  const base = new URL(values.base).origin;
  return { set: values.set, from: values.from, base, json: values.json };
}
