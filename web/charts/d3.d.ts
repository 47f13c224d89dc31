// What we use of two libraries that ship no types.
declare module "d3-scale" {
  type Linear = {
    (value: number): number;
    domain(values: readonly [number, number]): Linear;
    range(values: readonly [number, number]): Linear;
    nice(count?: number): Linear;
    ticks(count: number): number[];
  };
  export function scaleLinear(): Linear;
}
declare module "d3-shape" {
  type Path<Datum> = {
    (data: readonly Datum[]): string | null;
    x(of: (datum: Datum) => number): Path<Datum>;
    y(of: (datum: Datum) => number): Path<Datum>;
    y0(of: (datum: Datum) => number): Path<Datum>;
    y1(of: (datum: Datum) => number): Path<Datum>;
    defined(of: (datum: Datum) => boolean): Path<Datum>;
  };
  export function line<Datum>(): Path<Datum>;
  export function area<Datum>(): Path<Datum>;
}
