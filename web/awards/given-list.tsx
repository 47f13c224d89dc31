import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { type Column, Table } from "../ui/table.tsx";
import type { Award } from "./model.ts";

/** The days an award is for: a month by its name, else from and until. */
export function periodText({ from, until }: Pick<Award, "from" | "until">): string {
  const isMonth = from.endsWith("-01") && until.endsWith("-01") && nextMonth(from) === until;
  return isMonth ? day(from, "month") : `${day(from, "short")} – ${day(until, "short")}`;
}

function nextMonth(from: string): string {
  const [year = 0, month = 0] = from.split("-").map(Number);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${next[0]}-${String(next[1]).padStart(2, "0")}-01`;
}

/** Everything that was given, the newest first. */
export function GivenList({ items }: { readonly items: readonly Award[] }) {
  const w = words("awards");
  if (items.length === 0) return <p class="muted awards-none">{w.empty.given}</p>;
  return (
    <Table
      caption={w.given.caption}
      columns={columnsOf()}
      rows={items}
      rowKey={({ id }) => id}
      rowClass={({ sample }) => sample && "sample"}
      cards
    />
  );
}

function columnsOf(): Column<Award>[] {
  const w = words("awards").given;
  return [
    {
      id: "who",
      head: w.who,
      names: true,
      cell: (of) => (
        <span class="awards-who">
          <strong>{nameOf(of)}</strong>
          {of.unitName !== null && (
            <span class="small muted">{nameOf({ name: of.unitName, nameEn: of.unitNameEn })}</span>
          )}
        </span>
      ),
    },
    { id: "what", head: w.what, cell: ({ title }) => title[language.value] },
    { id: "period", head: w.period, cell: (of) => periodText(of) },
    { id: "gives", head: w.gives, cell: ({ gives }) => gives[language.value] },
    {
      id: "by",
      head: w.by,
      cell: ({ origin, place }) =>
        place === null ? w.origin[origin] : `${w.origin[origin]} · ${w.place(place)}`,
    },
  ];
}
