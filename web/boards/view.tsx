import { useRef } from "preact/hooks";
import type { View } from "../../workers/boards/view.ts";
import { nowMs } from "../clock.ts";
import { age, approximate, exactMoney, moment, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { classes } from "../ui/classes.ts";
import { Badge, EmptyState, Note } from "../ui/state.tsx";
import { useGlide } from "./flip.ts";
import type { BoardModel, Row, Stale, Title } from "./model.ts";
import { exactOf, nameOf, scoreOf, teamOf } from "./words.ts";

type StandingsProps = {
  readonly board: BoardModel;
  /** Absent where the reader may not open rows. */
  readonly onOpen?: (row: Row) => void;
  readonly mayOpen: (row: Row) => boolean;
};

/** The rows of a board as a table; each opens to what made it, where the reader may see that. */
export function Standings({ board, onOpen, mayOpen }: StandingsProps) {
  const w = words("boards");
  const box = useRef<HTMLTableSectionElement>(null);
  const [view, title] = [board.view.value, board.title.value];
  useGlide(box, 320);
  if (!view || !title) return null;
  if (view.rows.length === 0) return <Nobody note={view.note} />;
  const best = bestOf(view.rows);
  const amounts = view.rows.some(({ amount }) => amount !== null);
  return (
    <table class="board-table">
      <caption class="sr-only">{w.board.caption(title.name)}</caption>
      <thead>
        <tr>
          <th scope="col" class="board-rank">
            {w.board.rank}
          </th>
          <th scope="col">{title.subjects === "units" ? w.board.unitName : w.board.name}</th>
          <th scope="col" class="board-score" colSpan={2}>
            {title.score === "raw" ? w.board.amount : w.board.score}
          </th>
          {amounts && (
            <th scope="col" class="board-amount">
              {w.board.amount}
            </th>
          )}
        </tr>
      </thead>
      <tbody ref={box}>
        {view.rows.map((row) => (
          <BoardRow
            key={row.key}
            {...{ row, title, best, amounts, own: board.isOwn(row) }}
            onOpen={onOpen && mayOpen(row) ? () => onOpen(row) : undefined}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  readonly row: Row;
  readonly title: Title;
  readonly best: number;
  readonly amounts: boolean;
  readonly own: boolean;
  readonly onOpen: (() => void) | undefined;
};

function BoardRow({ row, title, best, amounts, own, onOpen }: RowProps) {
  const w = words("boards").board;
  const name = nameOf(row);
  const team = teamOf(row);
  return (
    <tr
      class={classes(own && "is-own", row.rank !== null && row.rank <= 3 && "is-top")}
      data-key={row.key}
    >
      <td class="board-rank num">
        {row.rank === null ? <abbr title={w.noRankHint}>–</abbr> : row.rank}
      </td>
      <th scope="row" class="board-name">
        {onOpen ? (
          <button type="button" class="board-open" onClick={onOpen} title={w.open(name)}>
            {name}
          </button>
        ) : (
          <span class={classes(row.name === null && "muted")}>{name}</span>
        )}
        {own && <Badge tone="accent">{w.own}</Badge>}
        {team && <span class="board-team">{team}</span>}
      </th>
      <td class="board-bar">{row.score !== null && <Bar {...{ row, title, best }} />}</td>
      <td class="board-score num" title={exactOf(row.score, title)}>
        {row.rank === null ? <span class="muted">{w.noRank}</span> : scoreOf(row.score, title)}
      </td>
      {amounts && (
        <td
          class="board-amount num"
          title={row.amount === null ? undefined : exactMoney(row.amount, title.currency || null)}
        >
          {row.amount === null ? "–" : money(row.amount, title.currency || null)}
        </td>
      )}
    </tr>
  );
}

const LONGEST = 1.5;

/** Length against the best row, with a mark at 100 % where the score is an attainment. */
export function Bar({ row, title, best }: Pick<RowProps, "row" | "title" | "best">) {
  const value = row.score === null ? 0 : Math.max(0, approximate(row.score));
  // One row far beyond its target must not flatten all others.
  const most = title.score === "attainment" ? Math.min(LONGEST, Math.max(1, best)) : best || 1;
  const share = (part: number) => `${Math.min(100, (part / most) * 100)}%`;
  const reached = title.score === "attainment" && value >= 1;
  return (
    <span class={classes("bar", reached && "bar-reached")} aria-hidden="true">
      <span class="bar-fill" style={{ width: share(value) }} />
      {title.score === "attainment" && <span class="bar-mark" style={{ left: share(1) }} />}
    </span>
  );
}

export function bestOf(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map(({ score }) => (score === null ? 0 : approximate(score))));
}

function Nobody({ note }: Pick<View, "note">) {
  const w = words("boards");
  if (note) return <Note icon="lock">{w.notes[note]}</Note>;
  return (
    <EmptyState title={w.board.noRows} icon="people">
      {w.board.noRowsText}
    </EmptyState>
  );
}

/** Whether what is on screen is of now, and how old its newest figure is. */
export function Status({ board, sample }: { board: BoardModel; sample: boolean }) {
  const w = words("boards");
  const { state } = board.link.value;
  const at = board.view.value?.dataAt ?? null;
  return (
    <p class="board-status" role="status">
      {sample && <Badge icon="sample">{w.sample}</Badge>}
      <span class={`link link-${state}`}>{w.link[state]}</span>
      <span class="muted">{at === null ? w.noData : w.dataAge(age(at, nowMs.value))}</span>
    </p>
  );
}

export function staleText(stale: Stale): string {
  const w = words("boards").stale;
  return stale.why === "link"
    ? w.link(moment(stale.since))
    : w.source(age(stale.since, nowMs.value));
}

/** A board by attainment on which nobody has a target says so, rather than showing dashes alone. */
export function NoTargets({ board }: { readonly board: BoardModel }) {
  const w = words("boards").board;
  const [view, title] = [board.view.value, board.title.value];
  if (title?.score !== "attainment" || view?.ranked !== 0 || view.rows.length === 0) return null;
  return (
    <Note icon="targets">
      {w.noTargets} <a href="/targets">{w.toTargets}</a>
    </Note>
  );
}

export function StaleNote({ board }: { readonly board: BoardModel }) {
  const stale = board.stale.value;
  return stale ? (
    <Note tone="warn" icon="clock">
      {staleText(stale)}
    </Note>
  ) : null;
}
