export const publicWords = {
  title: "x",
};
