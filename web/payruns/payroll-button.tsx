import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { toast } from "../ui/toast.tsx";
import type { RunModel } from "./run-model.ts";

type Props = { readonly model: RunModel; readonly kind: "primary" | "plain" };

/** The payroll file in one press; the other form stands beside it. Each taking is on record. */
export function PayrollButton({ model, kind }: Props) {
  const w = words("payruns").run;
  if (!may("incentives.pay")) return null;
  const take = async (format: "csv" | "xlsx") => {
    const file = await model.take(format);
    if (!file) return;
    const { savePayroll } = await import("./payroll-file.ts");
    await savePayroll(file, format, w.payroll);
    toast(w.done.export, { tone: "good" });
  };
  return (
    <span class="row run-export">
      <Button
        kind={kind}
        size={kind === "primary" ? "l" : "m"}
        icon="download"
        busy={model.busy.value === "export"}
        onClick={() => void take("csv")}
      >
        {w.payroll.export}
      </Button>
      <Menu
        label={w.payroll.xlsx}
        items={[
          {
            ...{ id: "xlsx", label: w.payroll.xlsx, icon: "file" as const },
            onChoose: () => void take("xlsx"),
          },
          {
            ...{ id: "csv", label: w.payroll.csv, icon: "file" as const },
            onChoose: () => void take("csv"),
          },
        ]}
      >
        XLSX
      </Menu>
    </span>
  );
}
