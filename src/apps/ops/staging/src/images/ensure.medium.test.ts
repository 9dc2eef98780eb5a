import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { fakeClone, fakeWatch } from '../rehearse/testing.ts';
import type { Target } from '../target/target.ts';
import { fakeAws, fakeIo } from '../testing.ts';
import { ensureImages, type Images, runImages } from './ensure.ts';
import { fakeRegistry } from './testing.ts';

const uri = (service: string, digit: string) =>
  `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/bookmark-manager-staging-${service}@sha256:${digit.padStart(64, '0')}`;
const parameter = (service: string, value: string) => ({
  Name: `/bookmark-manager/staging/images/${service}`,
  Value: value,
});
const deployed = (service: string) =>
  parameter(service, JSON.stringify({ image: uri(service, '7'), migration: null, commit: null }));

/** What is ensured when these parameters are there and the repositories hold these services' images. */
async function ensured(Parameters: object[], stored: string[]) {
  await using registry = await fakeRegistry();
  let looks = 0;
  await using aws = await fakeAws({
    ...registry.answers,
    GetParameters: { json: { Parameters } },
    PutParameter: { json: {} },
    DescribeImages: ({ repositoryName }) =>
      stored.some((service) => String(repositoryName).endsWith(service))
        ? { json: { imageDetails: [{}] } }
        : { error: 'ImageNotFoundException' },
    DescribeRepositories(input) {
      looks += 1;
      if (looks === 1) return { error: 'RepositoryNotFoundException' };
      return registry.answers.DescribeRepositories(input);
    },
  });
  const config = fakeClone();
  for (const folder of ['frontend/web', 'web-api/core']) config.write(`src/apps/${folder}/scripts/build-image.ts`, '');
  const { clientOptions } = aws;
  const target = { kind: 'rehearsal', clientOptions } as Target;
  const options = { context: { config, io: fakeIo() }, target, ...fakeWatch() };
  const result = await ensureImages(new SSMClient(clientOptions), options);
  const written = aws.requests.filter(({ operation }) => operation === 'PutParameter').map(({ input }) => input);
  return { result, written, pushed: registry.manifests.map(({ path }) => path) };
}

describe('the images', () => {
  it('that are deployed and stored stay', async () => {
    const { result, written } = await ensured([deployed('web'), deployed('api')], ['web', 'api']);
    expect(result).toMatchObject({ built: [], images: { web: { image: uri('web', '7') } } });
    expect(written).toEqual([]);
  });

  it.each([
    ['are not deployed', [deployed('web')]],
    ['are deployed in words that nobody reads', [deployed('web'), parameter('api', '{ "image": ')]],
    ['are deployed and not stored any more', [deployed('web'), deployed('api')]],
  ])('that %s are built, pushed once there is a repository, and deployed', async (_, parameters) => {
    const { result, written, pushed } = await ensured(parameters, ['web']);
    expect(result).toMatchObject({ built: ['api'], images: { web: { image: uri('web', '7') } } });
    const [, digest = ''] = result.images.api.image.split('@');
    expect(result.images.api).toEqual({
      image: `${uri('api', '').split('@')[0]}@${digest}`,
      migration: null,
      commit: null,
    });
    const path = '/v2/bookmark-manager-staging-api/manifests';
    expect(pushed).toEqual([`${path}/${digest}`, `${path}/latest`]);
    expect(written).toMatchObject([{ ...parameter('api', JSON.stringify(result.images.api)), Overwrite: true }]);
  });
});

describe('the task definitions', () => {
  const image = (service: string) => ({ image: uri(service, '7'), migration: null, commit: null });
  const images: Images = { images: { web: image('web'), api: image('api') }, built: [] };
  const run = async (services: string[], digits: string[]) => {
    await using aws = await fakeAws({
      DescribeServices: {
        json: {
          services: services.map((service) => ({
            serviceName: `bookmark-manager-staging-${service}`,
            taskDefinition: `${service}:1`,
          })),
        },
      },
      DescribeTaskDefinition: () => {
        const [service = ''] = [services.shift()];
        return { json: { taskDefinition: { containerDefinitions: [{ image: uri(service, digits.shift() ?? '') }] } } };
      },
    });
    return await runImages(new ECSClient(aws.clientOptions), images);
  };

  it.each([
    ['are of these images', ['web', 'api'], ['7', '7'], true],
    ['are of an older one', ['web', 'api'], ['7', '6'], false],
    ['are not there', [], [], false],
  ])('%s', async (_, services, digits, expected) => {
    expect(await run(services, digits)).toBe(expected);
  });
});
