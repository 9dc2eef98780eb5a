import { describe, expect, it } from 'vitest';
import { isSecretName, type SecretName, secretMistake } from './names.ts';

const URL = 'postgresql://bookmark_app:secret@db.example:5432/bookmarkdb';

describe('A value', () => {
  it.each<[SecretName, string]>([
    ['DATABASE_URL', `${URL}?sslmode=verify-full`],
    ['DATABASE_ADMIN_URL', `postgres://dbadmin:secret@db.example/bookmarkdb?sslmode=verify-full&sslrootcert=ca.pem`],
    ['JWT_SECRET', 'x'.repeat(32)],
    ['MONGODB_URI', 'mongodb+srv://app:secret@cluster0.abcde.mongodb.net/?retryWrites=true'],
    ['MONGODB_URI', 'mongodb://app:secret@one:27017,two:27017/bookmarks'],
    ['MONGODB_URI', 'mongodb+srv://...'],
    ['NOTICE_WEBHOOK', 'https://hooks.example/services/T1/B1/x'],
  ])('may be a %s', (name, value) => {
    expect(secretMistake(name, value)).toBeNull();
  });

  it.each<[SecretName, string, RegExp]>([
    ['DATABASE_URL', '', /empty/],
    ['DATABASE_URL', 'mysql://a:b@c/d', /not a postgresql/],
    ['DATABASE_URL', 'db.example', /not a postgresql/],
    ['DATABASE_URL', 'postgresql://db.example/bookmarkdb?sslmode=verify-full', /no user/],
    ['DATABASE_URL', 'postgresql://a:b@db.example?sslmode=verify-full', /no database/],
    ['DATABASE_URL', URL, /sslmode=verify-full/],
    ['DATABASE_URL', `${URL}?sslmode=require`, /sslmode=verify-full/],
    ['JWT_SECRET', 'your-secret-key', /15 bytes/],
    ['JWT_SECRET', `${'x'.repeat(40)}\n`, /line break/],
    ['MONGODB_URI', 'https://cloud.mongodb.com', /not a mongodb/],
    ['MONGODB_URI', 'mongodb+srv://app:<password>@cluster0.abcde.mongodb.net/', /placeholder/],
    ['NOTICE_WEBHOOK', 'http://hooks.example/x', /not an https/],
  ])('is refused as %s: %s', (name, value, why) => {
    expect(secretMistake(name, value)).toMatch(why);
  });

  it('is told never, only what is wrong with it', () => {
    for (const name of ['DATABASE_URL', 'JWT_SECRET', 'MONGODB_URI', 'NOTICE_WEBHOOK'] as const)
      expect(secretMistake(name, 'hunter2')).not.toContain('hunter2');
  });
});

it('A name is known exactly', () => {
  expect([isSecretName('JWT_SECRET'), isSecretName('toString'), isSecretName('jwt_secret')]).toEqual([
    true,
    false,
    false,
  ]);
});
