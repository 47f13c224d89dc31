import type { Guard } from "./commit.ts";
import type { Statement } from "./sql.ts";

/** What a caller of a command adds to the command's own batch: an import counts its chunk there. */
export type Also = {
  readonly expect?: readonly Guard[];
  readonly writes?: readonly Statement[];
};
/** Or a function of what was decided, asked again at every attempt. */
export type Riding<Made> = Also | ((made: Made) => Also);

export function riding<Made>(also: Riding<Made> | undefined, made: Made): Required<Also> {
  const { expect = [], writes = [] } = typeof also === "function" ? also(made) : (also ?? {});
  return { expect, writes };
}
