// Goal: count what a journey asks of a person. A click, a tap, a key chord and a file choice are one
// action each, and so is one text field however long its text. Waits are timed by name. A journey
// over its budget fails, and says where the actions went.
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

type Budget = { readonly actions: number; readonly waitMs: number };

export function meter(page: Page, budget: Budget) {
  const actions: string[] = [];
  const waits: { readonly name: string; readonly ms: number }[] = [];
  const touch = page.viewportSize()?.width === 390;

  async function press(name: string, target: Locator): Promise<void> {
    actions.push(`press ${name}`);
    if (touch) await target.tap();
    else await target.click();
  }
  async function type(name: string, target: Locator, text: string): Promise<void> {
    actions.push(`type ${name}`);
    await target.fill(text);
  }
  /** Typing an address, as on a television. */
  async function visit(path: string): Promise<void> {
    actions.push(`open ${path}`);
    await page.goto(path);
  }
  async function chord(keys: string): Promise<void> {
    actions.push(`key ${keys}`);
    await page.keyboard.press(keys);
  }
  async function choose(name: string, target: Locator, file: string | FilePayload): Promise<void> {
    actions.push(`choose ${name}`);
    await target.setInputFiles(file);
  }
  async function select(name: string, target: Locator, value: string): Promise<void> {
    actions.push(`select ${name}`);
    await target.selectOption(value);
  }
  /** Waits for what a person would wait for, and remembers how long. */
  async function until<T>(name: string, done: Promise<T>): Promise<T> {
    const from = performance.now();
    const value = await done;
    waits.push({ name, ms: performance.now() - from });
    return value;
  }
  function check(): void {
    const waited = waits.reduce((sum, { ms }) => sum + ms, 0);
    const told = waits.map(({ name, ms }) => `${name} ${Math.round(ms)} ms`).join(", ");
    console.log(
      `${actions.length} of ${budget.actions} actions (${actions.join(", ")}); waited ${told}`,
    );
    expect(actions.length, `actions: ${actions.join(", ")}`).toBeLessThanOrEqual(budget.actions);
    expect(waited, `waits: ${told}`).toBeLessThanOrEqual(budget.waitMs);
  }
  return { press, type, visit, chord, choose, select, until, check };
}

type FilePayload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
