import { type Facts, KIND_NAMES, type KindName, kindOf, type Urgency } from "./kinds.ts";

export type Language = "zh" | "en";
export type NoticeMail = { readonly subject: string; readonly text: string };

/** Things of one kind are said in one line: of one what it is, of several how many. */
export type Line = {
  readonly kind: KindName;
  readonly urgency: Urgency;
  readonly count: number;
  readonly text: { readonly zh: string; readonly en: string };
  readonly path: string;
  /** Of the sample company alone. */
  readonly sample: boolean;
};
type Found = { readonly kind: KindName; readonly facts: Facts; readonly sample?: boolean };

/**
 * What is told or shown, the most urgent first, one line a kind. Statements and plans are said one by
 * one, since each has its own name; the others are counted.
 */
export function linesOf(found: readonly Found[]): Line[] {
  return KIND_NAMES.flatMap((name) => {
    const own = found.filter(({ kind }) => kind === name);
    const sample = own.length > 0 && own.every((each) => each.sample === true);
    return SINGLE.has(name)
      ? own.map((each) => ({
          ...{ ...lineOf(each, 1), count: each.facts.count ?? 1 },
          sample: each.sample === true,
        }))
      : own.slice(0, 1).map((each) => ({ ...lineOf(each, own.length), sample }));
  });
}

const SINGLE: ReadonlySet<KindName> = new Set<KindName>([
  ...(["plan_to_accept", "plan_unaccepted", "audit_differs"] as const),
  ...(["true_ups_to_decide", "number_to_answer", "numbers_to_decide"] as const),
  ...(["statement_ready", "statement_locked_untold", "statement_paid"] as const),
]);

function lineOf({ kind: name, facts }: Found, count: number): Omit<Line, "sample"> {
  const kind = kindOf(name);
  const text = { zh: kind.zh(facts, count), en: kind.en(facts, count) };
  return { kind: name, urgency: kind.urgency, count, text, path: kind.path(facts, count) };
}

/**
 * One mail for everything told at once. It holds no amount and no name but the company's and the
 * plan's: what is said stands behind the sign-in.
 */
export function mailOf(
  lines: readonly Line[],
  to: { readonly company: string; readonly language: Language; readonly base: string },
): NoticeMail {
  const { company, language, base } = to;
  const [first] = lines;
  const say = (line: Line) => `${line.text[language]}\n${base}${line.path}`;
  const body = lines.map(say).join("\n\n");
  const settings = `${base}/settings?tab=notices`;
  const many = lines.length > 1;
  if (language === "en")
    return {
      subject: many ? `${lines.length} things at ${company}` : `${first?.text.en} · ${company}`,
      text: `${body}\n\nWhich mails you get is set here:\n${settings}\n\nFairlead`,
    };
  return {
    subject: many ? `${company}：${lines.length} 件事` : `${first?.text.zh} · ${company}`,
    text: `${body}\n\n要收到哪些邮件，在这里设置：\n${settings}\n\nFairlead`,
  };
}
