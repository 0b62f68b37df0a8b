// TEST_PATIENCE=3: all limits of time of tests are three times as long. They end what hangs and are no measurements; on a machine that is
// slow, or does other things beside, they would end what only takes its time.
export const patience = Math.max(1, Number(process.env.TEST_PATIENCE) || 1);

const longer = (limit) => (typeof limit === 'number' ? limit * patience : limit);
const patient = (define) =>
  new Proxy(define, {
    apply: (call, self, [first, ...others]) => call.apply(self, [longer(first), ...others.map(longer)]),
    get(of, name) {
      if (name === 'each') return (...table) => patient(of.each(...table));
      return name === 'only' || name === 'skip' ? patient(of[name]) : of[name];
    },
  });

if (patience > 1 && globalThis.it)
  for (const name of ['it', 'test', 'beforeAll', 'afterAll', 'beforeEach', 'afterEach'])
    globalThis[name] = patient(globalThis[name]);
