// KERN's stylesheet has every component of the design system; the page gets the rules of those it uses.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names such as kern-btn in the sources. One that ends in a hyphen is the beginning of names made at run time. */
export function kernNames(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.spec)\.(tsx?|css)$/.test(name),
  );
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/kern-[\w-]+/g) ?? []));
}

/** Whether a selector can match anything on the page. What is within parentheses only narrows it. */
export function isUsed(selector: string, names: ReadonlySet<string>): boolean {
  const classes = selector.replace(/\([^()]*(\([^()]*\)[^()]*)*\)/g, '').match(/\.kern-[\w-]+/g) ?? [];
  return classes.every((name) => {
    const bare = name.slice(1);
    if (names.has(bare)) return true;
    for (let end = bare.lastIndexOf('-'); end > 0; end = bare.lastIndexOf('-', end - 1))
      if (bare[end - 1] === '-' && names.has(bare.slice(0, end + 1))) return true;
    return false;
  });
}

interface Declaration {
  prop: string;
  value: string;
  remove(): void;
}

interface Rule {
  selectors: string[];
  remove(): void;
}

interface Root {
  walkRules(visit: (rule: Rule) => void): void;
  walkDecls(visit: (declaration: Declaration) => void): void;
}

/** A plugin for PostCSS. */
export const usedKern = (folder: string) => {
  const names = kernNames(folder);
  return {
    postcssPlugin: 'used-kern',
    Once(root: Root) {
      root.walkRules((rule) => {
        const used = rule.selectors.filter((selector) => isUsed(selector, names));
        if (used.length === 0) rule.remove();
        else if (used.length < rule.selectors.length) rule.selectors = used;
      });
      // A colour that nothing names any more may have been the last to name another.
      for (let removed = 1; removed > 0;) {
        removed = 0;
        const named = new Set<string>();
        root.walkDecls(({ value }) => value.match(/--kern-[\w-]+/g)?.forEach((name) => named.add(name)));
        root.walkDecls((declaration) => {
          const { prop } = declaration;
          if (!prop.startsWith('--kern-') || named.has(prop) || names.has(prop.slice(2))) return;
          declaration.remove();
          removed++;
        });
      }
    },
  };
};
