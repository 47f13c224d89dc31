import type { Refusals } from "../lib/refusals.ts";

export const boardRefusals = {
  "boards/not_found": { status: 404, en: "There is no board {id}.", zh: "没有排行榜 {id}。" },
  "boards/unknown_unit": {
    status: 422,
    en: "The unit {value} is not one you can make a board of. Choose one from the list.",
    zh: "无法为组织单元 {value} 建立排行榜，请从列表中选择。",
  },
  "boards/unknown_metric": {
    status: 422,
    en: "There is no metric {value}. Choose one from the list.",
    zh: "没有指标 {value}，请从列表中选择。",
  },
  "boards/metric_does_not_add_up": {
    status: 422,
    en: "{value} does not add up over time, so its sums cannot be ranked. Choose a metric that is a sum.",
    zh: "{value} 不能按时间累加，无法用合计排名。请选择可累加的指标。",
  },
  "boards/exists": {
    status: 409,
    en: "A board with this id exists already.",
    zh: "已有使用该标识的排行榜。",
  },
  "screens/not_found": { status: 404, en: "There is no screen {id}.", zh: "没有屏幕 {id}。" },
  "screens/unknown_code": {
    status: 422,
    en: "No television shows the code {shown} now. Codes last ten minutes; type the one it shows.",
    zh: "目前没有电视显示配对码 {shown}。配对码十分钟内有效，请输入电视上正在显示的码。",
  },
  "screens/taken": {
    status: 409,
    en: "This television has been paired already. Load /tv on it again for a new code.",
    zh: "这台电视已完成配对。请在电视上重新打开 /tv 获取新的配对码。",
  },
  "screens/not_paired": {
    status: 401,
    en: "This television is not paired, or was taken off its board.",
    zh: "这台电视尚未配对，或已被移除。",
  },
  "ticket/invalid": {
    status: 401,
    en: "This address opens with a ticket of the board's page only.",
    zh: "此地址只能使用排行榜页面签发的票据打开。",
  },
  "ticket/expired": {
    status: 401,
    en: "The ticket is older than a minute. The page asks for a new one.",
    zh: "票据已超过一分钟，请由页面重新获取。",
  },
  "socket/needed": {
    status: 400,
    en: "This address speaks WebSocket. Use GET /api/v1/boards/:boardId/standings otherwise.",
    zh: "此地址使用 WebSocket 协议；其他方式请使用 GET /api/v1/boards/:boardId/standings。",
  },
} as const satisfies Refusals;
