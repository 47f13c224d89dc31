import { useEffect, useState } from "preact/hooks";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { engine } from "./engine-client.ts";
import type { Point } from "./engine.ts";
import "./gallery.css";

type Props = { readonly onChoose: (template: PlanJson) => void; readonly busy?: boolean };

/** Plans to begin with: each a sentence and the shape of what it pays. */
export function TemplateGallery({ onChoose, busy = false }: Props) {
  const w = words("builder").gallery;
  const curves = useCurves();
  return (
    <ul class="gallery">
      {TEMPLATES.map((plan) => {
        const name = plan.name[language.value];
        return (
          <li key={plan.key}>
            <button
              type="button"
              class="gallery-card"
              aria-disabled={busy || undefined}
              title={w.choose(name)}
              onClick={() => {
                if (!busy) onChoose(plan);
              }}
            >
              <Spark points={curves[plan.key] ?? []} />
              <span class="gallery-name">{name}</span>
              <span class="gallery-says">{w.says[plan.key] ?? ""}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const TRIAL = {
  amount: 150_000_000n,
  target: 100_000_000n,
  deals: 4,
  collected: 100,
  score: "90",
} as const;

/** One curve after the other, drawn by the same engine as the plan itself. */
function useCurves(): Readonly<Record<string, readonly Point[]>> {
  const [curves, setCurves] = useState<Readonly<Record<string, readonly Point[]>>>({});
  useEffect(() => {
    let late = false;
    const draw = async () => {
      for (const plan of TEMPLATES) {
        const worked = await engine.run("curve", { plan, trial: TRIAL });
        if (late) return;
        if (worked.ok) setCurves((all) => ({ ...all, [plan.key]: worked.curve }));
      }
    };
    void draw();
    return () => {
      late = true;
    };
  }, []);
  return curves;
}

const [WIDTH, HEIGHT] = [160, 56];

/** The shape alone: the figures stand in the builder. */
function Spark({ points }: { readonly points: readonly Point[] }) {
  const most = Math.max(1, ...points.map(({ amount }) => Number(amount)));
  const top = Math.max(1, ...points.map(({ pay }) => Number(pay)));
  const path = points
    .map(({ amount, pay }, at) => {
      const x = (Number(amount) / most) * WIDTH;
      const y = HEIGHT - 3 - (Math.max(0, Number(pay)) / top) * (HEIGHT - 6);
      return `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
  return (
    <svg
      class="gallery-curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={`M0 ${HEIGHT - 1}H${WIDTH}`} class="gallery-axis" />
      {path !== "" && <path d={path} class="gallery-line" />}
    </svg>
  );
}
