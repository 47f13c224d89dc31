// Goal: a field that cannot be used is explained in words, in both languages; patterns are for
// machines. Method: the real Worker, one wrong value for each form that people write.
import { describe, expect, test } from "vitest";
import { company } from "../support/world.ts";
import { newId } from "../../workers/lib/id.ts";

describe("a field of the wrong form", () => {
  // prettier-ignore
  test.each([
    ["an e-mail address", "/members", { id: newId(Date.now()), email: "foo@bar", role: "member" }, "/email", "邮箱地址", "e-mail address"],
    ["an id",             "/members", { id: "nope", email: "a@b.test", role: "member" },           "/id",    "UUID",     "UUID"],
    ["a currency",        "/metrics", { currency: "yuan" },                                        "/currency", "币种",   "ISO 4217"],
    ["a long name",       "/keys", { id: newId(Date.now()), name: "x".repeat(121), scopes: ["read"] }, "/name",  "最多 120 个字符", "At most 120 characters"],
    ["an empty list",     "/keys", { id: newId(Date.now()), name: "x", scopes: [] },              "/scopes", "不能为空", "Must not be empty"],
  ])("%s is asked for in words", async (_, path, body, pointer, zh, en) => {
    const { owner } = await company();
    const refused = await owner.client.post(path, body);
    expect(refused.status).toBe(400);
    const flaws: { pointer: string; messages: { zh: string; en: string } }[] = refused.body.errors;
    const flaw = flaws.find((each) => each.pointer === pointer);
    expect(flaw?.messages.zh).toContain(zh);
    expect(flaw?.messages.en).toContain(en);
    expect(`${flaw?.messages.zh} ${flaw?.messages.en}`).not.toContain("/^");
  });
});
