import { day, exact } from "../format.ts";
import { words } from "../messages/messages.ts";
import { withoutZeros } from "../targets/decimal.ts";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { warningText } from "./payout-words.ts";
import { Difference, gain, shower } from "./pay-text.tsx";
import type { Replay } from "./replay.ts";
import type { PersonPay } from "./simulate.ts";

const SIDES = 5;

/** What a whole stretch tells: who wins and loses, cliffs, the deals that matter, other levels of sales. */
export function ReplayView({ replay }: { readonly replay: Replay }) {
  return (
    <div class="stack stack-l">
      <Levels replay={replay} />
      {replay.costBefore !== null && <Sides replay={replay} />}
      <Cliffs replay={replay} />
      <Deals replay={replay} />
    </div>
  );
}

function Levels({ replay }: { readonly replay: Replay }) {
  const w = words("simulation");
  const figure = shower(replay.currency);
  return (
    <section class="stack stack-s" aria-label={w.levels}>
      <h2>{w.levels}</h2>
      <dl class="preview-levels">
        {replay.at.map(({ percent, cost }) => (
          <div key={percent}>
            <dt>{w.level(percent)}</dt>
            <dd title={figure.exact(cost)}>{figure.short(cost)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The most gained and the most lost, side by side. */
function Sides({ replay }: { readonly replay: Replay }) {
  const w = words("simulation");
  const figure = shower(replay.currency);
  const by = (each: PersonPay) => gain(each) ?? 0n;
  const ranked = [...replay.people].sort((a, b) => (by(a) > by(b) ? -1 : 1));
  const winners = ranked.filter((each) => by(each) > 0n);
  const losers = ranked.filter((each) => by(each) < 0n).reverse();
  const side = (title: string, people: typeof ranked) => (
    <section class="stack stack-s">
      <h3>{title}</h3>
      {people.length > 0 && (
        <Table
          caption={title}
          dense
          rows={people.slice(0, SIDES)}
          rowKey={({ person }) => person}
          columns={[
            { id: "name", head: w.person, names: true, cell: ({ name }) => name },
            {
              id: "by",
              head: w.more,
              numeric: true,
              cell: (row) => <Difference by={gain(row)} text={figure.signedExact} />,
            },
          ]}
        />
      )}
    </section>
  );
  return (
    <section class="stack" aria-label={w.winnersAndLosers}>
      <h2>{w.winnersAndLosers}</h2>
      <div class="preview-sides">
        {side(w.winners(winners.length), winners)}
        {side(w.losers(losers.length), losers)}
      </div>
    </section>
  );
}

function Cliffs({ replay }: { readonly replay: Replay }) {
  const w = words("simulation");
  const names = new Map(replay.people.map(({ person, name }) => [person, name]));
  const hits = replay.cliffs;
  return (
    <section class="stack" aria-label={w.cliffs}>
      <h2>{w.cliffs}</h2>
      {hits.length === 0 ? (
        <Note tone="good" icon="check">
          {w.noCliffs}
        </Note>
      ) : (
        hits.map(({ warning, near }) => {
          const over = near.filter(({ isOver }) => isOver).length;
          const some = near.slice(0, 8).map(({ person, period }) => {
            return `${names.get(person) ?? person} (${day(period, "month")})`;
          });
          return (
            <Note key={warning.pointer} tone="warn" icon="warn">
              <p>{warningText(warning)}</p>
              <p>{w.near(over, near.length - over)}</p>
              {some.length > 0 && <p class="muted small">{some.join(" · ")}</p>}
            </Note>
          );
        })
      )}
    </section>
  );
}

function Deals({ replay }: { readonly replay: Replay }) {
  const w = words("simulation");
  const figure = shower(replay.currency);
  if (replay.deals.length === 0) return null;
  return (
    <section class="stack">
      <h2>{w.deals}</h2>
      <p class="muted">{w.dealsLead}</p>
      <Table
        caption={w.deals}
        dense
        cards
        rows={replay.deals}
        rowKey={({ deal, person }) => deal + person}
        columns={[
          {
            id: "deal",
            head: w.deal,
            names: true,
            cell: ({ deal, about }) => (
              <>
                {about ?? deal} {about !== null && <span class="muted small">{deal}</span>}
              </>
            ),
          },
          { id: "person", head: w.person, cell: ({ name }) => name },
          { id: "on", head: w.on, cell: ({ on }) => day(on) },
          {
            id: "amount",
            head: w.amount,
            numeric: true,
            cell: ({ amount }) => exact(withoutZeros(amount)),
          },
          { id: "pay", head: w.hangs, numeric: true, cell: ({ pay }) => figure.exact(pay) },
        ]}
      />
    </section>
  );
}
