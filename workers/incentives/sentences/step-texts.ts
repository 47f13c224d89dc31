import { LINE_STEPS } from "./step-texts-line.ts";
import { PAY_STEPS } from "./step-texts-pay.ts";
import { WINDOW_STEPS } from "./step-texts-window.ts";

/**
 * The words of every rule the engine writes into a trace, zh and en. `{name}` is a figure of the
 * step, written by its unit. A figure that is not always there stands in `more`, which is left out
 * with it. The engine's rules are the keys of this table, so a rule without words does not compile.
 */
export const STEP_WORDS = { ...WINDOW_STEPS, ...PAY_STEPS, ...LINE_STEPS };

/** Every rule the engine may write into a step. */
export type StepRule = keyof typeof STEP_WORDS;
