// For the specs of editing: somebody of the city with a browser that runs no scripts.
import { addOperator, type Role } from '@stadtlage/operators';
import { readable, type Town } from '../../testing.js';

export interface Answer {
  status: number;
  location: string | null;
  page: string;
  text: string;
  headers: Headers;
}

export interface Somebody {
  name: string;
  cookie: string;
  get(path: string): Promise<Answer>;
  /** Sends a form of the page at `from`, with what its fields hold, and with `fields` typed over them. */
  send(from: string | Answer, fields: Record<string, string>, form?: RegExp): Promise<Answer>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
}

const signs: Record<string, string> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&#39;': "'", '&amp;': '&' };
const plain = (text: string) => text.replace(/&(quot|lt|gt|#39|amp);/g, (sign) => signs[sign]!);

/** The forms of a page as a browser would send them. */
export function formsOf(page: string): { action: string; html: string; fields: Map<string, string> }[] {
  return [...page.matchAll(/<form([^>]*)>([^]*?)<\/form>/g)].map(([, attributes, html]) => {
    const fields = new Map<string, string>();
    for (const [tag] of html!.matchAll(/<input[^>]*>/g)) {
      const name = / name="([^"]*)"/.exec(tag)?.[1];
      if (!name || (/type="(radio|checkbox)"/.test(tag) && !/\schecked/.test(tag))) continue;
      fields.set(name, plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? ''));
    }
    for (const [, name, text] of html!.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^]*?)<\/textarea>/g))
      fields.set(name!, plain(text!.replace(/^\n/, '')));
    for (const [, name, options] of html!.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([^]*?)<\/select>/g))
      fields.set(name!, plain(/value="([^"]*)"[^>]*\sselected/.exec(options!)?.[1] ?? ''));
    return { action: plain(/action="([^"]*)"/.exec(attributes!)?.[1] ?? ''), html: html!, fields };
  });
}

export async function somebody(town: Town, name: string, role: Role = 'planner'): Promise<Somebody> {
  const token = await addOperator(town.database, name, role);
  const visitor = browserOf(town, name, '');
  const { headers } = await visitor.post('/agenda/edit/sign-in?lang=en', { token });
  return browserOf(town, name, headers.get('set-cookie')!.split(';')[0]!);
}

export function browserOf({ url }: Town, name: string, cookie: string): Somebody {
  async function answered(request: Promise<Response>): Promise<Answer> {
    const response = await request;
    const page = await response.text();
    const { status, headers } = response;
    return { status, headers, location: headers.get('location'), page, text: readable(page) };
  }
  const post: Somebody['post'] = (path, fields, headers = {}) =>
    answered(
      fetch(`${url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers },
        body: new URLSearchParams(fields),
      }),
    );
  const get: Somebody['get'] = (path) => answered(fetch(`${url}${path}`, { redirect: 'manual', headers: { cookie } }));
  return {
    name,
    cookie,
    get,
    post,
    send: async (from, typed, which = /value="publish"|name="do"/) => {
      const { page } = typeof from === 'string' ? await get(from) : from;
      const form = formsOf(page).find(({ html }) => which.test(html))!;
      return post(form.action, { ...Object.fromEntries(form.fields), ...typed });
    },
  };
}
