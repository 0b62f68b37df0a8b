import { csvOf, isGap, rowsOf } from './rows.js';

const HOUR_MS = 3_600_000;
const aligned = {
  times: [0, HOUR_MS, 2 * HOUR_MS],
  series: [
    { mean: [1, null, 3.14159265], low: [0.5, null, 3], high: [2, null, 4] },
    { mean: [7, undefined, undefined], low: [7, undefined, undefined], high: [7, undefined, undefined] },
  ],
};

describe('The table', () => {
  it('has the figures of the chart, the newest first, and says where there are none', () => {
    const rows = rowsOf(aligned);
    expect(rows.map(({ time }) => time / HOUR_MS)).toEqual([2, 1, 0]);
    expect(rows[0]!.figures).toEqual([{ mean: 3.14159265, low: 3, high: 4 }, null]);
    expect(rows.map(isGap)).toEqual([false, true, false]);
  });
});

describe('The file', () => {
  const stations = [
    { id: 'a', name: 'Markt, "alt"' },
    { id: 'b', name: '=SUM(A1)' },
  ];
  const lines = csvOf(stations, 'pm25', 'ug/m3', rowsOf(aligned)).split('\r\n');

  it('has a line for each station and moment with a value, the oldest first', () => {
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('begin,sensor_id,sensor,property,unit,minimum,mean,maximum');
    expect(lines[1]).toBe('1970-01-01T00:00:00.000Z,a,"Markt, ""alt""",pm25,ug/m3,0.5,1,2');
    expect(lines[3]).toContain(',3,3.14159,4');
    expect(lines[4]).toBe('');
  });

  it('gives a spreadsheet no formula', () => {
    expect(lines[2]).toContain(",b,'=SUM(A1),pm25");
  });
});
