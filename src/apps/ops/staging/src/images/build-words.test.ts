import { expect, it } from 'vitest';
import { lacksSpace, saidByBuild } from './build-words.ts';

it('finds the mistake in what a bundler prints', () => {
  const output = `file:///clone/node_modules/rolldown/dist/shared/error-C18Vb1Fe.mjs:110
	const wrapper = new Error(summary);
	                ^

Error: Build failed with 1 error:

[PARSE_ERROR] Unexpected token
    ╭─[ src/main.ts:28:7 ]
    │
 28 │ const = 1;
    │       ┬
────╯

    at aggregateBindingErrorsIntoJsError (file:///clone/node_modules/rolldown/dist/shared/error-C18Vb1Fe.mjs:110:18)
    at async file:///clone/src/apps/web-api/core/scripts/build-image.ts:32:1 {
  errors: [Getter/Setter]
}

Node.js v24.21.0
`;
  expect(saidByBuild(output)).toEqual([
    'Error: Build failed with 1 error:',
    '[PARSE_ERROR] Unexpected token',
    '    ╭─[ src/main.ts:28:7 ]',
    '    │',
    ' 28 │ const = 1;',
    '    │       ┬',
    '────╯',
  ]);
});

it('finds the mistake in what Next.js prints, before what its caller says about it', () => {
  const output = `
> Build error occurred
Error: Turbopack build failed with 1 errors:
./src/apps/frontend/web/app/page.tsx:3:7
Parsing ecmascript source code failed
    at <unknown> (./src/apps/frontend/web/app/page.tsx:3:7)
node:internal/errors:986
  const err = new Error(message);
              ^

Error: Command failed: node next build
    at genericNodeError (node:internal/errors:986:15) {
  status: 1,
  signal: null,
  output: [ null, null, null ],
  pid: 7476,
  stdout: null,
  stderr: null
}

Node.js v24.21.0`;
  expect(saidByBuild(output).slice(0, 3)).toEqual([
    'Error: Turbopack build failed with 1 errors:',
    './src/apps/frontend/web/app/page.tsx:3:7',
    'Parsing ecmascript source code failed',
  ]);
  expect(saidByBuild(output).join('\n')).not.toMatch(/node:internal|const err|pid:|Node\.js v/);
});

it('shows the last lines of a build that names no error', () => {
  expect(saidByBuild(Array.from({ length: 50 }, (_, line) => `line ${line}`).join('\n'))).toEqual(
    Array.from({ length: 14 }, (_, line) => `line ${36 + line}`),
  );
  expect(saidByBuild('')).toEqual([]);
});

it('knows a full disk', () => {
  expect(lacksSpace('Error: ENOSPC: no space left on device, write')).toBe(true);
  expect(lacksSpace('Error: Build failed')).toBe(false);
});
