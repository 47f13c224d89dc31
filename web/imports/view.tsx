// The wizard on one page: file, what was found, columns, check, and one button. Sections appear as
// they become true; nothing jumps back.
import { useState } from "preact/hooks";
import { count, moment } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Choice, Field } from "../ui/field.tsx";
import { FileDrop } from "../ui/file-drop.tsx";
import { ErrorState, Note, Progress } from "../ui/state.tsx";
import { Columns, Found } from "./understood.tsx";
import { Faults } from "./faults.tsx";
import type { Wizard } from "./model.ts";
import { isMoving, type Import } from "./send.ts";
import type { Kind } from "./nouns.ts";
import "./imports.css";

const KINDS: readonly Kind[] = ["entries", "people", "units", "metrics"];

export function ImportWizard({ wizard }: { wizard: Wizard }) {
  const { sheet, phase, problem, running } = wizard;
  const beyond = phase.value === "importing" || phase.value === "over";
  return (
    <div class="stack stack-l import">
      {!sheet.value && <ChooseFile wizard={wizard} />}
      {sheet.value && !beyond && (
        <>
          <Found wizard={wizard} />
          <Columns wizard={wizard} />
          <Checked wizard={wizard} />
        </>
      )}
      {problem.value && (
        <ErrorState problem={problem.value} inline onRetry={() => void wizard.retry()} />
      )}
      {beyond && running.value && <Running wizard={wizard} now={running.value} />}
    </div>
  );
}

function ChooseFile({ wizard }: { wizard: Wizard }) {
  const w = words("imports");
  const [pasted, setPasted] = useState("");
  const error = wizard.fileError.value;
  const reading = wizard.phase.value === "reading";
  return (
    <section class="stack">
      <Choice
        legend={w.what}
        name="import-kind"
        value={wizard.kind.value}
        onChange={(kind) => void wizard.setKind(kind)}
        options={KINDS.map((value) => ({ value, label: w.kinds[value] }))}
      />
      {error && (
        <div role="alert">
          <Note tone="bad">{error.messages[language.value]}</Note>
        </div>
      )}
      <FileDrop
        label={w.drop}
        hint={w.dropHint}
        accept=".csv,.tsv,.tab,.txt,.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv,text/tab-separated-values,text/plain"
        busy={reading}
        onFile={(file) => void wizard.take(file)}
      />
      <details class="import-paste">
        <summary>{w.orPaste}</summary>
        <div class="stack stack-s">
          <Field
            label={w.pasteLabel}
            hideLabel
            value={pasted}
            onInput={setPasted}
            rows={6}
            hint={w.example}
          />
          <div class="row">
            <Button
              disabled={pasted.trim() === ""}
              busy={reading}
              onClick={() => void wizard.paste(pasted)}
            >
              {w.pasteUse}
            </Button>
          </div>
        </div>
      </details>
    </section>
  );
}

function Checked({ wizard }: { wizard: Wizard }) {
  const w = words("imports");
  const { phase, checked, sheet, open, accepted } = wizard;
  const total = sheet.value?.lines.length ?? 0;
  if (phase.value === "checking")
    return (
      <Progress
        label={w.checking}
        value={checked.value}
        max={total}
        detail={w.checkedRows(count(checked.value), count(total))}
      />
    );
  if (open.value.length > 0)
    return (
      <Note tone="warn">
        {w.needed(open.value.map(({ label }) => label[language.value]).join(w.between))}
      </Note>
    );
  if (wizard.plan.value === null || phase.value === "deciding") return null;
  const [good, bad] = [accepted.value.length, wizard.faults.value.length];
  const waiting = wizard.waiting.value;
  return (
    <>
      <Card title={w.result}>
        <div class="stack">
          <p class="import-verdict" role="status">
            {(good > 0 || waiting === 0) && (
              <strong class={good > 0 ? "up" : undefined}>{w.good(good)}</strong>
            )}
            {waiting > 0 && <strong class="import-waiting">{w.waiting(waiting)}</strong>}
            {bad > 0 && <strong class="import-bad">{w.bad(bad)}</strong>}
            {bad + waiting === 0 && <span class="muted">{w.allGood}</span>}
          </p>
          {good + waiting === 0 && bad > 0 && <Note tone="warn">{w.noneGood}</Note>}
          <MissingOnes wizard={wizard} />
          {wizard.tooPrecise.value > 0 && (
            <Note tone="warn">
              <p>{w.preciseHint}</p>
              <div class="row import-note-do">
                <Button busy={phase.value === "creating"} onClick={() => void wizard.morePrecise()}>
                  {w.precise(wizard.tooPrecise.value)}
                </Button>
              </div>
            </Note>
          )}
          {bad > 0 && <Faults wizard={wizard} />}
        </div>
      </Card>
      <Outcome wizard={wizard} />
    </>
  );
}

