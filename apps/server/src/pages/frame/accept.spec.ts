import { prefersJson } from './accept.js';

test.each([
  ['JSON alone', 'application/json', true],
  ['JSON before anything', 'application/json, text/plain, */*', true],
  ['JSON of a higher quality', 'text/html;q=0.8, application/json;q=0.9', true],
  ['JSON in capitals', 'Application/JSON', true],
  ['JSON first of equals', 'application/json, text/html', true],
  ['any application', 'application/*', true],
  ['HTML first of equals', 'text/html, application/json', false],
  ['HTML of a higher quality', 'application/json;q=0.5, text/html', false],
  ['JSON that is ruled out', 'application/json;q=0, */*', false],
  ['what browsers send', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', false],
  ['anything', '*/*', false],
  ['nothing', undefined, false],
  ['neither', 'image/png', false],
  ['no media type', ';;q=,,', false],
])('a client that accepts %s (%s) gets JSON: %s', (_what, accept, json) => {
  expect(prefersJson(accept)).toBe(json);
});
