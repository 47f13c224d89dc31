import { type Client, field, isRecord, list } from "../load/client.ts";

export type ReadRoute = { readonly id: string; readonly path: string };
export type Routes = {
  readonly reads: readonly ReadRoute[];
  /** Routes whose parameters nothing here can fill: named, so that none is silently left out. */
  readonly unfilled: readonly string[];
};
/** Values for parameters and required queries, by name. */
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
    const filled = fillPath(path, list(get, "parameters"), fill);
    const id = field(get, "operationId");
    if (filled === null) unfilled.push(id);
    else reads.push({ id, path: filled });
  }
  return { reads, unfilled };
}

function fillPath(path: string, parameters: readonly unknown[], fill: Fill): string | null {
  let filled = path;
  const query: string[] = [];
  for (const parameter of parameters) {
    const name = field(parameter, "name");
    const value = fill[name];
    const place = field(parameter, "in");
    const required = isRecord(parameter) && parameter["required"] === true;
    if (value === undefined) {
      if (required && (place === "path" || place === "query")) return null;
    } else if (place === "path") filled = filled.replace(`{${name}}`, value);
    else if (place === "query") query.push(`${name}=${encodeURIComponent(value)}`);
  }
  return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
}

/** What one request cost the databases, as a development server says in its header. */
export type Cost = { readonly trips: number; readonly read: number; readonly written: number };

export function costOf(headers: Headers): Cost {
  const said = headers.get("fairlead-d1") ?? "";
  const of = (name: string) => Number(new RegExp(`${name}=(\\d+)`).exec(said)?.[1] ?? Number.NaN);
  return { trips: of("trips"), read: of("read"), written: of("written") };
}
