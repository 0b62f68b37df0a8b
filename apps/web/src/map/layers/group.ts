import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Selection } from '../../app/location.js';
import type { BaseColours, Theme } from '../palette.js';
import type { GroupId, MapChoice } from '../choice.js';
import type { PatternName, SymbolName } from '../symbols.js';

/** What a layer needs to know to draw itself. */
export interface Look {
  theme: Theme;
  base: BaseColours;
  choice: MapChoice;
  /** What a card is open for; it is made to stand out. */
  selection: Selection | null;
  /** Of another day than today, what a filter lets through is not counted by street and square. */
  day: string | null;
  /** What is drawn is of a day that is not yet: some of it is only promised. */
  future: boolean;
}

/** What a click opens: a card, or the page of a district. */
export type Target = Selection | { kind: 'district'; id: string };
export type Open = (properties: Record<string, unknown>) => Target;

/** How a colour key looks in the legend. */
export type Swatch =
  | { shape: 'symbol'; symbol: SymbolName; colour: string }
  | { shape: 'line'; colour: string; dash?: number[]; width?: number }
  | { shape: 'area'; colour: string; pattern?: PatternName; dash?: number[] };

/** One switch of the legend and all that it draws. A new group is one file like these, a line in `groups.ts` and one in `datasets.ts`. */
export interface LayerGroup {
  id: GroupId;
  layers(look: Look): LayerSpecification[];
  /** Layer id to what a click on one of its features opens. */
  opens: Record<string, Open>;
}

/** Whether a feature is the one whose card is open. */
export const isSelected = (selection: Selection | null, kind: Selection['kind']): ExpressionSpecification => [
  '==',
  ['to-string', ['coalesce', ['get', 'id'], ['id'], '']],
  selection?.kind === kind ? selection.id : '-',
];

/** A step of a code list on the map: its colour per theme and a shape that tells it without colour. */
export interface Mark {
  light: string;
  dark: string;
  symbol: SymbolName;
}
