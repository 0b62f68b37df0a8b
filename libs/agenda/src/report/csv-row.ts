export const COLUMNS = [
  ...(['as_of', 'field', 'goal', 'measure', 'what', 'name', 'day', 'value', 'unit', 'status', 'example'] as const),
  // Later than the others, and so behind them: who reads these finds them where they were.
  ...(['counted', 'total', 'known', 'text', 'before'] as const),
];

export type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null | undefined>>;

export const exampleOf = (isDemo: boolean): Row => (isDemo ? { example: 'true' } : {});
