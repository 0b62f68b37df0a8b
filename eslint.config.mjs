import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Who may import whom. A room that is not named here may import nothing.
const FOUNDATION = ['room:database', 'room:datasets', 'room:operators', 'room:imports'];
const DOMAINS = ['room:places', 'room:coverage', 'room:rollout', 'room:sensors', 'room:agenda'];
const MAY_IMPORT = {
  'room:database': [],
  'room:datasets': ['room:database'],
  'room:operators': ['room:database', 'room:datasets'],
  'room:imports': ['room:database', 'room:datasets'],
  'room:places': FOUNDATION,
  'room:coverage': [...FOUNDATION, 'room:places'],
  'room:rollout': [...FOUNDATION, 'room:places', 'room:coverage'],
  'room:sensors': [...FOUNDATION, 'room:places'],
  'room:agenda': [...FOUNDATION, ...DOMAINS.slice(0, 4)],
  'room:server': [...FOUNDATION, ...DOMAINS],
  'room:cli': [...FOUNDATION, ...DOMAINS, 'room:server'],
  'room:web': [],
  'room:e2e': ['room:database', 'room:sensors'],
};

export default tseslint.config(
  { ignores: ['**/dist/', 'data/', '.nx/', '**/src/generated/', 'docs/generated/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: Object.entries(MAY_IMPORT).map(([sourceTag, allowed]) => ({
            sourceTag,
            onlyDependOnLibsWithTags: [sourceTag, ...allowed],
          })),
        },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
        module: 'writable',
        Buffer: 'readonly',
      },
    },
  },
  {
    // It runs what a text of a certain form holds: one file gives it documents, without their texts.
    files: ['{apps,libs}/**/*.ts'],
    ignores: ['apps/server/src/graphql/compiler.ts', '**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', 'graphql-jit'] },
  },
  { files: ['apps/web/**/*.{ts,tsx}'], ...jsxA11y.flatConfigs.recommended },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
);
