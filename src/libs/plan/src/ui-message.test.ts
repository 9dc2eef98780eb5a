import { expect, it } from 'vitest';
import { parseUiMessage } from './ui-message.ts';

const envelope = { '@level': 'info', '@message': 'x', '@module': 'terraform.ui', '@timestamp': '2026-11-24T03:53:10Z' };

it('lets kinds that nobody reads pass', () => {
  expect(parseUiMessage(JSON.stringify({ ...envelope, type: 'ephemeral_op_start', hook: {} }))).toEqual({
    type: 'other',
  });
});

it('keeps where an error is and what it is about', () => {
  const diagnostic = {
    severity: 'error',
    summary: 'Invalid value',
    detail: '',
    address: 'aws_vpc.this',
    range: { filename: 'main.tf', start: { line: 3, column: 1, byte: 1 }, end: { line: 3, column: 2, byte: 2 } },
  };
  expect(parseUiMessage(JSON.stringify({ ...envelope, type: 'diagnostic', diagnostic }))).toEqual({
    type: 'diagnostic',
    diagnostic: {
      severity: 'error',
      summary: 'Invalid value',
      detail: '',
      address: 'aws_vpc.this',
      range: { filename: 'main.tf', start: { line: 3 } },
    },
  });
});

it.each(['Error: no', '{', '{"type":"planned_change"}', '[]'])('is not made of %s', (text) => {
  expect(parseUiMessage(text)).toBeUndefined();
});
