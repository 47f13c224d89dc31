import { useSignal } from "@preact/signals";
import { words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Badge, EmptyState, type Tone } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import {
  bodySchema,
  curlOf,
  fieldsOf,
  finds,
  routesOf,
  typeOf,
  type Document,
  type Operation,
  type Route,
  type Schema,
} from "./schema.ts";

const TONES: Readonly<Record<string, Tone>> = {
  GET: "accent",
  POST: "good",
  PUT: "good",
  PATCH: "warn",
  DELETE: "bad",
};

/** Every route by its noun, each opening to what it takes, answers and refuses. */
export function Reference({ document }: { document: Document }) {
  const w = words("reference");
  const wanted = useSignal("");
  const routes = routesOf(document).filter((route) => finds(route, wanted.value.trim()));
  const tags = document.tags.filter(({ name }) =>
    routes.some(({ operation }) => operation.tags.includes(name)),
  );
  return (
    <div class="reference">
      <nav class="reference-nav" aria-label={w.nouns}>
        <Field
          label={w.filter}
          type="search"
          value={wanted.value}
          onInput={(text) => (wanted.value = text)}
        />
        <ul lang="en">
          {tags.map(({ name }) => (
            <li key={name}>
              <a class="nav-link" href={`#${name}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="stack-l stack">
        {tags.map(({ name }) => (
          <section key={name} class="stack stack-s">
            <h2 id={name} lang="en">
              {name}
            </h2>
            {routes
              .filter(({ operation }) => operation.tags.includes(name))
              .map((route) => (
                <Call key={route.operation.operationId} route={route} />
              ))}
          </section>
        ))}
        {tags.length === 0 && <EmptyState icon="search" title={w.nothing} />}
      </div>
    </div>
  );
}

function Call({ route }: { route: Route }) {
  const { method, path, operation } = route;
  const isOpen = useSignal(false);
  return (
    <details class="call" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        <span class="call-method">
          <Badge tone={TONES[method] ?? "neutral"}>{method}</Badge>
        </span>
        <code class="call-path">{path}</code>
        <span class="call-summary" lang="en">
          {operation.summary}
        </span>
      </summary>
      {isOpen.value && <Detail route={route} />}
    </details>
  );
}

function Detail({ route }: { route: Route }) {
  const w = words("reference");
  const { operation } = route;
  const roles = operation["x-roles"];
  const good = Object.entries(operation.responses).find(([status]) => status.startsWith("2"));
  return (
    <div class="call-body stack">
      {operation.description && <p lang="en">{operation.description}</p>}
      {roles && (
        <p class="row">
          <span class="muted">{w.who}</span>
          {roles.map((role) => (
            <Badge key={role}>{role}</Badge>
          ))}
          {operation["x-scope"] && <Badge tone="accent">{w.scope(operation["x-scope"])}</Badge>}
        </p>
      )}
      <Parameters operation={operation} />
      <Fields title={w.sends} schema={bodySchema(operation.requestBody)} />
      {good && <Fields title={`${w.answers} ${good[0]}`} schema={bodySchema(good[1])} />}
      <Refusals operation={operation} />
      <h3>{w.example}</h3>
      <pre class="call-code" tabIndex={0} aria-label={w.example}>
        {curlOf(route, location.origin)}
      </pre>
    </div>
  );
}

function Parameters({ operation }: { operation: Operation }) {
  const w = words("reference");
  const rows = operation.parameters ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{w.parameters}</h3>
      <Table
        caption={w.parameters}
        dense
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { id: "name", head: w.name, names: true, cell: ({ name }) => <code>{name}</code> },
          { id: "in", head: w.place, cell: (each) => w.places[placeOf(each.in)] },
          { id: "type", head: w.type, cell: ({ schema }) => <code>{typeOf(schema)}</code> },
          { id: "must", head: w.required, cell: ({ required }) => (required ? w.yes : "") },
          {
            id: "about",
            head: w.about,
            cell: ({ description }) => <span lang="en">{description}</span>,
          },
        ]}
      />
    </>
  );
}

function placeOf(text: string): "path" | "query" | "header" {
  return text === "path" || text === "query" ? text : "header";
}

function Fields({ title, schema }: { title: string; schema: Schema | null }) {
  const w = words("reference");
  const rows = schema ? fieldsOf(schema) : [];
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <Table
        caption={title}
        dense
        rows={rows.map((row, at) => ({ ...row, at }))}
        rowKey={({ at }) => String(at)}
        columns={[
          {
            id: "name",
            head: w.name,
            names: true,
            cell: ({ name, depth }) => (
              <code>
                {"\u2003".repeat(depth)}
                {name}
              </code>
            ),
          },
          { id: "type", head: w.type, cell: ({ type }) => <code>{type}</code> },
          { id: "must", head: w.required, cell: ({ required }) => (required ? w.yes : "") },
          { id: "limits", head: w.limits, cell: ({ limits }) => <code>{limits}</code> },
        ]}
      />
    </>
  );
}

function Refusals({ operation }: { operation: Operation }) {
  const w = words("reference");
  const rows = Object.entries(operation.responses).filter(([status]) => !status.startsWith("2"));
  return (
    <>
      <h3>{w.refuses}</h3>
      <Table
        caption={w.refuses}
        dense
        rows={rows}
        rowKey={([status]) => status}
        columns={[
          { id: "status", head: w.status, names: true, cell: ([status]) => status },
          {
            id: "codes",
            head: w.codes,
            cell: ([, { description }]) => (
              <span class="row">
                {description.split(", ").map((code) => (
                  <code key={code}>{code}</code>
                ))}
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

/** The document itself, for generators. */
export function DocumentLink() {
  return (
    <ButtonLink icon="download" href="/api/openapi.json" download="fairlead-openapi.json">
      OpenAPI 3.1
    </ButtonLink>
  );
}
