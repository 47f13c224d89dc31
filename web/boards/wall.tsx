import { useEffect, useRef } from "preact/hooks";
import type { View } from "../../workers/boards/view.ts";
import { nowMs } from "../clock.ts";
import { age } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { Link } from "../live.ts";
import { classes } from "../ui/classes.ts";
import { useGlide } from "./flip.ts";
import type { BoardModel, Moment, Row, Title } from "./model.ts";
import { Bar, bestOf, staleText } from "./view.tsx";
import { nameOf, scoreOf, teamOf, titleOf, windowOf } from "./words.ts";
import "./wall.css";

const MOVE_MS = 600;
/** More would be too small to read from six metres. */
const ROWS_MAX = 10;

type WallProps = {
  readonly board: BoardModel;
  /** Alone on the page, as on a television; otherwise it lies over one that has its own main part. */
  readonly alone?: boolean;
};

/** A board on a wall: dark, large, from the top. What it may show was decided by the server. */
export function Wall({ board, alone = false }: WallProps) {
  const [view, title, stale] = [board.view.value, board.title.value, board.stale.value];
  const list = useRef<HTMLOListElement>(null);
  useGlide(list, MOVE_MS);
  useWallSize();
  if (!view || !title) return <Waiting state={board.link.value.state} />;
  const Around = alone ? "main" : "section";
  const rows = view.rows.slice(0, ROWS_MAX);
  const best = bestOf(rows);
  return (
    <Around class={classes("wall", stale && "wall-stale")} tabIndex={-1}>
      <Head title={title} whole={view.whole} />
      {rows.length === 0 ? (
        <p class="wall-note">{emptyText(view)}</p>
      ) : (
        <ol class={classes("wall-rows", rows.length <= 6 && "wall-few")} ref={list}>
          {rows.map((row) => (
            <WallRow
              key={row.key}
              {...{ row, title, best }}
              lit={board.moments.value.some((moment) => moment.row.key === row.key)}
            />
          ))}
        </ol>
      )}
      <Foot board={board} dataAt={view.dataAt} />
      <Celebration moments={board.moments.value} />
    </Around>
  );
}

/** Nothing has come yet; a television that starts without a network says so. */
function Waiting({ state }: { readonly state: Link["state"] }) {
  const w = words("boards");
  return (
    <main class="wall wall-wait" id="main">
      <h1>{w.tv.waiting}</h1>
      <p role="status">{w.link[state]}</p>
    </main>
  );
}

function emptyText({ note, ranked, dataAt }: View): string {
  const w = words("boards");
  if (note) return w.notes[note];
  return ranked === 0 && dataAt !== null ? w.board.noTargets : w.noData;
}

function Head({ title, whole }: { readonly title: Title; readonly whole: string | null }) {
  const w = words("boards").board;
  const { name, unit, metric } = titleOf(title);
  return (
    <header class="wall-head">
      <div>
        <h1>{name}</h1>
        <p>
          {unit} · {metric} · {windowOf(title)}
        </p>
      </div>
      {whole !== null && (
        <p class="wall-whole">
          <span>{title.score === "raw" ? w.wholeRaw : w.whole}</span>
          <strong>{scoreOf(whole, title)}</strong>
        </p>
      )}
    </header>
  );
}

type RowProps = {
  readonly row: Row;
  readonly title: Title;
  readonly best: number;
  /** Has just passed a milestone. */
  readonly lit: boolean;
};
const MEDALS: Readonly<Record<number, string>> = {
  1: "is-gold",
  2: "is-silver",
  3: "is-bronze",
};

function WallRow({ row, title, best, lit }: RowProps) {
  const medal = row.rank === null ? undefined : MEDALS[row.rank];
  const team = teamOf(row);
  return (
    <li class={classes("wall-row", lit && "wall-lit")} data-key={row.key}>
      {/* On the figures themselves: Chromium 156 keeps the old colour where only the row's class moves. */}
      <span class={classes("wall-rank", medal)}>{row.rank ?? "–"}</span>
      <span class="wall-name">
        {nameOf(row)}
        {team && <small>{team}</small>}
      </span>
      <Bar {...{ row, title, best }} />
      <span class={classes("wall-score", medal)}>{scoreOf(row.score, title)}</span>
    </li>
  );
}

type FootProps = { readonly board: BoardModel; readonly dataAt: number | null };

/** How old the figures are; when they cannot be trusted, why. */
function Foot({ board, dataAt }: FootProps) {
  const w = words("boards");
  const stale = board.stale.value;
  const { state } = board.link.value;
  return (
    <footer class="wall-foot" aria-live="polite">
      <span class={`wall-link wall-link-${state}`}>{w.link[state]}</span>
      <span>
        {stale
          ? staleText(stale)
          : dataAt === null
            ? w.noData
            : w.dataAge(age(dataAt, nowMs.value))}
      </span>
    </footer>
  );
}

/** One line of light at the bottom, for a few seconds; it covers no row. */
function Celebration({ moments }: { readonly moments: readonly Moment[] }) {
  const w = words("boards").board;
  const last = moments.at(-1);
  return (
    <div class="wall-moment" aria-live="polite">
      {last && (
        <p key={last.id} class={classes("wall-moment-line", last.percent === 100 && "is-full")}>
          {w.passed(nameOf(last.row), last.percent)}
        </p>
      )}
    </div>
  );
}

/** Below this the wall is a list in a hand, at the reader's own text size. */
const PHONE_PX = 900;

/** Sizes are those of a wall of 1920 x 1080: any other is the same picture, larger or smaller. */
export function useWallSize(): void {
  useEffect(() => {
    const root = document.documentElement;
    const fit = () => {
      const size = Math.min(innerWidth / 120, innerHeight / 67.5);
      root.style.fontSize = innerWidth <= PHONE_PX ? "" : `${size}px`;
    };
    fit();
    addEventListener("resize", fit);
    return () => {
      removeEventListener("resize", fit);
      root.style.fontSize = "";
    };
  }, []);
}
