import { useEffect, useMemo, useState } from "preact/hooks";
import { decodeSheet, encodeSheet } from "../calculator/link.ts";
import { decodeMean, encodeMean, meanModel, type MeanSheet } from "../calculator/mean-model.ts";
import { MeanMode } from "../calculator/mean-view.tsx";
import { calculatorModel, type Sheet } from "../calculator/model.ts";
import {
  decodeTable,
  encodeTable,
  tableModel,
  type TableSheet,
} from "../calculator/table-model.ts";
import { TableMode } from "../calculator/table-view.tsx";
import { Inputs, Result } from "../calculator/view.tsx";
import "../calculator/calculator.css";
import "../targets/targets.css";
import { words, type Catalogues } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { Choice } from "../ui/field.tsx";
import { toast } from "../ui/toast.tsx";

/** By the name of the parameter that carries the sheet. */
const MODES = ["s", "t", "m"] as const;
type Mode = (typeof MODES)[number];

/** Anyone's sum shared out, in the browser alone; the link carries it. */
export function Calculator() {
  const w = words("calculator");
  const query = useMemo(() => new URLSearchParams(location.search), []);
  const [mode, setMode] = useState<Mode>(() => MODES.find((each) => query.has(each)) ?? "s");
  const share = useMemo(() => calculatorModel(decodeSheet(query.get("s") ?? "") ?? usual(w)), []);
  const table = useMemo(() => tableModel(decodeTable(query.get("t") ?? "") ?? usualTable(w)), []);
  const mean = useMemo(() => meanModel(decodeMean(query.get("m") ?? "") ?? usualMean(w)), []);
  const texts = {
    s: () => encodeSheet(share.sheet.value),
    t: () => encodeTable(table.sheet.value),
    m: () => encodeMean(mean.sheet.value),
  };
  const text = texts[mode]();
  useEffect(() => {
    // The address follows what is typed, so that a reload or a bookmark keeps it.
    history.replaceState(history.state, "", `${location.pathname}?${mode}=${text}`);
  }, [mode, text]);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    toast(w.copied);
  };
  return (
    <Page
      title={w.title}
      lead={w.lead}
      actions={
        <Button icon="copy" onClick={() => void copy()}>
          {w.copy}
        </Button>
      }
    >
      <div class="calc">
        <div class="calc-modes">
          <Choice
            legend={w.mode}
            name="mode"
            value={mode}
            onChange={setMode}
            options={MODES.map((value) => ({ value, label: w.modes[value] }))}
          />
        </div>
        {mode === "t" && <TableMode model={table} />}
        {mode === "m" && <MeanMode model={mean} />}
        {mode === "s" && <Inputs model={share} />}
        <div class={mode === "s" ? "calc-result stack stack-l" : "calc-wide"}>
          {mode === "s" && (
            <Card title={w.result}>
              <Result model={share} />
            </Card>
          )}
          <Card title={w.signUpTitle}>
            <p>{w.signUp}</p>
            <p>
              <ButtonLink kind="primary" href="/signup">
                {w.signUpAction}
              </ButtonLink>
            </p>
          </Card>
        </div>
      </div>
    </Page>
  );
}

type Words = Catalogues["calculator"];

/** Something to look at: 12 million over four regions by history, potential and capability. */
function usual({ sample: names }: Words): Sheet {
  const line = (id: string, name: string, values: string[], share: string, own: string[]) => ({
    id,
    name,
    values,
    share,
    min: "",
    max: "",
    own,
    locked: false,
  });
  return {
    total: "12000000",
    method: "composite",
    granularity: "1000",
    rounding: "hare",
    over: "0",
    oddTo: "",
    hasBounds: false,
    weights: ["50%", "30%", "20%"],
    lines: [
      line("1", names.east, ["4200000", "900", "110"], "40", [
        ...["4800000", "4200000", "15"],
        ...["20", "200000", "100", "4200000"],
      ]),
      line("2", names.south, ["3100000", "850", "100"], "30", [
        ...["3600000", "3100000", "20"],
        ...["17", "180000", "100", "3100000"],
      ]),
      line("3", names.north, ["2400000", "600", "95"], "20", [
        ...["2400000", "2400000", "10"],
        ...["12", "190000", "90", "2400000"],
      ]),
      line("4", names.west, ["800000", "700", "105"], "10", [
        ...["1200000", "800000", "40"],
        ...["6", "150000", "60", "800000"],
      ]),
    ],
  };
}

/** Three people over half a year; one begins in September, the team's autumn is strong. */
function usualTable({ sample, table }: Words): TableSheet {
  const locked = ["", "", "", "", "", ""];
  return {
    granularity: "1000",
    rounding: "controlled",
    columns: ["700000", "650000", "900000", "1000000", "1050000", "1200000"].map((total, at) => ({
      name: table.month(at + 7),
      total,
    })),
    rows: [
      { name: sample.east, total: "2400000", curve: ["3", "3", "4", "4", "4", "5"], locked },
      { name: sample.south, total: "1900000", curve: ["4", "3", "3", "4", "5", "5"], locked },
      { name: sample.north, total: "1200000", curve: ["0", "0", "1", "2", "3", "3"], locked },
    ],
  };
}

/** A margin of 30 % over two channels: 36 % on 60, 21 % on 40. */
function usualMean({ mean: { sample } }: Words): MeanSheet {
  return {
    parent: "30",
    how: "scale",
    lines: [
      { name: sample.direct, base: "60", value: "36" },
      { name: sample.partner, base: "40", value: "21" },
    ],
  };
}
