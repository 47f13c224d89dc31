import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { exact } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Badge } from "../ui/state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { isTyping } from "../ui/typing.ts";
import { withQuery } from "../ui/url.ts";
import { Veiled } from "../ui/veil.tsx";
import { called, isNothing, minus } from "./names.ts";
import { added, CHECKS, changeOf, listed, shows, type Sort, SORTS } from "./people-list.ts";
import type { Row } from "./wire.ts";

type Props = {
  readonly run: string;
  readonly caption: string;
  readonly rows: readonly Row[];
  /** Writes the rows on screen as a workbook. */
  readonly onFile: (rows: readonly Row[]) => void;
};

/** As many rows as a screen can take at once without a pause. */
const FIRST = 200;

/** Everybody's statement: searched, filtered and sorted by the URL alone. */
export function RunPeople({ run, caption, rows, onFile }: Props) {
  const w = words("payruns").run;
  const { query, route } = useLocation();
  const [most, setMost] = useState(FIRST);
  const search = useRef<HTMLDivElement>(null);
  const asked = {
    search: query["q"] ?? "",
    check: query["show"] ?? "",
    sort: query["sort"] ?? "name",
  };
  const set = (changes: Readonly<Record<string, string>>) =>
    route(location.pathname + withQuery(location.search, changes), true);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || isTyping(event)) return;
      event.preventDefault();
      search.current?.querySelector("input")?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const found = listed(rows, asked);
  const shown = found.slice(0, most);
  return (
    <div class="stack">
      <div class="run-bar">
        <div ref={search} class="run-search">
          <Field
            label={w.list.search}
            hideLabel
            type="search"
            placeholder={w.list.search}
            value={asked.search}
            onInput={(text) => set({ q: text })}
          />
        </div>
        <span class="muted num" role="status">
          {w.list.of(found.length, rows.length)}
        </span>
        <Button icon="download" onClick={() => onFile(found)}>
          {w.list.file}
        </Button>
      </div>
      <div class="run-sorting">
        <Select
          label={w.list.sort}
          value={SORTS.some((each) => each === asked.sort.replace(/^-/, "")) ? asked.sort : "name"}
          options={SORTS.map((id) => ({
            value: id === "name" ? id : `-${id}`,
            label: sortWords(id),
          }))}
          onChange={(sort) => set({ sort })}
        />
      </div>
      <Checks rows={rows} chosen={asked.check} onChoose={(check) => set({ show: check })} />
      {found.length === 0 ? (
        <p class="run-none">
          {w.list.none}{" "}
          <Button size="s" onClick={() => set({ q: "", show: "" })}>
            {w.list.clear}
          </Button>
        </p>
      ) : (
        <Table
          caption={caption}
          columns={columnsOf(run, asked.sort, (sort) => set({ sort }))}
          rows={shown}
          rowKey={(row) => `${row.person} ${row.currency}`}
          maxHeight="70vh"
          dense
          cards
          foot={<Foot rows={found} />}
        />
      )}
      {found.length > shown.length && (
        <p>
          <Button onClick={() => setMost(most + FIRST * 5)}>
            {w.list.more(Math.min(FIRST * 5, found.length - shown.length))}
          </Button>
        </p>
      )}
    </div>
  );
}

function sortWords(id: Sort): string {
  const w = words("payruns").run;
  if (id === "name") return w.list.person;
  return id === "change" ? w.list.change : w.totals[id];
}

type ChecksProps = {
  readonly rows: readonly Row[];
  readonly chosen: string;
  readonly onChoose: (check: string) => void;
};

/** What is worth a look, with how many; pressing one shows those people alone. */
function Checks({ rows, chosen, onChoose }: ChecksProps) {
  const w = words("payruns").run.checks;
  const counted = CHECKS.map((check) => ({
    check,
    n: rows.filter((row) => shows(row, check)).length,
  })).filter(({ n, check }) => n > 0 || check === chosen);
  if (counted.length === 0) return null;
  return (
    <div class="run-checks" role="group" aria-label={w["label"]}>
      {counted.map(({ check, n }) => (
        <button
          key={check}
          type="button"
          class="run-check"
          aria-pressed={check === chosen}
          onClick={() => onChoose(check === chosen ? "" : check)}
        >
          {w[check]} <b class="num">{n}</b>
        </button>
      ))}
    </div>
  );
}

