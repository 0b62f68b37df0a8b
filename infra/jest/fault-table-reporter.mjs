// Prints what the fault tests have counted, as a table for docs/durability.md.
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

const COLUMNS = {
  fault: 'fault',
  published: 'published',
  acknowledged: 'acknowledged by the broker',
  rows: 'rows',
  lost: 'lost',
  duplicates: 'duplicates',
  recovered: 'recovered in s',
};

export default class FaultTableReporter {
  onRunComplete() {
    const path = process.env.FAULT_TABLE;
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
    rmSync(dirname(path), { recursive: true });
    if (!lines.length) return;
    // Files run at the same time; each writes its lines in order.
    const sorted = lines.sort((a, b) => a.file.localeCompare(b.file));
    const row = (cells) => `| ${cells.join(' | ')} |`;
    const shown = (value) => (typeof value === 'number' ? value.toLocaleString('en') : value);
    const head = Object.values(COLUMNS);
    const table = [
      row(head),
      row(head.map((_, i) => (i ? '--:' : '---'))),
      ...sorted.map((line) => row(Object.keys(COLUMNS).map((key) => shown(line[key])))),
    ];
    console.log(`\n${table.join('\n')}`);
  }
}
