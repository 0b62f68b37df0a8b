const RELATION = 'http://www.opengis.net/def/rel/ogc/1.0/';

export interface Link {
  href: string;
  rel: string;
  type?: string;
  title?: string;
  templated?: true;
}

export const JSON_TYPE = 'application/json';
export const MVT_TYPE = 'application/vnd.mapbox-vector-tile';

/** Relations that OGC has defined, in their long form. */
export const ogcRelation = (name: string) => RELATION + name;

/** To something that is JSON. */
export const toJson = (href: string, rel: string, title?: string): Link => ({
  href,
  rel,
  type: JSON_TYPE,
  ...(title && { title }),
});
