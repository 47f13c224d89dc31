import { computed, signal } from "@preact/signals";
import type { createTenant } from "../../workers/tenancy/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import { api, authApi, type Answer, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { language, type Language } from "../messages/language.ts";
import { loadSession } from "./session.ts";

export type Step = "details" | "code" | "company";
type Fault = "missing" | "emailWrong" | "codeWrong";
export type FieldName = "name" | "email" | "company" | "code";

/** Seconds before another code may be asked for; the server has its own limit. */
const RESEND_AFTER_S = 30;

/**
 * Signing up and in are one flow: an address, a code sent to it, and, for those who are new, the
 * company. `done` is called when the session stands.
 */
export function signInFlow(kind: "signup" | "login", done: () => void) {
  const step = signal<Step>("details");
  const fields = { name: signal(""), email: signal(""), company: signal(""), code: signal("") };
  const locale = signal<Language>(language.peek());
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  const faults = signal<Partial<Record<FieldName, Fault>>>({});
  const resendIn = signal(0);
  // One company however often the last step has to be tried again.
  const tenantId = newId<"tenant">(nowMs.peek());
  let timer = 0;

  /** Marks what is missing; true when nothing is. */
  function checked(names: readonly FieldName[]): boolean {
    const found = names.flatMap((name) => {
      const fault = faultOf(name, fields[name].peek());
      return fault ? [[name, fault] as const] : [];
    });
    faults.value = Object.fromEntries(found);
    return found.length === 0;
  }

  /** Runs one step while the form says that it waits; a refusal is shown and ends it. */
  async function run<Body>(work: () => Promise<Answer<Body>>): Promise<boolean> {
    busy.value = true;
    problem.value = null;
    const answer = await work();
    busy.value = false;
    if (!answer.ok) problem.value = answer.problem;
    return answer.ok;
  }

  const email = () => fields.email.peek().trim();
  const askCode = () =>
    run(() =>
      authApi("POST", "/email-otp/send-verification-otp", { email: email(), type: "sign-in" }),
    );

  function waitToResend() {
    clearInterval(timer);
    resendIn.value = RESEND_AFTER_S;
    timer = window.setInterval(() => {
      resendIn.value -= 1;
      if (resendIn.value <= 0) clearInterval(timer);
    }, 1_000);
  }

  async function sendCode() {
    const needed: FieldName[] = kind === "signup" ? ["name", "email", "company"] : ["email"];
    if (!checked(needed) || !(await askCode())) return;
    step.value = "code";
    waitToResend();
  }

  async function resend(): Promise<boolean> {
    waitToResend();
    return askCode();
  }

  async function confirm() {
    if (busy.peek() || !checked(["code"])) return;
    const name = fields.name.peek().trim();
    const body = { email: email(), otp: fields.code.peek(), ...(name === "" ? {} : { name }) };
    const signedIn = await run(() => authApi("POST", "/sign-in/email-otp", body));
    if (!signedIn) {
      fields.code.value = "";
      return;
    }
    if (kind === "signup") await createCompany();
    else await finish();
  }

  async function createCompany() {
    step.value = "company";
    if (!checked(["company"])) return;
    const body = {
      id: tenantId,
      name: fields.company.peek().trim(),
      locale: locale.peek(),
      ...zone(),
    };
    if (await run(() => api<typeof createTenant>("POST", "/tenants", { body, key: tenantId })))
      await finish();
  }

  async function finish() {
    busy.value = true;
    await loadSession(true);
    busy.value = false;
    done();
  }

  /** Six digits are a whole code: nothing more needs to be pressed. */
  function typeCode(text: string) {
    fields.code.value = text.replace(/\D/g, "").slice(0, 6);
    if (fields.code.value.length === 6) void confirm();
  }

  const waiting = computed(() => busy.value);
  return {
    step,
    fields,
    locale,
    faults,
    problem,
    resendIn,
    busy: waiting,
    sendCode,
    resend,
    confirm,
    createCompany,
    typeCode,
  };
}

export type SignInFlow = ReturnType<typeof signInFlow>;

function faultOf(name: FieldName, text: string): Fault | null {
  const value = text.trim();
  if (value === "") return "missing";
  if (name === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "emailWrong";
  return name === "code" && value.length !== 6 ? "codeWrong" : null;
}

/** Where the company most likely is: its business day starts at its own midnight. */
function zone(): { timeZone?: string } {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone && timeZone !== "UTC" ? { timeZone } : {};
}
