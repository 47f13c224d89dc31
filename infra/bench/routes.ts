import { type Client, field, isRecord, list } from "../load/client.ts";

export type ReadRoute = { readonly id: string; readonly path: string };
export type Routes = {
  readonly reads: readonly ReadRoute[];
  /** Routes whose parameters nothing here can fill: named, so that none is silently left out. */
  readonly unfilled: readonly string[];
};
/** Values for parameters by name, or by `operation.name` where one operation means another thing. */
export type Fill = Readonly<Record<string, string>>;

/** Every authenticated read of the published document, with this tenant's own ids filled in. */
export async function readRoutes(to: Client, fill: Fill): Promise<Routes> {
  const document = await to.get("/api/openapi.json");
  const paths = isRecord(document) && isRecord(document["paths"]) ? document["paths"] : {};
  const reads: ReadRoute[] = [];
  const unfilled: string[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    const get = isRecord(methods) ? methods["get"] : undefined;
    if (!isRecord(get) || ["public", "signed_in"].includes(field(get, "x-may"))) continue;
    const id = field(get, "operationId");
    const own = Object.entries(fill).filter(([name]) => name.startsWith(`${id}.`));
    const named = Object.fromEntries(
      own.map(([name, value]) => [name.slice(id.length + 1), value]),
    );
    const filled = fillPath(path, list(get, "parameters"), { ...fill, ...named });
    if (filled === null) unfilled.push(id);
    else reads.push({ id, path: filled });
  }
  return { reads, unfilled };
}

/** Where a route takes the first, the others say the same in another way. */
const INSTEAD: readonly (readonly [string, readonly string[]])[] = [
  ["period", ["from", "until"]],
  ["unit", ["person"]],
];

function fillPath(path: string, parameters: readonly unknown[], fill: Fill): string | null {
  const taken = parameters.map((parameter) => field(parameter, "name"));
  const left = INSTEAD.flatMap(([first, others]) => (taken.includes(first) ? others : []));
  let filled = path;
  const query: string[] = [];
  for (const parameter of parameters) {
    const name = field(parameter, "name");
    const value = left.includes(name) ? undefined : fill[name];
    const place = field(parameter, "in");
    const required = isRecord(parameter) && parameter["required"] === true;
    if (value === undefined) {
      if (required && (place === "path" || place === "query")) return null;
    } else if (place === "path") filled = filled.replace(`{${name}}`, value);
    else if (place === "query") query.push(`${name}=${encodeURIComponent(value)}`);
  }
  return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
}

/** How many figures an answer shows: its numbers, and its texts that are amounts or shares. */
export function figuresIn(answer: unknown): number {
  if (typeof answer === "number") return 1;
  if (typeof answer === "string") return /^-?\d+(\.\d+)?$/.test(answer) ? 1 : 0;
  if (typeof answer !== "object" || answer === null) return 0;
  return Object.values(answer).reduce<number>((sum, each) => sum + figuresIn(each), 0);
}

/** What one request cost the databases, as a development server says in its header. */
export type Cost = { readonly trips: number; readonly read: number; readonly written: number };

export function costOf(headers: Headers): Cost {
  const said = headers.get("fairlead-d1") ?? "";
  const of = (name: string) => Number(new RegExp(`${name}=(\\d+)`).exec(said)?.[1] ?? Number.NaN);
  return { trips: of("trips"), read: of("read"), written: of("written") };
}
