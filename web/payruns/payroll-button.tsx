import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { toast } from "../ui/toast.tsx";
import type { RunModel } from "./run-model.ts";
import { TakeButton } from "./take-button.tsx";

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
    <TakeButton
      label={w.payroll.export}
      forms={w.payroll}
      kind={kind}
      busy={model.busy.value === "export"}
      onTake={(format) => void take(format)}
    />
  );
}
