import { type DynamicModule, Module } from '@nestjs/common';
import type { ApplicationParts } from './application.ts';
import { bookmarksControllers, bookmarksProviders } from './bookmarks/index.ts';
import { LazyDatabase } from './database.ts';
import { filesControllers, filesProviders } from './files/index.ts';
import { HealthController } from './health/health.controller.ts';
import { OpenApiController } from './http/openapi.controller.ts';
import { Jobs } from './jobs/jobs.ts';
import { linkdingControllers, linkdingProviders } from './linkding/index.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { pagesControllers, pagesProviders } from './pages/index.ts';
import { peopleControllers, peopleProviders } from './people/index.ts';
import { searchControllers, searchProviders } from './search/index.ts';
import { CONFIG, LOG } from './tokens.ts';

@Module({})
export class ApplicationModule {
  static with({ config, log }: ApplicationParts): DynamicModule {
    return {
      module: ApplicationModule,
      // one route of the imports' lies below the bookmarks'
      controllers: [
        HealthController,
        OpenApiController,
        OverviewController,
        ...peopleControllers,
        ...searchControllers,
        ...filesControllers,
        ...bookmarksControllers,
        ...linkdingControllers,
        ...pagesControllers,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        LazyDatabase,
        Jobs,
        ...peopleProviders,
        ...linkdingProviders,
        ...searchProviders,
        ...filesProviders,
        ...bookmarksProviders,
        ...pagesProviders,
      ],
    };
  }
}
