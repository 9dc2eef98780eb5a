import { definition, digestOf, minutesAgo } from '../testing.ts';
import { makesNotes, namesFaults, services, WELL } from '../testing-faults.ts';

const { web, api } = WELL;

namesFaults([
  [
    'an image that was never pushed',
    (facts) => ({
      ...services({
        web: { ...web, definition: { ...definition('web', []), image: 'r/bookmark-manager-staging-web:latest' } },
      })(facts),
      repositories: { ...facts.repositories, web: [] },
      deployed: { ...facts.deployed, images: { ...facts.deployed.images, web: null } },
    }),
    'image.web',
    /No image of web was pushed/,
    /staging deploy web/,
  ],
  [
    'an image that the lifecycle rule deleted',
    ({ repositories }) => ({ repositories: { ...repositories, api: [{ digest: digestOf('c'), tags: [], bytes: 1 }] } }),
    'image.api',
    /not in ECR any more/,
    /staging deploy api/,
  ],
  [
    'an image for another processor',
    services({ api: { ...api, definition: { ...definition('api', []), imageArchitectures: ['X86_64'] } } }),
    'architecture.api',
    /built for X86_64, its tasks run on ARM64/,
    /staging deploy api/,
  ],
  [
    'a migration that was not made',
    ({ deployed }) => ({ deployed: { ...deployed, migration: null } }),
    'migration',
    /lacks a migration/,
    /staging db migrate/,
  ],
  [
    'MONGODB_URI that nobody set',
    services({ api: { ...api, definition: definition('api', ['MONGODB_URI']) } }),
    'secrets.present',
    /MONGODB_URI is not there/,
    /staging secrets set MONGODB_URI/,
  ],
  [
    'JWT_SECRET that was deleted',
    ({ secrets }) => ({
      secrets: { ...secrets, present: secrets.present.filter((name) => !name.endsWith('JWT_SECRET')) },
    }),
    'secrets.present',
    /JWT_SECRET is not there/,
    /staging up/,
  ],
  [
    'mongodb = true without a URI',
    ({ chosen }) => ({ chosen: { ...chosen, mongodb: true } }),
    'secrets.mongodb',
    /mongodb = true/,
    /secrets set MONGODB_URI/,
  ],
  [
    'a DATABASE_URL without TLS',
    ({ secrets }) => ({ secrets: { ...secrets, mistakes: { DATABASE_URL: 'it does not say sslmode=verify-full' } } }),
    'secrets.valid',
    /DATABASE_URL is no good/,
    /secrets set DATABASE_URL/,
  ],
  [
    'a DATABASE_URL of another host',
    ({ secrets }) => ({ secrets: { ...secrets, databaseHosts: { DATABASE_URL: 'localhost' } } }),
    'secrets.database-host',
    /another host/,
    /secrets set DATABASE_URL/,
  ],
]);

makesNotes([
  [
    'an image that was typed',
    ({ deployed }) => ({
      deployed: {
        ...deployed,
        images: { ...deployed.images, web: { image: 'r/web@sha256:1', migration: null, commit: null } },
      },
    }),
    'image.web',
    /does not run what was deployed/,
  ],
  [
    'a processor that nobody tells',
    services({ web: { ...web, definition: { ...definition('web', []), imageArchitectures: null } } }),
    'architecture.web',
    /does not say/,
  ],
  [
    'a secret that nobody is given',
    ({ secrets }) => ({
      secrets: { ...secrets, present: [...secrets.present, '/bookmark-manager/staging/MONGODB_URI'] },
    }),
    'secrets.mongodb',
    /nobody is given it/,
  ],
]);

makesNotes([
  [
    'a secret that was changed since tasks began',
    ({ secrets }) => ({
      secrets: { ...secrets, changedAt: { '/bookmark-manager/staging/JWT_SECRET': minutesAgo(5) } },
    }),
    'secrets.older',
    /api runs with an older JWT_SECRET/,
  ],
  [
    'a rotation that was cut short',
    ({ secrets }) => ({
      secrets: {
        ...secrets,
        rotations: [{ name: 'DATABASE_URL', by: 'ann', since: minutesAgo(30).toISOString(), version: 1 }],
      },
    }),
    'secrets.rotation',
    /ann began to rotate DATABASE_URL 30 min ago, and it is not over/,
  ],
]);
