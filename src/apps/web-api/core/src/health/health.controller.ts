import { Controller, Get } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { Jobs } from '../jobs/jobs.ts';
import { Public } from '../people/identity.ts';

/** Light answers for load balancers and container checks, and a heavy one for whoever wants to know. */
@Public()
@Controller()
export class HealthController {
  readonly #database: LazyDatabase;
  readonly #jobs: Jobs;

  constructor(database: LazyDatabase, jobs: Jobs) {
    this.#database = database;
    this.#jobs = jobs;
  }

  @Get(['health', 'health/api'])
  health(): { status: 'ok' } {
    // from then on somebody counts on this task: it begins to do what others left to be done
    setImmediate(() => this.#jobs.start());
    return { status: 'ok' };
  }

  @Get('api/ready')
  async ready(): Promise<{ status: 'ok' }> {
    const database = await this.#database.client();
    try {
      await database.$queryRaw`SELECT 1`;
    } catch {
      throw new ProblemError('not-ready');
    }
    return { status: 'ok' };
  }
}
