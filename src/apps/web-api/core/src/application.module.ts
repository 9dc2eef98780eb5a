import { type DynamicModule, Module } from '@nestjs/common';
import type { ApplicationParts } from './application.ts';
import { bookmarksControllers, bookmarksProviders } from './bookmarks/index.ts';
import { LazyDatabase } from './database.ts';
import { HealthController } from './health/health.controller.ts';
import { OpenApiController } from './http/openapi.controller.ts';
import { ImportController } from './import/import.controller.ts';
import { ImportStore } from './import/import-store.ts';
import { linkdingControllers, linkdingProviders } from './linkding/index.ts';
import { peopleControllers, peopleProviders } from './people/index.ts';
import { searchControllers, searchProviders } from './search/index.ts';
import { CONFIG, LOG } from './tokens.ts';

@Module({})
export class ApplicationModule {
  static with({ config, log }: ApplicationParts): DynamicModule {
    return {
      module: ApplicationModule,
      // the import's route lies below the bookmarks'
      controllers: [
        HealthController,
        OpenApiController,
        ...peopleControllers,
        ImportController,
        ...searchControllers,
        ...bookmarksControllers,
        ...linkdingControllers,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        LazyDatabase,
        ...peopleProviders,
        ...bookmarksProviders,
        ...linkdingProviders,
        ImportStore,
        ...searchProviders,
      ],
    };
  }
}
