import type { Handler, Request, Table } from '../relay/types.ts';
import { amendJson } from '../relay/wire.ts';
import type { Store } from '../store.ts';

type LoggingConfig = { LogFormat?: string; LogGroup?: string };
type DeadLetterConfig = { TargetArn?: string };
type Kept = { LoggingConfig?: LoggingConfig; DeadLetterConfig?: DeadLetterConfig };
type Configuration = Kept & { FunctionArn: string; FunctionName: string };

/** moto drops a function's logging and dead letter settings; they are kept by its ARN. */
export function createLambdaRows(store: Store): Table {
  const kept = store.map<Kept>('lambda.settings');

  const overlay = (output: Configuration): Configuration => {
    const settings = kept.get(unqualified(output.FunctionArn)) ?? {};
    const logging = { LogFormat: 'Text', LogGroup: `/aws/lambda/${output.FunctionName}`, ...settings.LoggingConfig };
    Object.assign(output, { LoggingConfig: logging });
    if (settings.DeadLetterConfig?.TargetArn) Object.assign(output, { DeadLetterConfig: settings.DeadLetterConfig });
    return output;
  };
  const keep = (before: Kept, input: Kept, output: Configuration) => {
    const { LoggingConfig = before.LoggingConfig, DeadLetterConfig = before.DeadLetterConfig } = input;
    const settings = { ...(LoggingConfig && { LoggingConfig }), ...(DeadLetterConfig && { DeadLetterConfig }) };
    kept.set(unqualified(output.FunctionArn), settings);
    return overlay(output);
  };
  const shown = amendJson<object, Configuration>((_, output) => overlay(output));

  return {
    'lambda:CreateFunction': amendJson<Kept, Configuration>((input, output) => keep({}, input, output)),
    'lambda:UpdateFunctionConfiguration': amendJson<Kept, Configuration>((input, output) =>
      keep(kept.get(unqualified(output.FunctionArn)) ?? {}, input, output),
    ),
    'lambda:UpdateFunctionCode': shown,
    'lambda:PublishVersion': shown,
    'lambda:GetFunctionConfiguration': shown,
    'lambda:GetFunction': amendJson<object, { Configuration: Configuration }>((_, output) => {
      overlay(output.Configuration);
    }),
    'lambda:ListFunctions': amendJson<object, { Functions: Configuration[] }>((_, output) => {
      for (const one of output.Functions) overlay(one);
    }),
    'lambda:DeleteFunction': forgetting(kept),
  };
}

/** A function made again under the same name begins without them. */
function forgetting(kept: Map<string, Kept>): Handler {
  return {
    kind: 'amend',
    amend(request, answer) {
      const url = new URL(request.url, 'http://relay');
      if (!url.searchParams.has('Qualifier'))
        kept.delete(arnOf(request, decodeURIComponent(url.pathname).split('/').at(-1) ?? ''));
      return answer;
    },
  };
}

function arnOf(request: Request, name: string): string {
  if (name.startsWith('arn:')) return unqualified(name);
  return `arn:aws:lambda:${request.region}:${request.account}:function:${name}`;
}

/** Without version or alias. */
function unqualified(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}
