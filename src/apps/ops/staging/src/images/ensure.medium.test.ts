import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { fakeClone, fakeImages, fakeWatch } from '../rehearse/testing.ts';
import { type FakeAnswer, fakeAws } from '../testing.ts';
import { ensureImages, type Images, runImages } from './ensure.ts';

const uri = (service: string, digit: string) =>
  `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/bookmark-manager-staging-${service}@sha256:${digit.padStart(64, '0')}`;
const parameter = (service: string, value: string) => ({
  Name: `/bookmark-manager/staging/images/${service}`,
  Value: value,
});
const deployed = (service: string) =>
  parameter(service, JSON.stringify({ image: uri(service, '7'), migration: null, commit: null }));

/** What is ensured when these parameters are there and the store holds these images. */
async function ensured(Parameters: object[], stored: string[] | Error) {
  const answers: Record<string, FakeAnswer> = { GetParameters: { json: { Parameters } }, PutParameter: { json: {} } };
  await using aws = await fakeAws(answers);
  const config = fakeClone();
  for (const folder of ['frontend/web', 'web-api/core']) config.write(`src/apps/${folder}/scripts/build-image.ts`, '');
  const images = fakeImages();
  images.resolve = async (image) => {
    if (stored instanceof Error) throw stored;
    return stored.includes(image) ? { folder: '/i', digest: '' } : undefined;
  };
  const { signal } = new AbortController();
  const options = { config, images, signal, ...fakeWatch(), accountId: '123456789012' };
  const result = await ensureImages(new SSMClient(aws.clientOptions), options);
  const written = aws.requests.filter(({ operation }) => operation === 'PutParameter').map(({ input }) => input);
  return { result, written };
}

describe('the images', () => {
  it('that are deployed and stored stay', async () => {
    const { result, written } = await ensured([deployed('web'), deployed('api')], [uri('web', '7'), uri('api', '7')]);
    expect(result).toMatchObject({ built: [], images: { web: { image: uri('web', '7') } } });
    expect(written).toEqual([]);
  });

  it.each([
    ['are not deployed', [deployed('web')]],
    ['are deployed in words that nobody reads', [deployed('web'), parameter('api', '{ "image": ')]],
    ['are deployed and not stored any more', [deployed('web'), deployed('api')]],
  ])('that %s are built, and deployed', async (_, parameters) => {
    const { result, written } = await ensured(parameters, [uri('web', '7')]);
    expect(result).toMatchObject({ built: ['api'], images: { web: { image: uri('web', '7') } } });
    const value = { image: uri('api', '1'), migration: null, commit: null };
    expect(result.images.api).toEqual(value);
    expect(written).toMatchObject([{ ...parameter('api', JSON.stringify(value)), Overwrite: true }]);
  });
});

it('of a store that is damaged are told with what to do', async () => {
  await expect(ensured([deployed('web')], new SyntaxError('Unexpected end of JSON input'))).rejects.toMatchObject({
    message: expect.stringMatching(/\/images\/index\.json is damaged/),
    hint: expect.stringMatching(/^Move .*\/images away/),
    exitCode: 1,
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
