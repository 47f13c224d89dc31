import type { Result } from "../lib/result.ts";
import { allocateTool, type ToolAnswer } from "./tool.ts";
import { meanTool, type MeanOutcome, type MeanRefusal, type MeanToolTask } from "./tool-mean.ts";
import type { ToolRefusal } from "./tool-refusal.ts";
import type { ToolRequest } from "./tool-request.ts";
import { tableTool } from "./tool-table.ts";
import type { TableOutcome, TableRefusal, TableTask } from "./tool-table-text.ts";

export type AnyTask = ToolRequest | TableTask | MeanToolTask;
export type AnyOutcome = ToolAnswer | TableOutcome | MeanOutcome;

/** Every method of the tool, by its name. */
export function calculate(
  task: AnyTask,
): Result<AnyOutcome, ToolRefusal | TableRefusal | MeanRefusal> {
  switch (task.method) {
    case "two_way":
      return tableTool(task);
    case "mean":
      return meanTool(task);
    default:
      return allocateTool(task);
  }
}
