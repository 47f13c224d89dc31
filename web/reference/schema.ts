// Reads the OpenAPI document for people: one row a field, one example a body. Pure.

export type Schema = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
};

type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
  readonly "x-roles"?: readonly string[];
  readonly "x-scope"?: string;
};
export type Document = {
  readonly info: { readonly title: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
export type Route = {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
};
export type FieldRow = {
  readonly name: string;
  readonly depth: number;
  readonly type: string;
  readonly required: boolean;
  readonly limits: string;
};

/** Deeper than this, a table is no longer read. */
const DEPTH_MAX = 4;

export function routesOf(document: Document): Route[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ path, operation },
      method: method.toUpperCase(),
    })),
  );
}

/** True when a route has every word of what was typed. */
export function finds(route: Route, text: string): boolean {
  const { method, path, operation } = route;
  const all = `${method} ${path} ${operation.summary} ${operation.operationId}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

export function bodySchema(content: Content | undefined): Schema | null {
  return Object.values(content?.content ?? {})[0]?.schema ?? null;
}

/** The fields of an object, inner ones below their own with a deeper `depth`. */
export function fieldsOf(schema: Schema, depth = 0): FieldRow[] {
  if (depth > DEPTH_MAX) return [];
  const inner = insideOf(schema);
  return Object.entries(inner.properties ?? {}).flatMap(([name, field]) => [
    {
      ...{ name, depth },
      type: typeOf(field),
      required: inner.required?.includes(name) ?? false,
      limits: limitsOf(field),
    },
    ...fieldsOf(field, depth + 1),
  ]);
}

/** What an array holds, or what a nullable thing is when it is there. */
function insideOf(schema: Schema): Schema {
  if (schema.items) return insideOf(schema.items);
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const solid = options.find((option) => option.type !== "null");
  return solid ? insideOf(solid) : schema;
}

export function typeOf(schema: Schema): string {
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (options.length > 0) return [...new Set(options.map(typeOf))].join(" | ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.items) return `${typeOf(schema.items)}[]`;
  const type = [schema.type ?? "any"].flat().join(" | ");
  return schema.format ? `${type} (${schema.format})` : type;
}

function limitsOf(schema: Schema): string {
  const said = [
    range(schema.minLength, schema.maxLength, "length"),
    range(schema.minItems, schema.maxItems, "items"),
    range(schema.minimum, schema.maximum, ""),
    schema.default === undefined ? "" : `= ${JSON.stringify(schema.default)}`,
  ];
  return said.filter((part) => part !== "").join(", ");
}

function range(from: number | undefined, to: number | undefined, of: string): string {
  if (from === undefined && to === undefined) return "";
  return `${of} ${from ?? 0}–${to ?? ""}`.trim();
}

/** A body that has every required field, and of the others the first few. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.items) return depth > DEPTH_MAX ? [] : [exampleOf(schema.items, depth + 1)];
  const inner = insideOf(schema);
  if (inner !== schema) return exampleOf(inner, depth);
  if (schema.properties) return exampleObject(schema, depth);
  return plainExample(schema);
}

function exampleObject({ properties = {}, required = [] }: Schema, depth: number): unknown {
  const names = Object.keys(properties);
  const shown =
    required.length > 0 ? names.filter((name) => required.includes(name)) : names.slice(0, 5);
  return Object.fromEntries(
    shown.map((name) => [name, exampleOf(properties[name] ?? {}, depth + 1)]),
  );
}

function plainExample({ type, format }: Schema): unknown {
  if (format === "uuid") return "0199c1d2-0000-7000-8000-000000000001";
  if (format === "date") return "2026-07-15";
  if (format === "email") return "name@company.com";
  if (type === "number" || type === "integer") return 1;
  if (type === "boolean") return true;
  return type === "string" ? "…" : null;
}

/** A call that can be pasted into a terminal. */
export function curlOf({ method, path, operation }: Route, origin: string): string {
  const schema = bodySchema(operation.requestBody);
  const headers = (operation.parameters ?? []).filter(
    (each) => each.in === "header" && each.required,
  );
  const lines = [
    `curl${method === "GET" ? "" : ` -X ${method}`} '${origin}${path}'`,
    `  -H 'Authorization: Bearer flk_…'`,
    ...headers.map(
      ({ name }) => `  -H '${name}: ${name === "If-Match" ? '"1"' : crypto.randomUUID()}'`,
    ),
    ...(schema
      ? [
          "  -H 'Content-Type: application/json'",
          `  -d '${JSON.stringify(exampleOf(schema), null, 2)}'`,
        ]
      : []),
  ];
  return lines.join(" \\\n");
}
