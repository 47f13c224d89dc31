import { type ConversionConfig, toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { PlanDocument } from "../incentives/plan-document.ts";
import type { Contract } from "../lib/contract.ts";
import { isPermission, PERMISSIONS, rolesThatMay } from "../tenancy/roles.ts";
import { isProblemCode, PROBLEMS } from "./problems.ts";

type JsonSchema = { readonly [key: string]: unknown };

/** The OpenAPI 3.1 document of everything mounted: nothing is written twice, so nothing can differ. */
export function openApi(contracts: readonly Contract[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const each of contracts) {
    const path = `/api/v1${each.path.replace(/:(\w+)/g, "{$1}")}`;
    (paths[path] ??= {})[each.method.toLowerCase()] = operation(each);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Fairlead",
      version: "1",
      description:
        "Sales targets people agree with. Amounts are decimal strings, days are YYYY-MM-DD, intervals are half-open. Send `Authorization: Bearer flk_…` (Settings, API keys), and an `Idempotency-Key` with every POST.",
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }, { session: [] }],
    tags: [...new Set(contracts.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "fairlead.session_token" },
      },
      schemas: { Problem: PROBLEM, IncentivePlan: whole(PlanDocument) },
    },
  };
}

const PROBLEM: JsonSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "request_id", "messages"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string" },
    request_id: { type: "string" },
    messages: {
      type: "object",
      required: ["zh", "en"],
      properties: { zh: { type: "string" }, en: { type: "string" } },
    },
    pointer: { type: "string" },
    errors: { type: "array", items: { type: "object" } },
    facts: { type: "object" },
  },
};

function operation(each: Contract): JsonSchema {
  const permission = isPermission(each.may) ? each.may : null;
  return {
    operationId: each.id,
    summary: each.summary,
    ...(each.description ? { description: each.description } : {}),
    tags: [each.tag],
    ...(each.may === "public" ? { security: [] } : {}),
    parameters: [
      ...parameters(each.params, "path"),
      ...parameters(each.query, "query"),
      ...(permission && each.method === "POST" && !each.asks ? [IDEMPOTENCY_KEY] : []),
      ...(each.versioned ? [IF_MATCH] : []),
    ],
    ...(each.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: json(each.body) } },
          },
        }
      : {}),
    responses: { ...answered(each), ...refused(each) },
    "x-may": each.may,
    ...(permission
      ? { "x-roles": rolesThatMay(permission), "x-scope": PERMISSIONS[permission].scope }
      : {}),
    ...(each.ids ? { "x-resource": each.ids } : {}),
    ...(each.sees ? { "x-sees": each.sees } : {}),
  };
}

const IDEMPOTENCY_KEY: JsonSchema = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "New for every action; a retry with the same key and body gets the first answer.",
  schema: { type: "string", minLength: 8, maxLength: 100 },
};
const IF_MATCH: JsonSchema = {
  name: "If-Match",
  in: "header",
  required: true,
  description: "The version you changed, as the ETag said it.",
  schema: { type: "string", examples: ['"3"'] },
};

function answered(each: Contract): JsonSchema {
  const content = { "application/json": { schema: json(each.answer) } };
  return {
    [each.status]: { description: each.summary, ...(each.status === 204 ? {} : { content }) },
    ...(each.method === "GET" && isPermission(each.may) ? { 304: UNCHANGED } : {}),
  };
}

const UNCHANGED: JsonSchema = {
  description: "If-None-Match names the version that still holds; where an ETag is answered.",
};
const ALWAYS = ["input/malformed", "internal"] as const;
const FOR_A_TENANT = [
  "auth/signed_out",
  "auth/key_invalid",
  "auth/not_allowed",
  "auth/no_access",
  "auth/no_company",
  "tenant/moved",
  "tenant/suspended",
] as const;

/** Every status with the codes that can stand behind it. */
function refused(each: Contract): JsonSchema {
  const codes = new Set<string>([...ALWAYS, ...each.refuses]);
  if (isPermission(each.may)) for (const code of FOR_A_TENANT) codes.add(code);
  if (each.method !== "GET" && each.may !== "public") codes.add("auth/foreign_origin");
  if (isPermission(each.may) && each.method !== "GET" && !each.asks) codes.add("trial/ended");
  if (isPermission(each.may) && each.method === "POST" && !each.asks)
    for (const code of ["input/no_key", "input/key_reused"]) codes.add(code);
  if (each.body) for (const code of ["input/not_json", "input/too_large"]) codes.add(code);
  if (each.versioned) codes.add("input/no_version");
  if (each.sees) codes.add("subject/not_found");

  const byStatus: Record<string, string[]> = {};
  for (const code of codes) {
    if (!isProblemCode(code)) continue;
    (byStatus[PROBLEMS[code].status] ??= []).push(code);
  }
  const entries = Object.entries(byStatus).map(([status, all]) => [status, problemAnswer(all)]);
  return Object.fromEntries(entries) as JsonSchema;
}

function problemAnswer(codes: readonly string[]): JsonSchema {
  return {
    description: codes.toSorted().join(", "),
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function parameters(schema: GenericSchema | undefined, place: "path" | "query"): JsonSchema[] {
  if (!schema) return [];
  const { properties, required } = json(schema) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties ?? {}).map(([name, each]) => ({
    name,
    in: place,
    required: place === "path" || (required ?? []).includes(name),
    schema: each,
  }));
}

/** What is large and stands in several places is written once, under the name a reader knows. */
const NAMED = { IncentivePlan: PlanDocument };

function json(schema: GenericSchema): JsonSchema {
  const { $defs: _, ...rest } = whole(schema, {
    definitions: NAMED,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  });
  return rest;
}

function whole(schema: GenericSchema, more: ConversionConfig = {}): JsonSchema {
  // Checks that JSON Schema cannot say (a date that exists) stand in the problem they lead to.
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    ...{ errorMode: "ignore", typeMode: "input" },
    ...more,
  });
  return rest;
}
