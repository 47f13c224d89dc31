import type { TargetedKeyboardEvent, TargetedUIEvent, VNode } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { approximate, exact } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import { plainAmount } from "../amount-text.ts";
import { withoutZeros } from "./decimal.ts";
import { isEditable, type GridModel } from "./grid-model.ts";
import { About, Foot } from "./grid-margins.tsx";
import { isLockedCell, shownAt, YEAR, type GridLine } from "./grid-table.ts";

/** Height of a row in CSS pixels; a finger needs more. */
const ROW = matchMedia("(pointer: coarse)").matches ? 44 : 36;
/** Rows drawn above and below what is seen; the window moves in steps of half of it. */
const SPARE = 10;

type ViewProps = {
  readonly model: GridModel;
  readonly heat: boolean;
  readonly mayType: boolean;
};
/** Row and column of the cell that keys act on; column 0 is the year. */
type Spot = { readonly row: number; readonly column: number };

/** The grid itself: only the rows in sight exist, so thousands of people scroll like ten. */
export function GridView({ model, heat, mayType }: ViewProps) {
  const w = words("grid");
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState(0);
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [typing, setTyping] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const lines = model.lines.value;
  const columns = model.columns.value;
  const acts = useRef<RowActs>(NO_ACTS);
  const drawn = useRef(new Map<string, Drawn>());
  const inSight = Math.ceil((box.current?.clientHeight ?? 640) / ROW) + 2 * SPARE;
  const until = Math.min(lines.length, from + inSight);

  const onScroll = (event: TargetedUIEvent<HTMLDivElement>) => {
    const at = Math.max(0, Math.floor(event.currentTarget.scrollTop / ROW) - SPARE);
    const step = at - (at % (SPARE / 2));
    if (step !== from) setFrom(step);
  };
  useLayoutEffect(() => {
    const last = Math.max(0, lines.length - 1);
    if (spot.row > last) setSpot({ ...spot, row: last });
  }, [lines.length]);

  function go(to: Spot): void {
    const row = Math.min(Math.max(0, to.row), lines.length - 1);
    const column = Math.min(Math.max(0, to.column), columns.length - 1);
    setSpot({ row, column });
    setTyping(null);
    intoSight(box.current, row);
  }
  const here = lines[spot.row]?.row;
  const column = columns[spot.column] ?? YEAR;
  const editable = mayType && here !== undefined && isEditable(here, column);

  /** Keeps what was typed; what is no number stays to be mended. */
  function commit(text: string): boolean {
    if (!here) return true;
    const plain = plainAmount(text);
    if (plain === "" || model.edit(here, column, plain)) {
      setTyping(null);
      setSaid("");
      return true;
    }
    setSaid(w.noNumber(text));
    return false;
  }
  function begin(text: string): void {
    if (editable) setTyping(text);
    else setSaid(mayType ? w.notHere : "");
  }
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (typing !== null) return typingKey(event);
    const move = moveOf(
      event.key,
      event.ctrlKey || event.metaKey,
      spot,
      lines.length,
      columns.length,
    );
    if (move) {
      event.preventDefault();
      setSaid("");
      go(move);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      begin(here ? withoutZeros(shownAt(model.table.value, here, column) ?? "") : "");
    } else if (/^[\d.\-−]$/.test(event.key) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      begin(event.key);
    }
  };
  function typingKey(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    const step = { Enter: [1, 0], Tab: [0, event.shiftKey ? -1 : 1] }[event.key];
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setTyping(null);
      box.current?.focus();
    } else if (step) {
      event.preventDefault();
      if (!commit(typing ?? "")) return;
      go({ row: spot.row + (step[0] ?? 0), column: spot.column + (step[1] ?? 0) });
      box.current?.focus();
    }
  }
  acts.current = {
    onType: setTyping,
    onLeave: commit,
    onPick: (row, to) => {
      if (to === spot.column && spot.row === row) return;
      if (typing !== null && !commit(typing)) return;
      setSaid("");
      setSpot({ row, column: to });
      box.current?.focus({ preventScroll: true });
    },
    onOpen: () => begin(here ? withoutZeros(shownAt(model.table.value, here, column) ?? "") : ""),
  };
  const kept = drawn.current;
  drawn.current = new Map();
  /** A row whose own properties are the same is the same node: scrolling draws only new rows. */
  function rowOf(line: GridLine, at: number): VNode {
    const active = spot.row === at ? spot.column : -1;
    const shown = {
      id,
      model,
      line,
      columns,
      heat,
      at,
      active,
      typing: active < 0 ? null : typing,
    };
    const old = kept.get(line.row.subject);
    const same = old && Object.entries(shown).every(([key, value]) => old.shown[key] === value);
    const node = same ? old.node : <GridRow key={line.row.subject} {...shown} acts={acts} />;
    drawn.current.set(line.row.subject, { shown, node });
    return node;
  }
  return (
    <>
      <div
        class="grid-box"
        ref={box}
        tabIndex={0}
        role="grid"
        aria-label={w.title}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={`${id}-${spot.row}-${spot.column}`}
        aria-readonly={!mayType}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <table class={classes("grid-table", heat && "grid-heat")} role="presentation">
          <thead role="rowgroup">
            <tr role="row" aria-rowindex={1}>
              <th role="columnheader" class="grid-name">
                {w.person}
              </th>
              {columns.map((key) => (
                <th role="columnheader" key={key}>
                  {model.nameOfColumn(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            <tr role="presentation" style={{ height: `${from * ROW}px` }} />
            {lines.slice(from, until).map((line, index) => rowOf(line, from + index))}
            <tr role="presentation" style={{ height: `${(lines.length - until) * ROW}px` }} />
          </tbody>
          <Foot model={model} columns={columns} />
        </table>
      </div>
      <p class="grid-status small" role="status">
        {said || (here ? <About model={model} item={here} column={column} /> : "")}
      </p>
    </>
  );
}

/** Below the head and above the foot, both of which stay where they are. */
function intoSight(box: HTMLDivElement | null, row: number): void {
  if (!box) return;
  const [head, foot] = [ROW, 2 * ROW];
  const top = row * ROW;
  if (top < box.scrollTop) box.scrollTop = top;
  const bottom = top + ROW + head + foot - box.clientHeight;
  if (bottom > box.scrollTop) box.scrollTop = bottom;
}

const PAGE = 12;

function moveOf(
  key: string,
  far: boolean,
  { row, column }: Spot,
  rows: number,
  columns: number,
): Spot | null {
  switch (key) {
    case "ArrowDown":
      return { row: far ? rows - 1 : row + 1, column };
    case "ArrowUp":
      return { row: far ? 0 : row - 1, column };
    case "ArrowRight":
      return { row, column: far ? columns - 1 : column + 1 };
    case "ArrowLeft":
      return { row, column: far ? 0 : column - 1 };
    case "PageDown":
      return { row: row + PAGE, column };
    case "PageUp":
      return { row: row - PAGE, column };
    case "Home":
      return { row: far ? 0 : row, column: 0 };
    case "End":
      return { row: far ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}

/** What a row can ask of the grid; handed down once, so that rows need not be drawn for it. */
type RowActs = {
  readonly onType: (text: string) => void;
  readonly onLeave: (text: string) => void;
  readonly onPick: (row: number, column: number) => void;
  readonly onOpen: () => void;
};
const NO_ACTS: RowActs = {
  onType: () => {},
  onLeave: () => {},
  onPick: () => {},
  onOpen: () => {},
};
type Drawn = { readonly shown: Readonly<Record<string, unknown>>; readonly node: VNode };

type RowProps = {
  readonly id: string;
  readonly model: GridModel;
  readonly line: GridLine;
  readonly columns: readonly string[];
  readonly heat: boolean;
  readonly at: number;
  readonly active: number;
  readonly typing: string | null;
  readonly acts: { readonly current: RowActs };
};

function GridRow(props: RowProps) {
  const { id, model, line, columns, heat, at, active, typing, acts } = props;
  const { row: item, depth } = line;
  const table = model.table.value;
  const edited = table.edits.get(item.subject)?.cells;
  const margin = model.margins.value.get(item.subject);
  const average = heat ? approximate(shownAt(table, item, YEAR) ?? "0") / table.periods.length : 0;
  return (
    <tr
      role="row"
      aria-rowindex={at + 2}
      class={item.kind === "unit" ? "grid-unit" : undefined}
      style={{ height: `${ROW}px` }}
    >
      <th role="rowheader" class="grid-name" style={{ paddingInlineStart: `${8 + 12 * depth}px` }}>
        {nameOf(item)}
      </th>
      {columns.map((column, index) => {
        const text = shownAt(table, item, column);
        const off = margin?.get(column);
        const isOff = off !== undefined && off.own !== off.below;
        return (
          <td
            key={column}
            id={`${id}-${at}-${index}`}
            role="gridcell"
            aria-colindex={index + 2}
            aria-selected={active === index}
            class={classes(
              active === index && "grid-active",
              edited?.has(column) && "grid-edited",
              isOff && "grid-off",
              heat && column !== YEAR && !edited?.has(column) && heatOf(text, average),
            )}
            onClick={() => acts.current.onPick(at, index)}
            onDblClick={() => acts.current.onOpen()}
          >
            {active === index && typing !== null ? (
              <CellInput text={typing} acts={acts} />
            ) : (
              <>
                {isLockedCell(item, column) && (
                  <span class="grid-lock">
                    <Icon name="lock" />
                  </span>
                )}
                {text === null ? "–" : exact(withoutZeros(text))}
              </>
            )}
          </td>
        );
      })}
    </tr>
  );
}

type InputProps = Pick<RowProps, "acts"> & { readonly text: string };

function CellInput({ text, acts }: InputProps) {
  const w = words("grid");
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (text.length > 1) input.current?.select();
  }, []);
  return (
    <input
      ref={input}
      class="grid-input"
      aria-label={w.edited}
      inputMode="decimal"
      value={text}
      onInput={(event) => acts.current.onType(event.currentTarget.value)}
      onBlur={(event) => acts.current.onLeave(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}

/** Around the year's average month: three steps below, one at it, three above. */
const STEPS = [0.7, 0.85, 0.97, 1.03, 1.15, 1.3];

function heatOf(text: string | null, average: number): string {
  // Nothing there (not yet here, away) is no low number.
  if (text === null || average === 0 || !/[1-9]/.test(text)) return "heat-none";
  const at = STEPS.findIndex((edge) => approximate(text) / average < edge);
  return `heat-${at < 0 ? STEPS.length : at}`;
}
