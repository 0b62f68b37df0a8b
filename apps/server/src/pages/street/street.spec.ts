import { barriers, openTown, type Town } from '../testing.js';

describe('the page of a street', () => {
  let town: Town;
  let key: string;
  beforeAll(async () => {
    town = await openTown();
    const [street] = await town.database.query<{ key: string }>(
      "SELECT street_key AS key FROM places.address WHERE id = 'b5'",
    );
    key = street!.key;
  }, 60_000);
  afterAll(() => town?.close());

  test('tells how many addresses have fibre in the street and in the building, and names each house with a link', async () => {
    const { response, page, text } = await town.pageOf(`/street/${key}?lang=de`);
    expect(response.status).toBe(200);
    expect(barriers(page)).toEqual([]);
    const [counted] = await town.database.query<{ all: number; connected: number }>(
      `SELECT count(*)::integer AS all, (count(*) FILTER (WHERE s.fibre_status IN ('connected', 'activated')))::integer AS connected
       FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id WHERE a.street_key = $1`,
      [key],
    );
    expect(counted!.connected).toBeGreaterThan(0);
    expect(text).toMatch(
      new RegExp(
        `Glasfaser liegt bei \\d+ von ${counted!.all} Adressen mindestens in der Straße, bei ${counted!.connected} im Gebäude.`,
      ),
    );
    expect(page.match(/<a href="\/address\/[^"]+\?lang=de">\d+/g)).toHaveLength(counted!.all);
  });

  test('groups its house numbers by how far the fibre is, and counts each group', async () => {
    const { page } = await town.pageOf(`/street/${key}?lang=de`);
    const [, houses] = /<section aria-labelledby="houses">([^]*?)<\/section>/.exec(page)!;
    const groups = houses!.split('<h3>').slice(1);
    const titles = groups.map((group) => group.slice(0, group.indexOf('<')));
    expect(titles.length).toBeGreaterThan(1);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles[0]).toBe('Glasfaser liegt im Gebäude. Ein Vertrag genügt, um sie zu nutzen.');
    for (const group of groups) {
      const links = group.match(/<a href/g)!.length;
      expect(group).toContain(links === 1 ? 'Eine Adresse' : `${links} Adressen`);
    }
  });

  test('says who builds, the promised window, that it has passed, and how often it moved', async () => {
    const { text } = await town.pageOf(`/street/${key}?lang=de`);
    expect(text).toContain('Zugesagt vom 1. Januar 2024 bis zum 31. Dezember 2024 Dieser Termin ist verstrichen.');
    expect(text).toMatch(/Dieser Abschnitt betrifft (eine Adresse|\d+ Adressen) der Straße\./);
  });

  test('is there in English, and is linked from the page of each of its addresses', async () => {
    const { page, text } = await town.pageOf(`/street/${key}?lang=en`);
    expect(barriers(page)).toEqual([]);
    expect(text).toMatch(/Of \d+ addresses, \d+ have fibre at least in the street/);
    expect((await town.pageOf('/address/b5?lang=en')).page).toContain(`href="/street/${key}?lang=en"`);
  });

  test('answers 404 with a search for a street that is not there', async () => {
    for (const wrong of ['05570004099999999', 'x', '%00']) {
      const { response, text } = await town.pageOf(`/street/${wrong}?lang=de`);
      expect(response.status).toBe(404);
      expect(text).toContain('Diese Straße gibt es hier nicht');
    }
  });
});

describe('what is near, on the page of an address,', () => {
  test('is public Wi-Fi with its distance and a link to the map; where no source names any, that is said', async () => {
    const town = await openTown();
    const near = await town.pageOf('/address/b5?lang=de');
    expect(near.text).toMatch(/Öffentliches WLAN Marktplatz , [\d.]+ m entfernt \(Luftlinie\)/);
    expect(near.page).toMatch(/href="\/\?layers=fixed%2Ccity&amp;lang=de&amp;map=17%2F51\.76000%2F7\.88000"/);
    await town.database.query("DELETE FROM places.facility WHERE kind = 'public_wifi'");
    expect((await town.pageOf('/address/b5?lang=en')).text).toContain('Not known: no source names public Wi-Fi.');
    await town.close();
  });
});
