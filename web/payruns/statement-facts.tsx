import type { ComponentChildren } from "preact";
import { moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { inWords, whoDid } from "./names.ts";
import type { Check } from "./statement-model.ts";
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
                    `${whoDid(each)} ${moment(each.at)}${each.alone ? ` (${w.alone})` : ""}`,
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
