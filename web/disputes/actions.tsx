import { useState } from "preact/hooks";
import { readAmount } from "../amount-text.ts";
import { currencySign } from "../format.ts";
import { words } from "../messages/messages.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { AssignForm } from "./assign-form.tsx";
import type { Dispute, Move, Said } from "./model.ts";

/** A move that asks for words first. */
export type Doing = "accept" | "reject" | "answer" | "reply" | "assign";

type ActionsProps = {
  readonly dispute: Dispute;
  readonly doing: Doing | null;
  readonly busy: Move | null;
  readonly onDoing: (doing: Doing | null) => void;
  readonly make: (move: Move, said?: Said) => Promise<void>;
};

/** What the reader may do next: one press opens what is asked for, one sends it. */
export function Actions({ dispute, doing, busy, onDoing, make }: ActionsProps) {
  const w = words("disputes").do;
  const { may } = dispute;
  if (doing === "assign")
    return (
      <AssignForm
        dispute={dispute}
        busy={busy === "assign"}
        onBack={() => onDoing(null)}
        onSend={(said) => void make("assign", said)}
      />
    );
  if (doing !== null)
    return (
      <Form
        key={doing}
        dispute={dispute}
        doing={doing}
        busy={busy === doing}
        onBack={() => onDoing(null)}
        onSend={(said) => void make(doing, said)}
      />
    );
  return (
    <div class="row row-end disputes-actions">
      {may.includes("withdrawn") && (
        <Button busy={busy === "withdraw"} onClick={() => void make("withdraw")}>
          {w.withdraw}
        </Button>
      )}
      {may.includes("replied") && (
        <Button kind="primary" onClick={() => onDoing("reply")}>
          {w.reply}
        </Button>
      )}
      {may.includes("assigned") && dispute.owner === null && (
        <Button kind="quiet" busy={busy === "take"} onClick={() => void make("take")}>
          {w.take}
        </Button>
      )}
      {may.includes("assigned") && (
        <Button kind="quiet" onClick={() => onDoing("assign")}>
          {w.assign}
        </Button>
      )}
      {may.includes("answered") && <Button onClick={() => onDoing("answer")}>{w.answer}</Button>}
      {may.includes("rejected") && <Button onClick={() => onDoing("reject")}>{w.reject}</Button>}
      {may.includes("accepted") && (
        <Button kind="primary" onClick={() => onDoing("accept")}>
          {w.accept}
        </Button>
      )}
    </div>
  );
}

type FormProps = {
  readonly dispute: Dispute;
  readonly doing: Exclude<Doing, "assign">;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onSend: (said: Said) => void;
};

function Form({ dispute, doing, busy, onBack, onSend }: FormProps) {
  const w = words("disputes").do;
  const [text, setText] = useState("");
  const [typed, setTyped] = useState(dispute.amount ?? "");
  const amount = readAmount(typed);
  const isReady =
    doing === "accept" ? amount.ok && !/^-?[0.]*$/.test(amount.plain) : text.trim() !== "";
  const send = () => {
    if (isReady) onSend({ text, amount: amount.ok ? amount.plain : "" });
  };
  const says = {
    accept: w.confirmAccept,
    reject: w.confirmReject,
    answer: w.confirmAnswer,
    reply: w.confirmReply,
  }[doing];
  return (
    <form
      class="stack stack-s disputes-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {doing === "accept" && (
        <>
          <p class="small muted">{w.acceptHint}</p>
          <AmountField
            label={w.amount}
            hint={w.amountHint}
            value={typed}
            currency={dispute.currency}
            prefix={currencySign(dispute.currency)}
            onInput={setTyped}
            autoFocus={dispute.amount === null}
          />
        </>
      )}
      <Field
        label={doing === "accept" || doing === "reject" ? w.reason : w.text}
        hint={doing === "reject" || doing === "answer" ? w.reasonHint : undefined}
        value={text}
        rows={3}
        maxLength={1000}
        onInput={setText}
      />
      <div class="row row-end">
        <Button onClick={onBack}>{w.back}</Button>
        <Button
          kind={doing === "reject" ? "danger" : "primary"}
          type="submit"
          busy={busy}
          disabled={!isReady}
        >
          {says}
        </Button>
      </div>
    </form>
  );
}
