import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { twoWay, type TwoWay } from "../../workers/targets/two-way.ts";
import { biproportional } from "../../workers/targets/two-way-biproportional.ts";
import { type Figure, verdict } from "./figure.ts";
import { interleaved } from "./median.ts";

/** How the people's months lie, and where the team wants them. */
const SEASON = [5, 4, 8, 7, 8, 12, 7, 7, 10, 9, 12, 11];
const TEAM = [6, 4, 7, 7, 9, 11, 8, 7, 9, 9, 12, 11];
const REPETITIONS = 3;

/** P9: people x months exact in both directions, fit and rounding, for a team and for a company. */
export async function twoWayFigures(): Promise<Figure[]> {
  const [team, company] = [seeded(1_000), seeded(10_000)];
  const divisor = { kind: "divisor", divisor: "webster" } as const;
  const ms = await interleaved(
    {
      team: () => must(twoWay(team).ok || null),
      company: () => must(twoWay(company).ok || null),
      apportioned: () => must(biproportional(team, divisor).ok || null),
    },
    REPETITIONS,
  );
  const figure = (name: string, took: number, most: number): Figure => ({
    id: "P9",
    name,
    measured: `${took.toFixed(0)} ms`,
    bar: `< ${most} ms`,
    verdict: verdict(took < most),
  });
  return [
    figure("two-way table, 1,000 people x 12 months", ms.team, 1_000),
    figure("two-way table, 10,000 people x 12 months", ms.company, 5_000),
    figure("biproportional table, 1,000 people x 12 months", ms.apportioned, 5_000),
  ];
}

function seeded(people: number): TwoWay {
  let state = 20261121;
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % most;
  };
  const weights = Array.from({ length: people }, () =>
    SEASON.map((month) => BigInt(month * 100 + below(400))),
  );
  const rows = weights.map(() => BigInt(200 + below(3_000)));
  const [total, whole] = [sum(rows), BigInt(TEAM.reduce((all, month) => all + month, 0))];
  const columns = TEAM.map((month) => (total * BigInt(month)) / whole);
  columns[0] = must(columns[0]) + total - sum(columns);
  return { rows, columns, weights };
}
