import type { ComponentChildren } from "preact";
import { language } from "../messages/language.ts";
import { setLanguage, words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Choice, Field } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { FieldName, SignInFlow } from "./sign-in.ts";

type FormProps = { readonly flow: SignInFlow; readonly children: ComponentChildren };

function Form({ flow, children, onSubmit }: FormProps & { onSubmit: () => Promise<void> }) {
  return (
    <form
      class="stack sign-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {flow.problem.value && <ErrorState problem={flow.problem.value} inline />}
      {children}
    </form>
  );
}

function errorOf(flow: SignInFlow, name: FieldName): string | null {
  const fault = flow.faults.value[name];
  return fault ? words("auth")[fault] : null;
}

function NameField({ flow }: { flow: SignInFlow }) {
  const w = words("auth");
  return (
    <Field
      size="l"
      label={w.name}
      name="name"
      maxLength={120}
      autocomplete="name"
      placeholder={w.namePlaceholder}
      value={flow.fields.name.value}
      error={errorOf(flow, "name")}
      onInput={(text) => (flow.fields.name.value = text)}
      autoFocus
    />
  );
}

export function EmailField({ flow, first }: { flow: SignInFlow; first?: boolean }) {
  const w = words("auth");
  return (
    <Field
      size="l"
      label={w.email}
      name="email"
      type="email"
      inputMode="email"
      autocomplete="email"
      placeholder={w.emailPlaceholder}
      value={flow.fields.email.value}
      error={errorOf(flow, "email")}
      onInput={(text) => (flow.fields.email.value = text)}
      autoFocus={first ?? false}
    />
  );
}

function CompanyFields({ flow }: { flow: SignInFlow }) {
  const w = words("auth");
  return (
    <>
      <Field
        size="l"
        label={w.company}
        name="company"
        autocomplete="organization"
        maxLength={120}
        placeholder={w.companyPlaceholder}
        value={flow.fields.company.value}
        error={errorOf(flow, "company")}
        onInput={(text) => (flow.fields.company.value = text)}
      />
      <Choice
        legend={w.language}
        name="locale"
        value={flow.locale.value}
        options={[
          { value: "zh", label: w.languages.zh },
          { value: "en", label: w.languages.en },
        ]}
        onChange={(to) => {
          flow.locale.value = to;
          if (to !== language.value) void setLanguage(to);
        }}
      />
    </>
  );
}

/** Name, address, company and language: everything a new company needs. */
export function DetailsForm({ flow }: { flow: SignInFlow }) {
  const w = words("auth");
  return (
    <Form flow={flow} onSubmit={flow.sendCode}>
      <NameField flow={flow} />
      <EmailField flow={flow} />
      <CompanyFields flow={flow} />
      <Button kind="primary" size="l" type="submit" wide busy={flow.busy.value}>
        {w.sendCode}
      </Button>
    </Form>
  );
}

export function EmailForm({ flow }: { flow: SignInFlow }) {
  return (
    <Form flow={flow} onSubmit={flow.sendCode}>
      <EmailField flow={flow} first />
      <Button kind="primary" size="l" type="submit" wide busy={flow.busy.value}>
        {words("auth").sendCode}
      </Button>
    </Form>
  );
}

export function CodeForm({ flow }: { flow: SignInFlow }) {
  const w = words("auth");
  const wait = flow.resendIn.value;
  return (
    <Form flow={flow} onSubmit={flow.confirm}>
      <div class="code-field">
        <Field
          size="l"
          label={w.code}
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={6}
          placeholder="••••••"
          value={flow.fields.code.value}
          error={errorOf(flow, "code")}
          onInput={flow.typeCode}
          autoFocus
        />
      </div>
      <Button kind="primary" size="l" type="submit" wide busy={flow.busy.value}>
        {w.confirm}
      </Button>
      <div class="row row-between">
        <Button
          kind="quiet"
          size="s"
          disabled={wait > 0}
          onClick={() => void flow.resend().then((sent) => sent && toast(w.resent))}
        >
          {wait > 0 ? w.resendIn(wait) : w.resend}
        </Button>
        <Button kind="quiet" size="s" onClick={() => (flow.step.value = "details")}>
          {w.otherEmail}
        </Button>
      </div>
    </Form>
  );
}

export function CompanyForm({ flow }: { flow: SignInFlow }) {
  return (
    <Form flow={flow} onSubmit={flow.createCompany}>
      <CompanyFields flow={flow} />
      <Button kind="primary" size="l" type="submit" wide busy={flow.busy.value}>
        {words("auth").createCompany}
      </Button>
    </Form>
  );
}

type SignPageProps = {
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
  readonly foot?: ComponentChildren;
};

/** A narrow page with one form on it. */
export function SignPage({ title, lead, children, foot }: SignPageProps) {
  return (
    <div class="sign">
      <header class="stack stack-s">
        <h1>{title}</h1>
        <p class="page-lead">{lead}</p>
      </header>
      {children}
      {foot && <div class="sign-foot">{foot}</div>}
    </div>
  );
}