/** What one click creates, so that a first file needs no preparation. */
function MissingOnes({ wizard }: { wizard: Wizard }) {
  const w = words("imports");
  const { people, teams } = wizard.missing.value;
  if (!wizard.undecided.value) return null;
  const names = [...teams, ...people.map(({ name }) => name)];
  const shown = names.slice(0, 12);
  const busy = wizard.phase.value === "creating";
  return (
    <Note tone="accent" icon="people">
      <p>
        <strong>{w.missingTitle}</strong>
      </p>
      <p class="import-names">
        {shown.join(w.between)}
        {names.length > shown.length && ` ${w.andMore(names.length - shown.length)}`}
      </p>
      <p class="small muted">{w.createHint}</p>
      <div class="row import-note-do">
        <Button kind="primary" busy={busy} onClick={() => void wizard.create()}>
          {w.createBoth(people.length, teams.length)}
        </Button>
        {wizard.accepted.value.length > 0 && (
          <Button kind="quiet" disabled={busy} onClick={() => void wizard.leave()}>
            {w.leaveOut}
          </Button>
        )}
      </div>
    </Note>
  );
}

/** The dry run and the one button that records. */
function Outcome({ wizard }: { wizard: Wizard }) {
  const w = words("imports");
  const { phase, sent, counts, rejected } = wizard;
  if (phase.value === "sending")
    return (
      <Progress
        label={w.sending}
        value={sent.value.sent}
        max={Math.max(1, sent.value.of)}
        detail={w.sendingChunks(sent.value.sent, sent.value.of)}
      />
    );
  const now = counts.value;
  if (!now || phase.value !== "counted") return null;
  const records = now.new + now.changed;
  return (
    <Card title={w.dryRun}>
      <div class="stack">
        <CountTiles of={now} />
        {records === 0 && <Note>{w.nothingNew}</Note>}
        <div class="row">
          <Button
            kind="primary"
            size="l"
            disabled={records === 0}
            onClick={() => void wizard.commit()}
          >
            {rejected.value.length > 0
              ? w.importSome(records, rejected.value.length)
              : w.importNow(records)}
          </Button>
          <Button kind="quiet" onClick={wizard.reset}>
            {w.otherFile}
          </Button>
        </div>
      </div>
    </Card>
  );
}

type CountName = "new" | "changed" | "unchanged" | "rejected";
const COUNTS: readonly CountName[] = ["new", "changed", "unchanged", "rejected"];

function CountTiles({ of }: { of: Readonly<Record<CountName, number>> }) {
  const w = words("imports");
  return (
    <dl class="import-counts">
      {COUNTS.filter((name) => name !== "rejected" || of.rejected > 0).map((name) => (
        <div key={name} class={of[name] > 0 ? `import-count is-${name}` : "import-count"}>
          <dt>{w.counts[name]}</dt>
          <dd>
            <b class="num">{count(of[name])}</b>
            <span class="small muted">{w.countHints[name]}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Running({ wizard, now }: { wizard: Wizard; now: Import }) {
  const w = words("imports");
  if (!isMoving(now)) return <Over wizard={wizard} now={now} />;
  const back = now.state !== "running";
  const share = now.chunks === 0 ? 0 : Math.round((now.rows * now.committed) / now.chunks);
  const done = Math.min(now.rows, share);
  return (
    <Card>
      <div class="stack">
        <Progress
          label={back ? w.recalling : w.importing}
          value={back ? now.rows - done : done}
          max={now.rows}
          detail={w.checkedRows(count(back ? now.rows - done : done), count(now.rows))}
        />
        <p class="muted">{w.goesOn}</p>
        {!back && (
          <div class="row">
            <Button kind="quiet" onClick={() => void wizard.cancel()}>
              {w.cancel}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

const SEE: Readonly<
  Record<
    string,
    { readonly href: string; readonly text: "seeNumbers" | "seePeople" | "seeMetrics" }
  >
> = {
  entries: { href: "/data?tab=entries", text: "seeNumbers" },
  people: { href: "/data?tab=people", text: "seePeople" },
  units: { href: "/data?tab=people", text: "seePeople" },
  metrics: { href: "/data?tab=metrics", text: "seeMetrics" },
};

function Over({ wizard, now }: { wizard: Wizard; now: Import }) {
  const w = words("imports");
  const title =
    now.state === "done" ? w.doneTitle : now.state === "undone" ? w.undoneTitle : w.cancelledTitle;
  const see = SEE[now.kind];
  return (
    <Card title={title}>
      <div class="stack">
        {now.state === "done" && (
          <p role="status">{w.doneText(now.new, now.changed, now.unchanged)}</p>
        )}
        {now.rejected > 0 && <Note tone="warn">{w.serverRejected(now.rejected)}</Note>}
        {now.problems.length > 0 && (
          <ul class="import-problems">
            {now.problems.slice(0, 20).map((each) => (
              <li key={`${each.row}${each.code}`}>
                {w.row} {each.row}: {each.messages[language.value]}
              </li>
            ))}
          </ul>
        )}
        <div class="row">
          {now.state === "done" && see && (
            <ButtonLink kind="primary" href={see.href}>
              {w[see.text]}
            </ButtonLink>
          )}
          <Button onClick={wizard.reset}>{w.another}</Button>
          {now.undoUntil !== null && (
            <Button kind="quiet" icon="undo" onClick={() => void wizard.undo()}>
              {w.undo}
            </Button>
          )}
        </div>
        {now.undoUntil !== null && <p class="small muted">{w.undoUntil(moment(now.undoUntil))}</p>}
      </div>
    </Card>
  );
}
