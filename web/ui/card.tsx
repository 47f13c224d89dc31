import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { classes } from "./classes.ts";

type CardProps = {
  readonly title?: ComponentChildren;
  /** One sentence below the title. */
  readonly lead?: ComponentChildren;
  /** Actions or a badge at the right of the title. */
  readonly aside?: ComponentChildren;
  readonly footer?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** No padding, for a table that reaches the edges. */
  readonly flush?: boolean;
  readonly sample?: boolean;
  readonly class?: string;
  readonly level?: 2 | 3;
};

/** A framed part of a page. Use few: space and a line usually do. */
export function Card(props: CardProps) {
  const Heading = props.level === 3 ? "h3" : "h2";
  return (
    <section
      class={classes("card", props.flush && "card-flush", props.sample && "sample", props.class)}
    >
      {(props.title || props.aside) && (
        <header class="card-head">
          <div>
            {props.title && <Heading class="card-title">{props.title}</Heading>}
            {props.lead && <p class="muted">{props.lead}</p>}
          </div>
          {props.aside && <div class="card-aside">{props.aside}</div>}
        </header>
      )}
      {props.children !== undefined && <div class="card-body">{props.children}</div>}
      {props.footer && <footer class="card-foot">{props.footer}</footer>}
    </section>
  );
}

/** What the window and the history call this page. `Page` does it by itself. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Fairlead`;
  }, [title]);
}

type PageProps = {
  readonly title: string;
  readonly lead?: ComponentChildren;
  /** Switchers and the page's actions. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
  /** `read` for forms and prose, `wide` for grids. */
  readonly width?: "read" | "usual" | "wide";
};

/** Every page of the app: one h1, its actions beside it, the content below. */
export function Page({ title, lead, actions, children, width = "usual" }: PageProps) {
  useTitle(title);
  return (
    <div class={`page page-${width}`}>
      <header class="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p class="page-lead">{lead}</p>}
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
