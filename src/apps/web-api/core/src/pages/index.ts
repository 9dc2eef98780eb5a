import { LinkStore } from './link-store.ts';
import { MetadataStore } from './metadata-store.ts';
import { PageJobs } from './page-jobs.ts';
import { PageRequestStore } from './page-request-store.ts';
import { PagesController } from './pages.controller.ts';
import { Icons } from './pictures/icons.ts';
import { PagePictures } from './pictures/page-pictures.ts';
import { PicturesController } from './pictures/pictures.controller.ts';
import { Previews } from './preview.ts';
import { SavePage } from './save-page.ts';
import { SiteStore } from './site-store.ts';
import { PageStores } from './store/page-stores.ts';
import { TidyPages } from './tidy-pages.ts';
import { Visits } from './visits.ts';
import { Web } from './web.ts';

/** What the module needs for visits, previews and saved pages. */
export const pagesControllers = [PagesController, PicturesController];
export const pagesProviders = [
  Web,
  LinkStore,
  SiteStore,
  MetadataStore,
  Icons,
  PagePictures,
  Visits,
  Previews,
  PageStores,
  PageRequestStore,
  SavePage,
  TidyPages,
  PageJobs,
];
