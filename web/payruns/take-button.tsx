import { Button } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";

type Props = {
  readonly label: string;
  /** What the two forms are called in the menu. */
  readonly forms: { readonly csv: string; readonly xlsx: string };
  readonly kind: "primary" | "plain";
  readonly busy: boolean;
  readonly onTake: (format: "csv" | "xlsx") => void;
};

/** A file for payroll in one press; the other form stands beside it. */
export function TakeButton({ label, forms, kind, busy, onTake }: Props) {
  return (
    <span class="row run-export">
      <Button
        kind={kind}
        size={kind === "primary" ? "l" : "m"}
        icon="download"
        busy={busy}
        onClick={() => onTake("csv")}
      >
        {label}
      </Button>
      <Menu
        label={forms.xlsx}
        items={(["xlsx", "csv"] as const).map((format) => ({
          ...{ id: format, label: forms[format], icon: "file" as const },
          onChoose: () => onTake(format),
        }))}
      >
        XLSX
      </Menu>
    </span>
  );
}
