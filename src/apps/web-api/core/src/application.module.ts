import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { ApplicationParts } from './application.ts';
import { BookmarkStore } from './bookmarks/bookmark-store.ts';
import { BookmarksController } from './bookmarks/bookmarks.controller.ts';
import { LazyDatabase } from './database.ts';
import { HealthController } from './health/health.controller.ts';
import { OpenApiController } from './http/openapi.controller.ts';
import { ImportController } from './import/import.controller.ts';
import { ImportStore } from './import/import-store.ts';
import { IdentityGuard } from './people/identity.guard.ts';
import { IdentityStore } from './people/identity-store.ts';
import { MeController } from './people/me.controller.ts';
import { SessionStore } from './people/session-store.ts';
import { SignController } from './people/sign.controller.ts';
import { UserStore } from './people/user-store.ts';
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
        SignController,
        MeController,
        ImportController,
        BookmarksController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        LazyDatabase,
        IdentityStore,
        { provide: APP_GUARD, useClass: IdentityGuard },
        UserStore,
        SessionStore,
        BookmarkStore,
        ImportStore,
      ],
    };
  }
}
