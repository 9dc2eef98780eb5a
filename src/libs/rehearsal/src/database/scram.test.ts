import { expect, test } from 'vitest';
import { scramVerifier } from './scram.ts';

test('is what PostgreSQL computes for the same password and salt', () => {
  // The example of RFC 7677, section 3: user "user", password "pencil".
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('takes a new salt each time', () => {
  expect(scramVerifier('same')).not.toBe(scramVerifier('same'));
});
