import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import { sayMoved } from '../clock/say.ts';
import { defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { observe } from '../status/observe.ts';
import { statusPage } from '../status/page.ts';
import { readSchedulerSettings } from '../status/scheduler-settings.ts';
import { statusOf } from '../status/status.ts';
import { findUrl } from '../status/url.ts';
import { findTarget } from '../target/target.ts';
import { worldTime } from '../target/time.ts';

export const command = defineCommand({
  describe(command) {
    reads(command).addHelpText(
      'after',
      '\nExamples:\n  staging status\n  staging status --json\n  staging status --aws',
    );
  },
  options: readOptions,
  async run({ config, io }, options) {
    const target = findTarget(config, io, options);
    const clients = {
      ecs: new ECSClient(target.clientOptions),
      elb: new ElasticLoadBalancingV2Client(target.clientOptions),
      gateway: new ApiGatewayV2Client(target.clientOptions),
      rds: new RDSClient(target.clientOptions),
      ssm: new SSMClient(target.clientOptions),
    };
    const [settings, time] = await Promise.all([
      readSchedulerSettings(new LambdaClient(target.clientOptions)),
      worldTime(target),
    ]);
    const { now } = time;
    const [seen, url] = await Promise.all([observe(clients, settings, now), findUrl(target, clients.elb, settings)]);
    const { status, remarks } = statusOf({ ...seen, slice: settings.slice, url, now });
    if (options.json) io.out(JSON.stringify(status, null, 2));
    else for (const line of statusPage(status, remarks, io.paint)) io.out(line);
    const moved = sayMoved(time);
    if (moved) io.err(`${moved} Back to this machine's: staging clock set now`);
    if (target.kind === 'rehearsal' && !target.run.limits.enforced) {
      io.err(`Limits are off: tasks may use more CPU and memory than their size (${target.run.limits.why}).`);
    }
    return EXIT.yes;
  },
});
