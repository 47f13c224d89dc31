import { useEffect, useMemo, useState } from "preact/hooks";
import { day as dayIn } from "../../workers/lib/day.ts";
import { formatRate, rate, type Rate } from "../../workers/lib/rate.ts";
import { resultsOnly } from "../../workers/metrics/balance.ts";
import { changedBy } from "../../workers/metrics/change.ts";
import { everyDriver, setDriver, type Driver } from "../../workers/metrics/drivers.ts";
import { me } from "../auth/session.ts";
import { day, exact, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Badge, Note, Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { depthModel, withDrivers, type DepthModel, type Pair } from "./depth-model.ts";
import { nameOfMetric, type Metric } from "./model.ts";
import "./metrics.css";

/** What stands behind the list: growth beside health, and the drivers of a result. */
export function MetricDepth({ items }: { readonly items: readonly Metric[] }) {
  const model = useMemo(() => depthModel(dayIn(me().today)), []);
  return (
    <div class="stack stack-l">
      {resultsOnly(items) && <Note tone="warn">{words("metrics").resultsOnly}</Note>}
      <Drivers model={model} items={items} />
      <Pairs model={model} items={items} />
    </div>
  );
}

type Props = { readonly model: DepthModel; readonly items: readonly Metric[] };

function Pairs({ model, items }: Props) {
  const w = words("metrics").health;
  useEffect(() => void model.loadPairs(items), [items]);
  const pairs = model.pairs.value;
  const { from, until } = model.year;
  return (
    <Card title={w.title} lead={w.lead(day(from), day(until))}>
      {pairs === null ? (
        <Skeleton lines={2} />
      ) : pairs.length === 0 ? (
        <p class="muted">{w.none}</p>
      ) : (
        <div class="stack">
          {pairs
            .filter(({ found }) => found.state === "diverges")
            .map((pair) => (
              <Note key={pair.growth.id} tone="warn">
                {w.alert(
                  nameOfMetric(pair.growth),
                  change(pair.found.growth),
                  nameOfMetric(pair.health),
                  change(pair.found.health),
                )}
              </Note>
            ))}
          <PairTable pairs={pairs} />
        </div>
      )}
    </Card>
  );
}

function PairTable({ pairs }: { readonly pairs: readonly Pair[] }) {
  const w = words("metrics").health;
  const tone = { diverges: "warn", fine: "good", unknown: "neutral" } as const;
  return (
    <Table
      caption={w.caption}
      rows={pairs}
      rowKey={({ growth }) => growth.id}
      dense
      columns={[
        { id: "growth", head: w.growth, names: true, cell: ({ growth }) => nameOfMetric(growth) },
        { id: "by", head: w.change, numeric: true, cell: ({ found }) => change(found.growth) },
        { id: "health", head: w.health, cell: ({ health }) => nameOfMetric(health) },
        { id: "fall", head: w.change, numeric: true, cell: ({ found }) => change(found.health) },
        {
          id: "state",
          head: w.state,
          cell: ({ found }) => <Badge tone={tone[found.state]}>{w.states[found.state]}</Badge>,
        },
      ]}
    />
  );
}

function change(value: Rate | null): string {
  if (value === null) return "–";
  return (value.num > 0n ? "+" : "") + percent(formatRate(value, 6));
}

function Drivers({ model, items }: Props) {
  const w = words("metrics").drivers;
  const results = withDrivers(items);
  const [chosen, setChosen] = useState("");
  const code = results.some((each) => each.code === chosen) ? chosen : (results[0]?.code ?? "");
  useEffect(() => void (code === "" ? null : model.loadTree(code, items)), [code, items]);
  const tree = model.tree.value;
  return (
    <Card title={w.title} lead={w.lead}>
      {results.length === 0 ? (
        <p class="muted">{w.none}</p>
      ) : (
        <div class="stack">
          {results.length > 1 && (
            <Select
              label={w.result}
              value={code}
              onChange={setChosen}
              options={results.map((each) => ({ value: each.code, label: nameOfMetric(each) }))}
            />
          )}
          {tree?.code === code ? (
            <Editor now={tree} items={items} unknown={model.unknown.value} />
          ) : (
            <Skeleton lines={4} />
          )}
        </div>
      )}
    </Card>
  );
}

type EditorProps = {
  readonly now: Driver;
  readonly items: readonly Metric[];
  readonly unknown: ReadonlySet<string>;
};
type Line = { readonly driver: Driver; readonly depth: number };

function linesOf(driver: Driver, depth = 0): Line[] {
  return [{ driver, depth }, ...driver.drivers.flatMap((each) => linesOf(each, depth + 1))];
}

/** The tree with a field for each number: whichever is changed, the others follow. */
function Editor({ now, items, unknown }: EditorProps) {
  const w = words("metrics").drivers;
  const [after, setAfter] = useState(now);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [gives, setGives] = useState<Readonly<Record<string, string>>>({});
  const [wrong, setWrong] = useState<{ code: string; text: string } | null>(null);
  useEffect(() => setAfter(now), [now]);
  const metricOf = (code: string) => items.find((each) => each.code === code);
  const before = new Map(everyDriver(now).map((each) => [each.code, each.value]));
  const apply = ({ driver }: Line) => {
    const text = typed[driver.code] ?? "";
    const value = changedBy(driver.value, text, metricOf(driver.code)?.unit ?? "count");
    if (!value.ok) return setWrong({ code: driver.code, text: w.errors[value.error.code](text) });
    const leaf = gives[driver.code];
    const asked = { code: driver.code, value: value.value, ...(leaf ? { gives: leaf } : {}) };
    const made = setDriver(after, asked);
    if (!made.ok) {
      return setWrong({ code: driver.code, text: w.errors[made.error.code](made.error.driver) });
    }
    setWrong(null);
    setTyped({});
    setAfter(made.value);
  };
  const shown = (code: string, value: Rate) => {
    const metric = metricOf(code);
    return metric?.unit === "ratio"
      ? percent(formatRate(value, 6))
      : exact(formatRate(value, metric?.scale ?? 2));
  };
  return (
    <div class="stack">
      <p class="field-hint">{w.hint}</p>
      <ul class="driver-list" aria-label={w.caption}>
        {linesOf(after).map((line) => {
          const { code, value, drivers } = line.driver;
          const name = nameOfMetric(metricOf(code) ?? { nameZh: code, nameEn: code });
          const was = before.get(code) ?? value;
          const leaves = everyDriver(line.driver).filter((each) => each.drivers.length === 0);
          return (
            <li key={`${line.depth}-${code}`} style={{ "--depth": `${line.depth}` }}>
              <div class="driver-name">
                <strong>{name}</strong>
                <span class="num">{shown(code, value)}</span>
                <span class="muted small">
                  {unknown.has(code) ? w.unknown : `${w.now} ${shown(code, was)}`}
                  {was.num !== 0n &&
                    ` · ${change(rate(value.num * was.den - was.num * value.den, value.den * (was.num < 0n ? -was.num : was.num)))}`}
                </span>
              </div>
              <form
                class="driver-edit"
                onSubmit={(event) => {
                  event.preventDefault();
                  apply(line);
                }}
              >
                <Field
                  label={`${name}: ${w.value}`}
                  hideLabel
                  placeholder="+10%"
                  value={typed[code] ?? ""}
                  onInput={(text) => setTyped({ ...typed, [code]: text })}
                  error={wrong?.code === code ? wrong.text : null}
                />
                {drivers.length > 0 && (
                  <Select
                    label={`${name}: ${w.gives}`}
                    value={gives[code] ?? leaves[0]?.code ?? ""}
                    onChange={(leaf) => setGives({ ...gives, [code]: leaf })}
                    options={leaves.map((leaf) => ({
                      value: leaf.code,
                      label: nameOfMetric(
                        metricOf(leaf.code) ?? { nameZh: leaf.code, nameEn: leaf.code },
                      ),
                    }))}
                  />
                )}
                <Button size="s" type="submit" disabled={(typed[code] ?? "") === ""}>
                  {w.apply}
                </Button>
              </form>
            </li>
          );
        })}
      </ul>
      {after !== now && (
        <div class="row row-end">
          <Button kind="quiet" onClick={() => setAfter(now)}>
            {w.reset}
          </Button>
        </div>
      )}
    </div>
  );
}
