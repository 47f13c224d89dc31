import { useEffect } from "preact/hooks";
import { day, exact, exactMoney, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { Badge } from "../ui/state.tsx";
import { Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { called, whoDid } from "./names.ts";
import type { RunModel } from "./run-model.ts";
import type { Approval, Row, Run } from "./wire.ts";

type Props = { readonly run: Run; readonly rows: readonly Row[] };

/** What stands in the way or has to be known before the lock: disputes, acceptances, true-ups. */
export function RunBlockers({ run }: { readonly run: Run }) {
  const w = words("payruns").run.blockers;
  const { disputes, notAccepted, unpaidCorrections: unpaid } = run;
  const trueUps = run.totals.filter((totals) => totals.trueUps > 0);
  const isClosed = run.state === "locked" || run.state === "paid";
  if (disputes.length + notAccepted.length + trueUps.length + unpaid.length === 0) return null;
  return (
    <div class="run-blockers">
      {disputes.length > 0 && (
        <Card
          level={3}
          title={w.disputes}
          {...(!isClosed && { lead: w.disputesLead })}
          class="is-warn"
        >
          <ul class="run-list">
            {disputes.map((each) => (
              <li key={each.id}>
                <a href={`/incentives?tab=disputes&dispute=${each.id}`}>{called(each)}</a>
                <span class="muted">{w.dueOn(day(each.dueOn, "short"))}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {notAccepted.length > 0 && (
        <Card level={3} title={w.notAccepted} lead={w.notAcceptedLead}>
          <p class="run-names">
            {notAccepted.slice(0, NAMED).map((each) => (
              <a key={each.person} href={`/incentives/statements/${run.id}/${each.person}`}>
                {called(each)}
              </a>
            ))}
            {notAccepted.length > NAMED && (
              <a href="?show=not_accepted">{w.more(notAccepted.length - NAMED)}</a>
            )}
          </p>
        </Card>
      )}
      {unpaid.length > 0 && (
        <Card level={3} title={w.unpaid} lead={w.unpaidLead} class="is-warn">
          <ul class="run-list">
            {unpaid.map((each) => (
              <li key={each.id}>
                <a href="/incentives?tab=disputes&part=corrections&corrections=approved">
                  {called(each)}
                </a>
                <span class="num">
                  <Veiled>{exactMoney(each.amount, each.currency)}</Veiled>
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {trueUps.length > 0 && (
        <Card level={3} title={w.trueUps}>
          <ul class="run-list">
            {trueUps.map(({ currency, trueUps: count, trueUp: amount }) => (
              <li key={currency}>
                <a href="?show=true_up">
                  <Veiled>{w.trueUp(count, exactMoney(amount, currency))}</Veiled>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
/** More names than this stand behind a link to the list. */
const NAMED = 12;

/** Who did what when, which result was approved, and by what it can be known again. */
export function RunRecord({ run, rows, model }: Props & { readonly model: RunModel }) {
  const w = words("payruns").run;
  const names = new Map(rows.map((row) => [row.person, called(row)]));
  const did = (["calculated", "submitted", "approved", "locked", "paid"] as const).flatMap(
    (key) => {
      const done = run[key];
      const state = key === "submitted" ? "in_review" : key;
      return done ? [{ state, ...done }] : [];
    },
  );
  return (
    <div class="stack">
      <Card title={w.record.approvals} lead={w.record.approvalsLead}>
        {run.approvals.length === 0 ? (
          <p class="muted">{w.record.noApproval}</p>
        ) : (
          <Approvals approvals={run.approvals} names={names} />
        )}
        {run.missing.statements.length > 0 && (
          <p class="run-names">
            {w.record.missing}:{" "}
            {run.missing.statements.map((person) => (
              <a key={person} href={`/incentives/statements/${run.id}/${person}`}>
                {names.get(person) ?? person}
              </a>
            ))}
          </p>
        )}
      </Card>
      <Card title={w.record.who}>
        <ul class="run-list">
          {did.map(({ state, at, ...who }) => (
            <li key={state}>
              <span>
                {words("payruns").states[state]} · {whoDid(who)}
              </span>
              <time class="muted" dateTime={new Date(at).toISOString()}>
                {moment(at)}
              </time>
            </li>
          ))}
        </ul>
        <dl class="run-hashes">
          {run.calculation > 0 && (
            <div>
              <dt>{w.record.calculation(run.calculation)}</dt>
              <dd>{run.cutoff && w.record.cutoffAt(run.cutoff.seq, moment(run.cutoff.at))}</dd>
            </div>
          )}
          <Hash name={w.record.hash} value={run.hash} />
          <Hash name={w.record.inputHash} value={run.inputHash} />
        </dl>
      </Card>
      <Card title={w.record.exports}>
        {run.state === "locked" || run.state === "paid" ? (
          <Taken model={model} />
        ) : (
          <p class="muted">{w.record.noExport}</p>
        )}
      </Card>
    </div>
  );
}

/** Who took the payroll file when, and by which checksum it is known again. */
function Taken({ model }: { readonly model: RunModel }) {
  const w = words("payruns").run;
  useEffect(() => void model.taken.load(), [model]);
  return (
    <When of={model.taken}>
      {({ records, checksum, rows, columns, totals }) => (
        <>
          <ul class="run-list">
            {records.map((each) => (
              <li key={each.id}>
                <span>
                  {whoDid(each)} <span class="muted">{moment(each.at)}</span>
                </span>
                <span class="row">
                  <Badge>{each.format.toUpperCase()}</Badge>
                  <code title={each.checksum}>{each.checksum.slice(0, 12)}</code>
                </span>
              </li>
            ))}
          </ul>
          <dl class="run-hashes">
            <div>
              <dt>{w.record.rows(rows.length)}</dt>
              <dd>
                {totals.map((row, at) => (
                  <span key={at} class="run-sums">
                    {sumsOf(columns, row).map(([title, sum]) => (
                      <span key={title}>
                        {title} <Veiled>{sum}</Veiled>
                      </span>
                    ))}
                  </span>
                ))}
              </dd>
            </div>
            <Hash name={w.record.checksum} value={checksum} />
          </dl>
        </>
      )}
    </When>
  );
}

/** The titles of a file's columns of money, each with its sum; a currency stands with its own name. */
function sumsOf(columns: readonly string[], row: readonly string[]): [string, string][] {
  return row.flatMap((sum, at): [string, string][] =>
    at === 0 || sum === "" ? [] : [[columns[at] ?? "", /^-?\d/.test(sum) ? exact(sum) : sum]],
  );
}

type ApprovalsProps = {
  readonly approvals: readonly Approval[];
  readonly names: ReadonlyMap<string, string>;
};

export function Approvals({ approvals, names }: ApprovalsProps) {
  const w = words("payruns").run.record;
  return (
    <ul class="run-list">
      {approvals.map((each) => (
        <li key={`${each.by} ${each.at}`} class={each.void ? "is-void" : undefined}>
          <span>
            {whoDid(each)} <span class="muted">{moment(each.at)}</span>{" "}
            {each.without && (
              <span class="muted">{w.without(names.get(each.without) ?? each.without)}</span>
            )}
          </span>
          <span class="row">
            <code title={each.hash}>{each.hash.slice(0, 12)}</code>
            <Badge tone={each.void ? "neutral" : "good"}>{each.void ? w.void : w.valid}</Badge>
            {each.alone && <Badge tone="warn">{w.one}</Badge>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Hash({ name, value }: { readonly name: string; readonly value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code class="run-hash">{value}</code>
      </dd>
    </div>
  );
}
