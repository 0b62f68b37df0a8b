import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { putRecords, type Change } from '../records/store.js';
import { checkContent } from './index.js';
import { BilingualError } from './messages.js';

describe('advice for businesses', () => {
  let database: Database;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(() => database.close());

  const given = (id: string, quarter: string, branch: string, expected = 0): Change => ({
    ...{ kind: 'advice', id, expected, by: 'anna' },
    content: checkContent('advice', { quarter, branch, firstTalks: 3 }).content!,
  });
  const refusal = (...changes: Change[]): Promise<unknown> => putRecords(database, changes).catch((error) => error);

  it('is recorded once for each quarter and branch, and who does it again is told where it is', async () => {
    await putRecords(database, [given('one', '2026-Q2', 'crafts'), given('other', '2026-Q2', 'trade')]);
    const refused = await refusal(given('two', '2026-Q2', 'crafts'));
    expect(refused).toBeInstanceOf(BilingualError);
    expect((refused as BilingualError).words).toEqual({
      en: 'The advice two (2026-Q2, crafts) would be counted twice: one (2026-Q2, crafts) is there. Change that one instead.\nNothing has been changed.',
      de: 'Beratung eines Quartals two (2026-Q2, crafts) würde doppelt gezählt: Es gibt schon one (2026-Q2, crafts). Bitte diesen Eintrag ändern.\nEs ist nichts geändert.',
    });
    expect(await putRecords(database, [given('two', '2026-Q3', 'crafts'), given('one', '2026-Q2', 'health', 1)])).toBe(
      2,
    );
    expect(await putRecords(database, [given('three', '2026-Q2', 'crafts')])).toBe(1);
  });

  it('is not recorded of all branches beside one of them, whichever comes first', async () => {
    const all = given('all', '2026-Q2', 'all');
    expect(String(await refusal(all, given('one', '2026-Q2', 'crafts'))).match(/would be counted twice/g)).toHaveLength(
      1,
    );
    await putRecords(database, [all]);
    expect(String(await refusal(given('one', '2026-Q2', 'crafts')))).toContain('all (2026-Q2, all) is there');
    expect(
      await putRecords(database, [{ ...all, content: null, expected: 1 }, given('one', '2026-Q2', 'crafts')]),
    ).toBe(2);
  });
});
