import { generateCity } from './city.js';
import type { Project } from './rollout.js';

describe('the rollout of a generated city', () => {
  let projects: Project[];
  beforeAll(() => {
    projects = generateCity({ addresses: 500, seed: 3 }).projects;
  });

  it('has a demand aggregation that failed, with its reason, some that succeeded, and one that is open', () => {
    const tries = projects.flatMap(({ demand }) => demand ?? []);
    const of = (outcome: string | null) => tries.filter((one) => one.outcome === outcome);
    expect([of('missed').length, of('reached').length > 2, of(null).length]).toEqual([1, true, 1]);
    for (const { targetShare, premises, signUps, outcome, reason, startsOn, deadline } of tries) {
      const counts = signUps.map(({ count }) => count);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      if (outcome) expect((100 * counts.at(-1)!) / premises >= targetShare).toBe(outcome === 'reached');
      expect(reason !== null).toBe(outcome === 'missed');
      expect(startsOn < deadline).toBe(true);
    }
  });

  it('builds some quarters in two phases, the second of which slipped twice', () => {
    const halved = projects.filter(({ phases }) => phases.length);
    expect(halved).toHaveLength(3);
    for (const { phases } of halved) {
      expect(phases.map(({ outline }) => outline.length > 2)).toEqual([true, true]);
      const ends = phases[1]!.history.map(({ promisedTo }) => promisedTo);
      expect(new Set(ends).size).toBe(3);
      expect(ends).toEqual([...ends].sort());
    }
  });

  it('grants money where the public pays, and only after it was asked for', () => {
    for (const { funding, grant, history } of projects) {
      expect(grant !== undefined).toBe(funding !== 'own');
      if (!grant) continue;
      expect(grant.granted === null).toBe(history.at(-1)!.status === 'funding_application');
      if (grant.grantedOn) expect(grant.grantedOn > grant.appliedOn).toBe(true);
    }
  });
});
