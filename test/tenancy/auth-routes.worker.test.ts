// Goal: of better-auth's many routes only our list answers. Method: every path the library registers is
// called; what is not on the list must not exist.
import { describe, expect, test } from "vitest";
import { authFor } from "../../workers/auth/auth.ts";
import { AUTH_ROUTES } from "../../workers/http/auth.ts";
import { client, env } from "../support/world.ts";

describe("/api/auth", () => {
  test("answers on the allow-list and nowhere else", async () => {
    const auth = await authFor(env);
    const endpoints = Object.values(auth.api) as {
      path?: string;
      options?: { method?: string | string[] };
    }[];
    const registered = endpoints.flatMap(({ path, options }) =>
      path === undefined
        ? []
        : [options?.method ?? "GET"].flat().map((method) => [method, path] as const),
    );
    expect(registered.length).toBeGreaterThan(20);
    const allowed = new Set(AUTH_ROUTES.map((route) => route.join(" ")));
    const answering: string[] = [];
    for (const [method, path] of registered) {
      if (allowed.has(`${method} ${path}`)) continue;
      const url = `/api/auth${path.replace(/:\w+/g, "x")}`;
      const { status, body } = await (method === "GET" ? client().get(url) : client().post(url));
      if (status !== 404 || body?.code !== "route/not_found") answering.push(`${method} ${path}`);
    }
    expect(answering).toEqual([]);
  });

  test("every route of the list is one the library has", async () => {
    const auth = await authFor(env);
    const endpoints = Object.values(auth.api) as { path?: string }[];
    const paths = new Set(endpoints.map(({ path }) => path));
    expect(AUTH_ROUTES.filter(([, path]) => !paths.has(path))).toEqual([]);
  });

  test("a hundred at once pass as often as the limit says and never once more", async () => {
    const email = `flood-${Date.now()}@example.com`;
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        client().post("/api/auth/sign-in/email-otp", { email, otp: "000000" }),
      ),
    );
    const passed = answers.filter(({ status }) => status !== 429);
    expect(passed).toHaveLength(8);
    expect(answers.find(({ status }) => status === 429)?.headers.get("retry-after")).toMatch(
      /^\d+$/,
    );
  });
});
