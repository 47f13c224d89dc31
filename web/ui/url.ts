// Filters, tabs, periods and drawers live in the URL, so that a view can be sent to a colleague.
import { useLocation } from "preact-iso";

/** One query parameter as state. Setting it replaces the entry unless `push` is asked for. */
export function useQuery(
  name: string,
  fallback = "",
): [string, (value: string, push?: boolean) => void] {
  const { query, route } = useLocation();
  const set = (value: string, push = false) => {
    route(
      location.pathname + withQuery(location.search, { [name]: value === fallback ? "" : value }),
      !push,
    );
  };
  return [query[name] ?? fallback, set];
}

/** The query with some parameters set; empty text removes one. Hand it several to change them at once. */
export function withQuery(search: string, changes: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
