import italic from '@fontsource/fira-sans/files/fira-sans-latin-400-italic.woff2?url';
import regular from '@fontsource/fira-sans/files/fira-sans-latin-400-normal.woff2?url';
import medium from '@fontsource/fira-sans/files/fira-sans-latin-500-normal.woff2?url';
import semiBold from '@fontsource/fira-sans/files/fira-sans-latin-600-normal.woff2?url';

/** MapLibre draws labels with these files itself: no glyph server is needed. */
export const MAP_FONTS: Record<string, string> = {
  'Fira Sans Regular': regular,
  'Fira Sans Italic': italic,
  'Fira Sans Medium': medium,
  'Fira Sans SemiBold': semiBold,
};
