import type { Recipe } from "../isolation-recipes.ts";

export const recipes: Readonly<Record<string, Recipe>> = {
  listNotices: {},
  getNoticeSettings: {},
  changeNoticeSettings: {
    body: () => ({ digest: false }),
    own: [403, "a key gets no mail"],
  },
};
