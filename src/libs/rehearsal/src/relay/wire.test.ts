import { describe, expect, it } from 'vitest';
import { ask, askJson, fakeEmulator, formRequest, jsonRequest } from './testing.ts';
import { isPage, notImplemented, unanswered } from './unanswered.ts';
import { amendJson, amendXml, answering, answerJson, Fault, fault, readJson, renderFault } from './wire.ts';

describe('a fault', () => {
  const error = fault('NoSuchThing', 'There is no <thing>.', 404);

  it('is JSON for the JSON protocols, with the type in the header too', () => {
    const answer = renderFault(error, { protocol: 'json', service: 'ecs' });
    expect(answer).toMatchObject({ status: 404, headers: { 'x-amzn-errortype': 'NoSuchThing' } });
    expect(readJson(answer)).toMatchObject({ __type: 'NoSuchThing', message: 'There is no <thing>.' });
  });
  it.each([
    [
      'query',
      'rds',
      '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchThing</Code><Message>There is no &#60;thing&#62;.',
    ],
    ['query', 'ec2', '<Response><Errors><Error><Code>NoSuchThing</Code><Message>There is no &#60;thing&#62;.'],
    ['rest', 's3', '<Error><Code>NoSuchThing</Code><Message>There is no &#60;thing&#62;.'],
  ])('is XML for %s of %s', (protocol, service, begin) => {
    expect(renderFault(error, { protocol, service }).body.toString().startsWith(begin)).toBe(true);
  });
  it('is CBOR for a client that speaks it', () => {
    const answer = renderFault(fault('T', 'm'), { protocol: 'cbor', service: 'monitoring' });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' });
    expect(answer.body.toString('latin1')).toBe('\xa2y\0\x06__typey\0\x01Ty\0\x07messagey\0\x01m');
  });
});

describe('an operation that nobody implements', () => {
  const call = jsonRequest('ecs', 'ExecuteCommand');
  const page = { status: 500, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from('<html>') };

  it('is an error of the protocol that names it and is not retried', () => {
    const answer = unanswered(call, 'POST', page);
    expect(answer.status).toBe(400);
    expect(readJson(answer)).toMatchObject({
      __type: 'NotImplemented',
      message: expect.stringContaining('ecs:ExecuteCommand'),
    });
  });
  it("leaves the emulator's own errors as they are", () => {
    const own = answerJson({ __type: 'ServerException' }, 500);
    expect(unanswered(call, 'POST', own)).toBe(own);
  });
  it.each([
    ['HEAD', 404, false],
    ['HEAD', 500, true],
    ['GET', 404, true],
  ])('is a page of %s with %d: %s', (method, status, expected) => {
    expect(isPage(method, status, page.headers)).toBe(expected);
  });
  it('says that CBOR is the reason when it is', () => {
    expect(notImplemented({ service: 'monitoring', operation: 'PutMetricData', protocol: 'cbor' }).message).toContain(
      'CBOR',
    );
  });
});

describe('rows', () => {
  const { forward } = fakeEmulator({ Get: { a: 1 }, Show: '<A>1</A>' });

  it('amend JSON in place or by a new value', async () => {
    const table = {
      'x:Get': amendJson<{ b: number }, { a: number; b?: number }>((input, output) => {
        output.b = input.b;
      }),
    };
    expect(await askJson(table, jsonRequest('x', 'Get', { b: 2 }), forward)).toEqual({ a: 1, b: 2 });
    expect(await askJson({ 'x:Get': amendJson(() => ({ c: 3 })) }, jsonRequest('x', 'Get'), forward)).toEqual({ c: 3 });
  });
  it('amend XML with the form at hand', async () => {
    const table = { 'x:Show': amendXml((xml, form) => xml.replace('1', form.get('N') ?? '')) };
    expect((await ask(table, formRequest('x', 'Show', { N: '5' }), forward)).body.toString()).toBe('<A>5</A>');
  });
  it("leave the emulator's errors alone", async () => {
    const failing = async () => answerJson({ __type: 'No' }, 400);
    expect(await askJson({ 'x:Get': amendJson(() => ({ c: 3 })) }, jsonRequest('x', 'Get'), failing)).toEqual({
      __type: 'No',
    });
  });
  it('answer with a value, or with the fault that was thrown', async () => {
    expect(
      await askJson(
        { 'x:Get': answering<{ n: number }>(({ n }) => ({ n: n + 1 })) },
        jsonRequest('x', 'Get', { n: 1 }),
      ),
    ).toEqual({ n: 2 });
    const refusing = answering(() => {
      throw fault('Refused', 'no');
    });
    const answer = await ask({ 'x:Get': refusing }, jsonRequest('x', 'Get'));
    expect(answer.status).toBe(400);
    expect(readJson(answer)).toMatchObject({ __type: 'Refused', message: 'no' });
  });
  it('let other errors through: those are bugs', async () => {
    const broken = answering(() => {
      throw new TypeError('bug');
    });
    await expect(ask({ 'x:Get': broken }, jsonRequest('x', 'Get'))).rejects.not.toBeInstanceOf(Fault);
  });
});
