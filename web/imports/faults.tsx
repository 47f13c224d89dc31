import { useState } from "preact/hooks";
import type { Rejected } from "../../workers/imports/check.ts";
import { count } from "../format.ts";
import { language, type Language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/field.tsx";
import { Table } from "../ui/table.tsx";
import type { Wizard } from "./model.ts";

/** Rows on screen; the download has all. */
const SHOWN_MAX = 100;

type Row = {
  readonly key: string;
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly text: string;
};

/** What is wrong, by reason, row by row, and as a file to mend. */
export function Faults({ wizard }: { wizard: Wizard }) {
  const w = words("imports");
  const [code, setCode] = useState("");
  const all = wizard.faults.value;
  const reasons = reasonsOf(all, language.value);
  const rows = all.flatMap((each) => rowsOf(each, code, wizard)).slice(0, SHOWN_MAX);
  return (
    <div class="stack stack-s">
      <div class="row row-between import-faults-head">
        <Select
          label={w.reasons}
          hideLabel
          value={code}
          onChange={setCode}
          options={[
            { value: "", label: w.allReasons(all.length) },
            ...reasons.map(([value, n, text]) => ({ value, label: `${text} (${count(n)})` })),
          ]}
        />
        <Button icon="download" onClick={() => download(wizard)}>
          {w.downloadBad}
        </Button>
      </div>
      <Table<Row>
        caption={w.bad(all.length)}
        dense
        maxHeight="340px"
        rowKey={({ key }) => key}
        rows={rows}
        columns={[
          { id: "line", head: w.line, numeric: true, names: true, cell: ({ line }) => count(line) },
          { id: "text", head: w.remedy, cell: ({ text }) => text },
          { id: "field", head: w.field, cell: ({ field }) => field },
          {
            id: "value",
            head: w.value,
            cell: ({ value }) => <code class="import-value">{value}</code>,
          },
        ]}
      />
      {all.length > rows.length && <p class="small muted">{w.firstOf(rows.length, all.length)}</p>}
    </div>
  );
}

function rowsOf({ row, line, problems }: Rejected, code: string, wizard: Wizard): Row[] {
  return problems
    .filter((each) => code === "" || each.code === code)
    .map(({ field, code: what, value, messages }, at) => ({
      key: `${row}-${at}-${what}`,
      line,
      field: wizard.fields.value.find(({ name }) => name === field)?.label[language.value] ?? "",
      value,
      text: messages[language.value],
    }));
}

/** Each reason with how many rows have it, commonest first. */
function reasonsOf(all: readonly Rejected[], of: Language): [string, number, string][] {
  const found = new Map<string, [string, number, string]>();
  for (const { problems } of all)
    for (const { code, messages } of problems) {
      const seen = found.get(code);
      if (seen) seen[1] += 1;
      else found.set(code, [code, 1, firstSentence(messages[of])]);
    }
  return [...found.values()].sort((a, b) => b[1] - a[1]);
}

/** A point within a number ends no sentence. */
function firstSentence(text: string): string {
  return text.split(/[。！]|[.!](?=\s|$)/)[0] ?? text;
}

function download(wizard: Wizard): void {
  const file = new Blob([wizard.rejectedFile(language.value)], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${words("imports").badFileName}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
