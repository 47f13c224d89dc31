import { useEffect, useMemo } from "preact/hooks";
import { decodeSheet, encodeSheet } from "../calculator/link.ts";
import { calculatorModel, type Sheet } from "../calculator/model.ts";
import { Inputs, Result } from "../calculator/view.tsx";
import "../calculator/calculator.css";
import "../targets/targets.css";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { toast } from "../ui/toast.tsx";

/** Anyone's sum shared out, in the browser alone; the link carries it. */
export function Calculator() {
  const w = words("calculator");
  const model = useMemo(() => calculatorModel(fromLink() ?? usual(w.sample)), []);
  const sheet = model.sheet.value;
  useEffect(() => {
    // The address follows what is typed, so that a reload or a bookmark keeps it.
    history.replaceState(history.state, "", `${location.pathname}?s=${encodeSheet(sheet)}`);
  }, [sheet]);
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
        <Inputs model={model} />
        <div class="calc-result stack stack-l">
          <Card title={w.result}>
            <Result model={model} />
          </Card>
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

function fromLink(): Sheet | null {
  return decodeSheet(new URLSearchParams(location.search).get("s") ?? "");
}

/** Something to look at: 12 million over four regions by history, potential and capability. */
function usual(names: { east: string; south: string; north: string; west: string }): Sheet {
  const line = (id: string, name: string, values: string[], share: string) => ({
    id,
    name,
    values,
    share,
    min: "",
    max: "",
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
      line("1", names.east, ["4200000", "900", "110"], "40"),
      line("2", names.south, ["3100000", "850", "100"], "30"),
      line("3", names.north, ["2400000", "600", "95"], "20"),
      line("4", names.west, ["800000", "700", "105"], "10"),
    ],
  };
}