function columnsOf(run: string, sort: string, onSort: (sort: string) => void): Column<Row>[] {
  const w = words("payruns").run;
  const head = (id: Sort, text: string) => (
    <SortHead id={id} text={text} sort={sort} onSort={onSort} />
  );
  const amount = (key: "earned" | "pending" | "payable" | "pay"): Column<Row> => ({
    id: key,
    head: head(key, w.totals[key]),
    label: w.totals[key],
    numeric: true,
    cell: (row) => <Veiled>{exact(row[key])}</Veiled>,
  });
  return [
    {
      id: "name",
      head: head("name", w.list.person),
      names: true,
      cell: (row) => (
        <span class="run-person">
          <a href={statementHref(run, row)}>{called(row)}</a>
          <span class="muted small">
            {[row.code, unitOf(row), row.currency].filter(Boolean).join(" · ")}
          </span>
        </span>
      ),
    },
    amount("earned"),
    amount("pending"),
    amount("payable"),
    amount("pay"),
    {
      id: "change",
      head: head("change", w.list.change),
      label: w.list.change,
      numeric: true,
      cell: (row) => <ChangeCell row={row} />,
    },
    { id: "notes", head: w.list.notes, cell: (row) => <Notes row={row} /> },
  ];
}

export function statementHref(run: string, { person, currency }: Pick<Row, "person" | "currency">) {
  return `/incentives/statements/${run}/${person}?currency=${currency}`;
}

function unitOf(row: Row): string {
  return called({ name: row.unitName, nameEn: row.unitNameEn });
}

type SortProps = {
  readonly id: Sort;
  readonly text: string;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
};

/** Figures sort from the largest first; a second press turns it round. */
function SortHead({ id, text, sort, onSort }: SortProps) {
  const isMine = sort.replace(/^-/, "") === id;
  const first = id === "name" ? id : `-${id}`;
  const other = id === "name" ? `-${id}` : id;
  return (
    <button type="button" class="run-sort" onClick={() => onSort(sort === first ? other : first)}>
      {text}
      {isMine && <Icon name={sort.startsWith("-") ? "arrowDown" : "arrowUp"} size={14} />}
    </button>
  );
}

function ChangeCell({ row }: { readonly row: Row }) {
  const w = words("payruns").run.list;
  if (changeOf(row) === null || row.before === null) return <span class="muted">{w.fresh}</span>;
  const by = minus(row.pay, row.before, row.scale);
  if (isNothing(by)) return <span class="muted">0</span>;
  return <Veiled>{(by.startsWith("-") ? "" : "+") + exact(by)}</Veiled>;
}

const TONES: Readonly<Record<string, "warn" | "bad" | "neutral" | "accent">> = {
  negative: "bad",
  disputed: "warn",
  big_change: "warn",
  zero: "warn",
  true_up: "accent",
};

function Notes({ row }: { readonly row: Row }) {
  const w = words("payruns").run.checks;
  const signs = [...CHECKS, "new"].filter((check) => shows(row, check));
  return (
    <span class="run-notes">
      {signs.map((sign) => (
        <Badge key={sign} tone={TONES[sign] ?? "neutral"}>
          {w[sign]}
        </Badge>
      ))}
    </span>
  );
}

/** One row of sums for each currency: what the rows above it come to. */
function Foot({ rows }: { readonly rows: readonly Row[] }) {
  const { list: w, totals } = words("payruns").run;
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return (
    <>
      {currencies.map((currency) => {
        const sums = added(rows, currency);
        return (
          <tr key={currency} class="is-total">
            <th scope="row" class="names">
              {w.total} {currency}
            </th>
            {(["earned", "pending", "payable", "pay"] as const).map((key) => (
              <td key={key} class="num" data-head={totals[key]}>
                <Veiled>{exact(sums[key])}</Veiled>
              </td>
            ))}
            <td />
            <td />
          </tr>
        );
      })}
    </>
  );
}
