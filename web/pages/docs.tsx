import { useEffect, useMemo } from "preact/hooks";
import { fetchDocument } from "../api.ts";
import { words } from "../messages/messages.ts";
import type { Document } from "../reference/schema.ts";
import { DocumentLink, Reference } from "../reference/view.tsx";
import { Page } from "../ui/card.tsx";
import { resource } from "../ui/resource.ts";
import { Skeleton } from "../ui/state.tsx";
import { When } from "../ui/when.tsx";
import "../reference/reference.css";

/** The API, drawn from its own document: nothing here can differ from what the server answers. */
export function Docs() {
  const w = words("reference");
  const document = useMemo(() => resource(() => fetchDocument<Document>("/api/openapi.json")), []);
  useEffect(() => void document.load(), []);
  return (
    <Page title={w.title} lead={w.lead} actions={<DocumentLink />}>
      <ul class="docs-rules">
        {w.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <When of={document} waiting={<Skeleton lines={8} />}>
        {(body) => <Reference document={body} />}
      </When>
    </Page>
  );
}
