// Paper is white, whatever the screen is: what holds for a dark screen does not hold there, and what holds for a light one does.

interface AtRule {
  params: string;
}

interface Root {
  walkAtRules(name: string, visit: (rule: AtRule) => void): void;
}

/** The conditions of a media rule. */
export const onPaper = (params: string): string =>
  params
    .replace(/^\(prefers-color-scheme:\s*dark\)$/, 'screen and $&')
    .replace(/^\(prefers-color-scheme:\s*light\)$/, '$&, print');

/** A plugin for PostCSS, for our rules as for KERN's. */
export const lightOnPaper = {
  postcssPlugin: 'light-on-paper',
  Once(root: Root) {
    root.walkAtRules('media', (rule) => {
      const params = onPaper(rule.params);
      if (params !== rule.params) rule.params = params;
    });
  },
};
