import { useEffect, useMemo, useState } from "preact/hooks";
import type { PageProps } from "../app.tsx";
import { may, me } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { called, inWords, periodName } from "../payruns/names.ts";
import "../payruns/payruns.css";
import "../payruns/statement.css";
import { openForPrint } from "../payruns/print.ts";
import { useQuestions } from "../payruns/question.tsx";
import { Checked, Facts } from "../payruns/statement-facts.tsx";
import { statementModel, type StatementModel, tracedLines } from "../payruns/statement-model.ts";
import { WaitingCash } from "../payruns/statement-waiting.tsx";
import { StatementSums } from "../payruns/statement-sums.tsx";
import { StateMarks } from "../payruns/state-steps.tsx";
import type * as Body from "../payruns/statement-body.tsx";
import type { StatementPage as Answer } from "../payruns/wire.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { Skeleton } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { EyeToggle } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";

/** One person's pay of one period, open to its last step. */
export function StatementPage({ params }: PageProps) {
  const [currency] = useQuery("currency");
  const [runId, personId] = [params["runId"] ?? "", params["personId"] ?? ""];
  const model = useMemo(
    () => statementModel(runId, personId, currency),
    [runId, personId, currency],
  );
  useEffect(() => void model.load(), [model]);
  useEffect(openForPrint, []);
  useQuestions();
  const w = words("statement");
  const now = model.state.value.value;
  const body = now.state === "ready" ? now.body : now.last;
  const isOwn = me().person === personId;
  const title = body ? (isOwn ? w.own : w.title(called(body.person))) : w.page;
  return (
    <Page
      title={title}
      lead={body ? <Lead page={body} /> : undefined}
      actions={body ? <Actions page={body} /> : undefined}
    >
      <When of={model.state} waiting={<Skeleton lines={12} />}>
        {(page) => <Whole page={page} model={model} />}
      </When>
    </Page>
  );
}

function Lead({ page }: { readonly page: Answer }) {
  const w = words("statement");
  const { run, person } = page;
  const unit = called({ name: person.unitName, nameEn: person.unitNameEn });
  return (
    <span class="row run-lead">
      {may("incentives.see") ? (
        <a class="no-print" href={`/incentives/runs/${run.id}`}>
          {w.back}
        </a>
      ) : (
        <a class="no-print" href="/mine">
          {w.mine}
        </a>
      )}
      <strong>{periodName(run)}</strong>
      <span>{[called(person), person.code, unit].filter((text) => text !== "").join(" · ")}</span>
      <span>{inWords(run.plan.name)}</span>
      <StateMarks state={run.state} />
    </span>
  );
}

function Actions({ page }: { readonly page: Answer }) {
  const w = words("statement");
  const { previous, next } = page.others;
  const to = (person: string) => `/incentives/statements/${page.run.id}/${person}`;
  const save = async () => {
    const { saveStatement } = await import("../payruns/statement-file.ts");
    await saveStatement(page, tracedLines(page), w.sheet);
  };
  return (
    <div class="row no-print">
      {previous && <ButtonLink kind="quiet" icon="left" label={w.previous} href={to(previous)} />}
      {next && <ButtonLink kind="quiet" icon="right" label={w.next} href={to(next)} />}
      <EyeToggle label={words("payruns").hideAmounts} />
      <Button icon="print" onClick={() => print()}>
        {w.print}
      </Button>
      <Button icon="download" onClick={() => void save()}>
        {w.file}
      </Button>
    </div>
  );
}

type Parts = Pick<typeof Body, "StatementBody" | "PlanInFull">;

function Whole({ page, model }: { readonly page: Answer; readonly model: StatementModel }) {
  const w = words("statement");
  const [asked] = useQuery("at");
  const lines = useMemo(() => tracedLines(page), [page]);
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => void import("../payruns/statement-body.tsx").then(setParts), []);
  return (
    <article class="stack st">
      {page.onePerson && <p class="st-alone only-print">{w.facts.onePerson}</p>}
      <StatementSums page={page} lines={lines} />
      <Checked check={model.check.value} page={page} />
      <WaitingCash page={page} />
      {page.currencies.length > 1 && <Currencies page={page} />}
      {parts ? (
        <parts.StatementBody page={page} lines={lines} asked={asked} />
      ) : (
        <Skeleton lines={6} />
      )}
      <Facts page={page} />
      {parts && <parts.PlanInFull page={page} />}
    </article>
  );
}

function Currencies({ page }: { readonly page: Answer }) {
  const w = words("statement");
  return (
    <nav class="row no-print" aria-label={w.currency}>
      {page.currencies.map((currency) => (
        <a
          key={currency}
          href={`?currency=${currency}`}
          aria-current={currency === page.currency ? "page" : undefined}
        >
          {currency}
        </a>
      ))}
    </nav>
  );
}
