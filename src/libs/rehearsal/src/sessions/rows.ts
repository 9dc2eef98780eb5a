import { parseTarget, sayTarget } from '@bookmark-manager/sessions';
import type { Table } from '../relay/types.ts';
import { answering, fault } from '../relay/wire.ts';
import { asker, clusterArn } from '../tasks/rows/ask.ts';
import { runtimeIdOf } from '../tasks/runtime-id.ts';
import { forwardingOf } from './documents.ts';
import type { Sessions } from './sessions.ts';
import { splitCommand } from './split-command.ts';

type StartInput = { Target?: string; DocumentName?: string; Parameters?: Record<string, string[]> };
type ExecuteInput = { cluster?: string; task?: string; container?: string; command?: string; interactive?: boolean };

/** The rows of Session Manager, and of ECS Exec, which is built on it. */
export function sessionRows(sessions: Sessions): Table {
  return {
    'ssm:StartSession': answering<StartInput>((input) => {
      const target = String(input.Target);
      const found = sessions.find(parseTarget(target));
      if (!found) throw fault('TargetNotConnected', `${target} is not connected.`);
      const { id, token } = sessions.forward(found, target, forwardingOf(input.DocumentName, input.Parameters));
      return { SessionId: id, TokenValue: token, StreamUrl: sessions.streamUrl(id) };
    }),

    'ssm:ResumeSession': answering<{ SessionId?: string }>(({ SessionId = '' }) => {
      const session = sessions.all.get(SessionId);
      if (!session) throw fault('DoesNotExistException', `Session with ID ${SessionId} does not exist.`);
      return { SessionId, TokenValue: session.token(), StreamUrl: sessions.streamUrl(SessionId) };
    }),

    'ssm:TerminateSession': answering<{ SessionId?: string }>(async ({ SessionId = '' }) => {
      await sessions.all.get(SessionId)?.end({ because: 'it was terminated', tellClient: true });
      return { SessionId };
    }),

    'ssm:DescribeSessions': answering<{ State?: string }>(({ State }) => ({
      Sessions:
        State === 'History'
          ? []
          : [...sessions.all.values()].map(({ id, target, startedAt }) => ({
              SessionId: id,
              Target: target,
              Status: 'Connected',
              StartDate: startedAt.getTime() / 1000,
            })),
    })),

    'ecs:ExecuteCommand': answering<ExecuteInput>(async (input, request, forward) => {
      const cluster = await clusterArn(asker(request, forward), input.cluster);
      const found = sessions.task(cluster, String(input.task));
      if (!found?.task.enableExecuteCommand) throw notEnabled();
      if (input.interactive !== true) throw invalid('Interactive is the only mode supported currently.');
      const { task, run } = found;
      const container = task.containers.find(({ name }) => name === (input.container ?? task.containers[0]?.name));
      const running = container && run.container(container.name);
      if (!container || !running) throw invalid('The container that was named does not run in the task.');
      const command = splitCommand(String(input.command));
      if (command.length === 0) throw invalid('Command cannot be empty.');
      const name = cluster.slice(cluster.lastIndexOf('/') + 1);
      const target = sayTarget({ cluster: name, task: task.id, runtimeId: runtimeIdOf(task, container) });
      const { id, token } = sessions.execute({ task, run, container: running }, target, command);
      return {
        clusterArn: cluster,
        taskArn: task.arn,
        containerArn: `${task.arn.replace(':task/', ':container/')}/${container.name}`,
        containerName: container.name,
        interactive: true,
        session: { sessionId: id, tokenValue: token, streamUrl: sessions.streamUrl(id) },
      };
    }),
  };
}

const invalid = (message: string) => fault('InvalidParameterException', message);

const notEnabled = () =>
  invalid(
    'The execute command failed because execute command was not enabled when the task was run or the execute command agent isn’t running. Wait and try again or run a new task with execute command enabled and try again.',
  );
