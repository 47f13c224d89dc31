import type { ComponentChildren } from "preact";
import { moment } from "../format.ts";
import { exact, exactMoney } from "../format.ts";
import { formatRate } from "../../workers/lib/rate.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { words } from "../messages/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { isVeiled } from "../ui/veil.tsx";
import { type Difference, differencesOf } from "./differences.ts";
import { called, inWords, minorOf } from "./names.ts";
import { nameOfLine } from "./statement-words.ts";
import type { Check, TracedLine } from "./statement-model.ts";
import type { StatementPage } from "./wire.ts";

/** Whether this browser comes to the same result, said before anybody has to ask. */
export function Checked({ check, page }: { readonly check: Check; readonly page: StatementPage }) {
  const w = words("statement").check;
  const look = { busy: "is-busy", same: "is-good", server: "is-good", other: "is-bad", none: "" };
  const lead = {
    ...{ busy: "", none: "", other: w.otherLead, server: w.serverLead },
    same: w.sameLead(page.hash.slice(0, 12)),
  };
  const isGood = check === "same" || check === "server";
  return (
    <p class={`st-check ${look[check]}`} role="status">
      {check === "busy" ? (
        <span class="spin" aria-hidden="true" />
      ) : (
        <Icon name={isGood ? "check" : check === "other" ? "warn" : "info"} size={16} />
      )}
      <span>
        <b>{w[check]}</b>
        {lead[check] && <span class="muted"> · {lead[check]}</span>}
      </span>
    </p>
  );
}

type Props = { readonly page: StatementPage; readonly lines: readonly TracedLine[] };

/** Where pay stands on another figure than the attainment pages show, and by how much. */
export function Differences({ page, lines }: Props) {
  const w = words("statement").differences;
  const found = differencesOf(lines, minorOf(page.statement.pending, page.statement.scale));
  return (
    <section class="st-part">
      <h2>{w.title}</h2>
      {found.length === 0 ? (
        <p class="muted">{w.none}</p>
      ) : (
        <ul class="st-differences">
          {found.map((each, index) => (
            <li key={index}>{isVeiled.value ? "••••" : said(each, page, lines)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function said(of: Difference, page: StatementPage, lines: readonly TracedLine[]): string {
  const w = words("statement").differences;
  if (of.kind === "pending" || of.kind === "true_up") {
    const amount = exactMoney(formatMinor(of.amount, page.statement.scale), page.currency);
    return of.kind === "pending" ? w.pending(amount) : w.trueUp(amount);
  }
  const line = lines.find(({ at }) => at === of.line);
  const name = line ? nameOfLine(page, line) : "";
  const [used, shown, gap] = [of.used, of.shown, of.gap].map((value) =>
    exact(formatRate(value, 2)),
  );
  return w[of.kind](name, used ?? "", shown ?? "", gap ?? "");
}

/** Plan, acceptance, approvals and hashes: what anybody needs to know this statement again. */
export function Facts({ page }: { readonly page: StatementPage }) {
  const w = words("statement").facts;
  const { run, accepted, approvals } = page;
  const valid = approvals.filter((each) => !each.void);
  return (
    <section class="st-part st-facts">
      <h2>{w.title}</h2>
      {page.onePerson && <p class="st-alone">{w.onePerson}</p>}
      <dl class="run-hashes">
        <Fact name={w.plan}>
          {inWords(run.plan.name)} · {w.version(run.versions.join(", "))} ·{" "}
          {accepted ? w.accepted(moment(accepted.at)) : w.notAccepted}
        </Fact>
        <Fact name={w.approvals}>
          {valid.length === 0
            ? w.noApproval
            : valid
                .map(
                  (each) =>
                    `${called(each)} ${moment(each.at)}${each.alone ? ` (${w.alone})` : ""}`,
                )
                .join("; ")}
        </Fact>
        {run.cutoff && (
          <Fact name={w.cutoff}>{w.cutoffAt(run.cutoff.seq, moment(run.cutoff.at))}</Fact>
        )}
        <Fact name={w.hash} code>
          {page.hash}
        </Fact>
        {page.inputHash && (
          <Fact name={w.inputHash} code>
            {page.inputHash}
          </Fact>
        )}
        {run.hash && (
          <Fact name={w.runHash} code>
            {run.hash}
          </Fact>
        )}
      </dl>
    </section>
  );
}

type FactProps = {
  readonly name: string;
  readonly children: ComponentChildren;
  readonly code?: boolean;
};

function Fact({ name, children, code }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{code ? <code class="run-hash">{children}</code> : children}</dd>
    </div>
  );
}
