/** What imports refuses, as the reader sees it. {name} is filled from the facts. */
export const importRefusals = {
  "import/not_found": {
    status: 404,
    en: "There is no import {id}.",
    zh: "没有编号为 {id} 的导入。",
  },
  "import/id_taken": {
    status: 409,
    en: "An import with the id {id} exists. Make a new id for a new file.",
    zh: "编号为 {id} 的导入已存在。新文件请使用新的编号。",
  },
  "import/too_many_open": {
    status: 409,
    en: "{count} imports are open. Finish or cancel one first.",
    zh: "有 {count} 个导入尚未结束。请先完成或取消其中一个。",
  },
  "import/not_receiving": {
    status: 409,
    en: "This import takes no more rows. Begin a new one.",
    zh: "此导入不再接收数据。请重新开始一次导入。",
  },
  "import/chunk_unknown": {
    status: 422,
    en: "The import was announced with {chunks} chunks; there is no chunk {n}.",
    zh: "此导入声明了 {chunks} 个分块，没有第 {n} 块（从 0 起）。",
  },
  "import/chunk_differs": {
    status: 409,
    en: "Chunk {n} has arrived before with other rows. Cancel this import and begin a new one.",
    zh: "第 {n} 块此前已上传，且内容不同。请取消此导入后重新开始。",
  },
  "import/chunk_damaged": {
    status: 422,
    en: "The rows of chunk {n} do not match their hash. Send the chunk again.",
    zh: "第 {n} 块的内容与哈希不符。请重新上传此块。",
  },
  "import/rows_malformed": {
    status: 422,
    en: "{count} rows of chunk {n} are not what {kind} takes; none was kept. Each is listed.",
    zh: "第 {n} 块中有 {count} 行不符合 {kind} 的格式，整块未保存；逐行原因见列表。",
  },
  "import/row_malformed": {
    status: 422,
    en: "This field cannot be used: {value}",
    zh: "此字段无法使用：{value}",
  },
  "import/metric_stays": {
    status: 422,
    en: "The metric {value} exists with another unit, scale or currency; those stay for ever. Use another code.",
    zh: "指标 {value} 已存在，且单位、小数位或币种不同；这些不能修改。请换一个编码。",
  },
  "import/incomplete": {
    status: 409,
    en: "{received} of {chunks} chunks have arrived, or they differ from what was announced. Send the rest; nothing was recorded.",
    zh: "{chunks} 个分块中只收到 {received} 个，或内容与声明不符。请补传；目前没有写入任何记录。",
  },
  "import/not_stoppable": {
    status: 409,
    en: "This import has ended: there is nothing to cancel. A finished one is taken back instead.",
    zh: "此导入已经结束，无法取消。已完成的导入请使用撤销。",
  },
  "import/not_undoable": {
    status: 409,
    en: "This import cannot be taken back as a whole. Change the rows under Data instead.",
    zh: "这次导入现在无法整体撤销。请在“数据”中逐项修改。",
  },
  "import/undo_too_late": {
    status: 409,
    en: "Imports can be taken back for 7 days. Record a correction instead.",
    zh: "导入完成后 7 天内可以撤销，现已超过期限。请改为录入更正记录。",
  },
} as const;
